/** A run of plain text; channels escape it. `strong` is bold, `code` fixed width. */
export type Span = { text: string; style?: 'strong' | 'code'; link?: string }

const marks = /\*\*(.+?)\*\*|`(.+?)`/gs

/** A text of the catalogue as spans: `**...**` is strong, backticks are code; a mark without its second half is plain text. */
export const splitMarks = (text: string): Span[] => {
  const spans: Span[] = []
  let from = 0
  for (const found of text.matchAll(marks)) {
    if (found.index > from) spans.push({ text: text.slice(from, found.index) })
    spans.push(found[1] === undefined ? { text: found[2] ?? '', style: 'code' } : { text: found[1], style: 'strong' })
    from = found.index + found[0].length
  }
  if (from < text.length) spans.push({ text: text.slice(from) })
  return spans
}
