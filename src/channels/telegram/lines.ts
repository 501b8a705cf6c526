import type { Part, Span } from '../../message/message.ts'
import { tableLines } from './table-lines.ts'

/** A line of a message, with the block that it stands in. */
export type Line = { block: 'text' | 'pre' | 'quote'; spans: Span[] }

/** Parts as lines; a line break inside a span begins a new one. */
export const linesOf = (parts: readonly Part[]): Line[] =>
  parts.flatMap((part): Line[] => {
    if (part.kind === 'table') return tableLines(part).map((text) => ({ block: 'pre', spans: [{ text }] }))
    return brokenAtBreaks(part.spans).map((spans) => ({ block: part.kind === 'quote' ? 'quote' : 'text', spans }))
  })

function brokenAtBreaks(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]]
  for (const span of spans)
    for (const [at, text] of span.text.split(/\r\n|\r|\n/).entries()) {
      if (at > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...span, text })
    }
  return lines
}

/** Length as the limits count it, in UTF-16 units: never less than what Telegram counts. */
export const lengthOf = ({ spans }: Line): number => spans.reduce((sum, { text }) => sum + text.length, 0)

/** A line in pieces of at most `limit`: cut behind a space in the last quarter where there is one, and never inside a letter. */
export function cutLine(line: Line, limit: number): Line[] {
  if (lengthOf(line) <= limit) return [line]
  const pieces: Line[] = []
  let spans: Span[] = []
  let room = limit
  const close = () => {
    if (spans.length > 0) pieces.push({ block: line.block, spans })
    spans = []
    room = limit
  }
  for (const span of line.spans) {
    let rest = span.text
    while (rest !== '') {
      const head = rest.length <= room ? rest : rest.slice(0, placeToCut(rest, room, room === limit))
      if (head !== '') spans.push({ ...span, text: head })
      room -= head.length
      rest = rest.slice(head.length)
      if (rest !== '') close()
    }
  }
  close()
  return pieces
}

const letters = new Intl.Segmenter('id', { granularity: 'grapheme' })

/** Where to cut a text that is longer than `room`; 0 where it should begin on the next line, unless `must`. */
function placeToCut(text: string, room: number, must: boolean): number {
  if (room <= 0) return 0
  const space = text.lastIndexOf(' ', room - 1)
  if (space >= room * 0.75) return space + 1
  let end = 0
  // Only around the cut: what stands before can't move it.
  const from = Math.max(0, room - 200)
  const start = from === 0 || !isLowSurrogate(text, from) ? from : from - 1
  for (const { index, segment } of letters.segment(text.slice(start, room + 200))) {
    if (start + index + segment.length > room) break
    end = start + index + segment.length
  }
  if (end > 0 || !must) return end
  return isLowSurrogate(text, room) ? room - 1 : room
}

const isLowSurrogate = (text: string, at: number): boolean => /^[\uDC00-\uDFFF]/.test(text.charAt(at))
