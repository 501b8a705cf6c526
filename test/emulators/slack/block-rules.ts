import type { Block } from './workspace.ts'

/** What Slack finds wrong with blocks, in words; empty where it takes them. The limits are those of its reference. */
export function wrongBlocks(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  if (!Array.isArray(blocks)) return ['blocks: not a list']
  const most = surface === 'message' ? 50 : 100
  const wrong: string[] = []
  if (blocks.length > most) wrong.push(`blocks: more than ${most}`)
  const ids = new Set<string>()
  const actions = new Set<string>()
  for (const [at, block] of blocks.entries()) {
    const where = `blocks/${at}`
    if (!isObject(block) || typeof block['type'] !== 'string') {
      wrong.push(`${where}: not a block`)
      continue
    }
    const id = block['block_id']
    if (id !== undefined) {
      if (typeof id !== 'string' || id.length < 1 || id.length > 255) wrong.push(`${where}: block_id`)
      else if (ids.has(id)) wrong.push(`${where}: block_id twice`)
      else ids.add(id)
    }
    wrong.push(...wrongBlock(block as Block, surface, actions).map((text) => `${where}: ${text}`))
  }
  return wrong
}

function wrongBlock(block: Block, surface: 'message' | 'modal' | 'home', actions: Set<string>): string[] {
  switch (block.type) {
    case 'divider':
      return onlyKeys(block, ['type', 'block_id'])
    case 'header':
      return [...onlyKeys(block, ['type', 'block_id', 'text']), ...wrongText(block['text'], 150, ['plain_text'])]
    case 'section':
      return [...onlyKeys(block, ['type', 'block_id', 'text']), ...wrongText(block['text'], 3000, ['plain_text', 'mrkdwn'])]
    case 'rich_text':
      return [...onlyKeys(block, ['type', 'block_id', 'elements']), ...wrongRichText(block['elements'])]
    case 'actions': {
      const elements = block['elements']
      if (!Array.isArray(elements) || elements.length < 1 || elements.length > 25) return ['elements: 1 to 25']
      return elements.flatMap((element) => wrongButton(element, actions))
    }
    case 'input':
      if (surface === 'message') return ['input blocks stand in views only']
      return [...wrongText(block['label'], 2000, ['plain_text']), ...wrongInput(block['element'], actions)]
    default:
      return [`unsupported type ${block.type}`]
  }
}

function wrongRichText(elements: unknown): string[] {
  if (!Array.isArray(elements) || elements.length === 0) return ['elements: at least one']
  let letters = 0
  const wrong = elements.flatMap((element: unknown): string[] => {
    const type = isObject(element) ? element['type'] : undefined
    if (type !== 'rich_text_section' && type !== 'rich_text_quote' && type !== 'rich_text_preformatted') return [`unsupported type ${type}`]
    const leaves = isObject(element) ? element['elements'] : undefined
    if (!Array.isArray(leaves)) return ['elements: not a list']
    return leaves.flatMap((leaf: unknown): string[] => {
      if (!isObject(leaf)) return ['not an element']
      if (leaf['type'] !== 'text' && leaf['type'] !== 'link') return [`unsupported leaf ${leaf['type']}`]
      const text = leaf['text']
      if (typeof text !== 'string' || text.length === 0) return ['text must be more than 0 characters']
      letters += text.length
      const url = leaf['url']
      const badLink = leaf['type'] === 'link' && (typeof url !== 'string' || !URL.canParse(url) || url.length > 3000)
      const style = leaf['style']
      const badStyle =
        style !== undefined && (!isObject(style) || Object.keys(style).some((name) => !['bold', 'italic', 'strike', 'code'].includes(name)))
      return [...(badLink ? ['url'] : []), ...(badStyle ? ['style'] : []), ...(hasLoneSurrogate(text) ? ['not UTF-8'] : [])]
    })
  })
  return letters > 4000 ? [...wrong, 'more than 4000 characters'] : wrong
}

function wrongButton(element: unknown, actions: Set<string>): string[] {
  if (!isObject(element) || element['type'] !== 'button') return ['only buttons are known here']
  const { action_id: id, value, style } = element
  const wrong = [
    ...onlyKeys(element, ['type', 'text', 'action_id', 'value', 'style', 'url']),
    ...wrongText(element['text'], 75, ['plain_text']),
  ]
  if (typeof id !== 'string' || id.length < 1 || id.length > 255) wrong.push('action_id')
  else if (actions.has(id)) wrong.push('action_id twice')
  else actions.add(id)
  if (value !== undefined && (typeof value !== 'string' || value.length > 2000)) wrong.push('value')
  if (style !== undefined && style !== 'primary' && style !== 'danger') wrong.push('style')
  return wrong
}

function wrongInput(element: unknown, actions: Set<string>): string[] {
  if (!isObject(element) || element['type'] !== 'plain_text_input') return ['only text inputs are known here']
  const { action_id: id, max_length: most } = element
  const wrong: string[] = []
  if (typeof id !== 'string' || actions.has(id)) wrong.push('action_id')
  else actions.add(id)
  if (most !== undefined && (typeof most !== 'number' || most > 3000)) wrong.push('max_length')
  return wrong
}

function wrongText(text: unknown, most: number, types: string[]): string[] {
  if (!isObject(text) || typeof text['type'] !== 'string' || !types.includes(text['type'])) return ['text: not a text object']
  const content = text['text']
  if (typeof content !== 'string' || content.length < 1) return ['text: must be more than 0 characters']
  if (content.length > most) return [`text: must be less than ${most + 1} characters`]
  return hasLoneSurrogate(content) ? ['text: not UTF-8'] : []
}

/** What Slack finds wrong with a view. */
export function wrongView(view: unknown): string[] {
  if (!isObject(view)) return ['view: not an object']
  const { type } = view
  if (type !== 'modal' && type !== 'home') return ['view: type']
  const wrong = wrongBlocks(view['blocks'], type)
  const { private_metadata: memory, callback_id: callback } = view
  if (memory !== undefined && (typeof memory !== 'string' || memory.length > 3000)) wrong.push('private_metadata')
  if (callback !== undefined && (typeof callback !== 'string' || callback.length > 255)) wrong.push('callback_id')
  const { external_id: external } = view
  if (external !== undefined && (typeof external !== 'string' || external.length > 255)) wrong.push('external_id')
  if (type === 'home') return wrong
  wrong.push(...wrongText(view['title'], 24, ['plain_text']))
  for (const part of ['submit', 'close']) if (view[part] !== undefined) wrong.push(...wrongText(view[part], 24, ['plain_text']))
  const hasInput = Array.isArray(view['blocks']) && view['blocks'].some((block) => isObject(block) && block['type'] === 'input')
  if (hasInput && view['submit'] === undefined) wrong.push('submit: needed with inputs')
  return wrong
}

/** All letters of blocks together: beyond some 13,000 Slack refuses the message as a whole. */
export function lettersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lettersIn(one), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : lettersIn(one)),
    0,
  )
}

const hasLoneSurrogate = (text: string): boolean => /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
const onlyKeys = (block: Record<string, unknown>, known: string[]): string[] =>
  Object.keys(block)
    .filter((key) => !known.includes(key))
    .map((key) => `${key}: not known`)
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
