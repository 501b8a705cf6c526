/** A text as it stands after its markup was read, and what is marked in it. */
export type ReadText = { text: string; entities: { type: string; offset: number; length: number; url?: string }[] }

/** What the real one says, without the letter where it stumbled. */
export class BadMarkup extends Error {
  constructor(why: string) {
    super(`Bad Request: can't parse entities: ${why}`)
  }
}

const types: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  'tg-spoiler': 'spoiler',
}
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** Reads Telegram's HTML as strictly as the Bot API: known tags, closed in their order; four named entities and numeric ones. */
export function readHtml(source: string): ReadText {
  const entities: ReadText['entities'] = []
  const open: { tag: string; offset: number; url?: string }[] = []
  let text = ''
  for (let at = 0; at < source.length;) {
    const sign = source.charAt(at)
    if (sign === '&') {
      const found = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/i.exec(source.slice(at, at + 12))
      const read =
        found && (found[3] ? named[found[3]] : String.fromCodePoint(Number.parseInt(found[1] ?? found[2] ?? '0', found[1] ? 16 : 10)))
      text += read ?? '&'
      at += read === undefined || read === null ? 1 : (found?.[0].length ?? 1)
      continue
    }
    if (sign !== '<') {
      text += sign
      at += 1
      continue
    }
    const end = source.indexOf('>', at)
    if (end < 0) throw new BadMarkup(`Unclosed start tag at byte offset ${at}`)
    const inside = source.slice(at + 1, end)
    at = end + 1
    if (inside.startsWith('/')) {
      const last = open.pop()
      if (!last || last.tag !== inside.slice(1).trim()) throw new BadMarkup(`Unexpected end tag at byte offset ${end}`)
      const length = text.length - last.offset
      if (length > 0)
        entities.push({ type: types[last.tag] ?? '', offset: last.offset, length, ...(last.url !== undefined && { url: last.url }) })
      continue
    }
    const [, tag = '', rest = ''] = /^([a-z-]+)(.*)$/s.exec(inside) ?? []
    if (!(tag in types)) throw new BadMarkup(`Unsupported start tag "${tag}" at byte offset ${at}`)
    const href = /^\s+href="([^"]*)"\s*$/.exec(rest)
    if (tag === 'a' ? !href : rest.trim() !== '') throw new BadMarkup(`Unexpected attributes at byte offset ${at}`)
    if (open.some((one) => one.tag === 'pre' || one.tag === 'code') && !(tag === 'code' && open.at(-1)?.tag === 'pre'))
      throw new BadMarkup('nested entities inside code')
    open.push({ tag, offset: text.length, ...(href && { url: readHtml(href[1] ?? '').text }) })
  }
  if (open.length > 0) throw new BadMarkup(`Can't find end tag corresponding to start tag "${open.at(-1)?.tag}"`)
  return trimmed({ text, entities })
}

/** The real one takes blank edges off every message. */
function trimmed({ text, entities }: ReadText): ReadText {
  const start = text.length - text.trimStart().length
  const kept = text.trim()
  const moved = entities.map((one) => {
    const offset = Math.max(0, one.offset - start)
    return { ...one, offset, length: Math.min(kept.length, one.offset - start + one.length) - offset }
  })
  return { text: kept, entities: moved.filter(({ length }) => length > 0) }
}
