import type { Part } from '../../message/message.ts'
import type { Span } from '../../text/span.ts'
import { cutAt, within } from '../../text/within.ts'
import type { Outgoing, TokenButton } from '../channel.ts'
import { plainText } from './plain-text.ts'
import { tableText } from './table-text.ts'
import { escaped } from './typed-text.ts'

export type Block = Record<string, unknown> & { type: string }

/** A message as Slack takes it: blocks for the chat, and the same as text for notifications and screen readers. */
export type Body = { text: string; blocks: Block[] }

/** What Slack takes in one message: blocks, letters of a block, letters of all blocks, letters of the text. */
const limits = { blocks: 50, block: 2900, message: 11_000, text: 3500, label: 75, buttonsInBlock: 25, buttonRows: 20 }

type Style = { bold: true } | { code: true }
type Element = { type: 'text'; text: string; style?: Style } | { type: 'link'; url: string; text: string; style?: Style }
type Line = { kind: 'section' | 'quote' | 'preformatted'; elements: Element[] }

/**
 * A message as one or more of Slack's, buttons in the last. Everything stands in rich text blocks, whose texts are data: what looks like
 * markup, a mention or an emoji arrives as it was typed, with no sign added or taken.
 */
export function render({ parts, buttons }: Pick<Outgoing, 'parts' | 'buttons'>): Body[] {
  const actions = actionBlocks(buttons)
  const pages = pagesOf(parts.flatMap(linesOf).flatMap(cutLine), limits.blocks - actions.length)
  return pages.map((blocks, at) => ({
    text: fallback(blocks.flat()) || labelsOf(buttons) || '…',
    blocks: [...blocks.map((lines) => ({ type: 'rich_text', elements: lines.map(richText) })), ...(at === pages.length - 1 ? actions : [])],
  }))
}

/** The parts alone as blocks, for a modal and for the home page: as many as fit. */
export const partBlocks = (parts: readonly Part[], most: number): Block[] =>
  (pagesOf(parts.flatMap(linesOf).flatMap(cutLine), most)[0] ?? []).map((lines) => ({ type: 'rich_text', elements: lines.map(richText) }))

const richText = ({ kind, elements }: Line): Block => ({ type: `rich_text_${kind}`, elements })

function linesOf(part: Part): Line[] {
  if (part.kind === 'table') {
    const text = tableText(part)
    return text === '' ? [] : [{ kind: 'preformatted', elements: [{ type: 'text', text }] }]
  }
  const elements = part.spans.filter(({ text }) => text !== '').map(elementOf)
  return elements.length === 0 ? [] : [{ kind: part.kind === 'quote' ? 'quote' : 'section', elements }]
}

/** A link may lead to a web page or a mailbox, and nowhere else. */
function elementOf({ text, style, link }: Span): Element {
  const styled = style && { style: style === 'strong' ? ({ bold: true } as const) : ({ code: true } as const) }
  return link !== undefined && /^(?:https?:\/\/|mailto:)/i.test(link) && link.length <= 2000
    ? { type: 'link', url: link, text, ...styled }
    : { type: 'text', text, ...styled }
}

const lengthOf = (line: Line): number => line.elements.reduce((sum, { text }) => sum + text.length, 0)

/** A line in pieces that fit into a block: cut at a line break or a space where there is one in its last quarter. */
function cutLine(line: Line): Line[] {
  const pieces: Line[] = []
  let elements: Element[] = []
  let room = limits.block
  const close = () => {
    if (elements.length > 0) pieces.push({ ...line, elements })
    elements = []
    room = limits.block
  }
  for (const element of line.elements) {
    let rest = element.text
    while (rest !== '') {
      if (rest.length > room && room < limits.block / 4) close()
      const end = rest.length <= room ? rest.length : placeToCut(rest, room)
      elements.push({ ...element, text: rest.slice(0, end) })
      room -= end
      rest = rest.slice(end)
      if (rest !== '') close()
    }
  }
  close()
  return pieces
}

function placeToCut(text: string, room: number): number {
  const space = Math.max(text.lastIndexOf('\n', room - 1), text.lastIndexOf(' ', room - 1))
  return space >= room * 0.75 ? space + 1 : cutAt(text, room)
}

/** Lines gathered into blocks, and blocks into messages. There is always one message, if only with its buttons. */
function pagesOf(lines: Line[], mostBlocks: number): Line[][][] {
  const pages: Line[][][] = [[]]
  let inPage = 0
  let inBlock = 0
  for (const line of lines) {
    const length = lengthOf(line)
    if (inPage > 0 && inPage + length > limits.message) {
      pages.push([])
      inPage = 0
      inBlock = 0
    }
    let page = pages.at(-1) ?? []
    const opens = page.length === 0 || inBlock + length > limits.block
    if (opens && page.length >= mostBlocks) {
      page = []
      pages.push(page)
      inPage = 0
    }
    if (opens || page.length === 0) page.push([line])
    else page.at(-1)?.push(line)
    inBlock = opens ? length : inBlock + length
    inPage += length
  }
  return pages
}

/** The text beside the blocks is read as markup, so its three signs are escaped; a name that looks like a mention is none without them. */
const fallback = (lines: Line[]): string =>
  escaped(
    within(
      lines
        .map(({ elements }) => elements.map(({ text }) => text).join(''))
        .join('\n')
        .trim(),
      limits.text,
    ),
  )

const labelsOf = (buttons: TokenButton[][]): string =>
  escaped(
    buttons
      .flat()
      .map(({ label }) => label)
      .join(' · '),
  )

/** One block for each row of buttons; many rows share blocks, because blocks are few. */
function actionBlocks(buttons: TokenButton[][]): Block[] {
  const rows = buttons.filter((row) => row.length > 0)
  const flat = rows.length > limits.buttonRows ? [rows.flat()] : rows
  return flat
    .flatMap((row) =>
      Array.from({ length: Math.ceil(row.length / limits.buttonsInBlock) }, (_, at) =>
        row.slice(at * limits.buttonsInBlock, (at + 1) * limits.buttonsInBlock),
      ),
    )
    .map((row, at) => ({ type: 'actions', block_id: `row:${at}`, elements: row.map(buttonElement) }))
}

const buttonElement = ({ label, token, style, asks }: TokenButton) => ({
  type: 'button',
  text: plainText(label, limits.label),
  // What it does is known above by its token; only that a value is asked next is known here, because the modal must open at once.
  action_id: `${asks === 'value' ? 'value' : 'press'}:${token}`,
  value: token,
  ...(style && { style }),
})
