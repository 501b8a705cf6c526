/** One numbered answer of several: the number of the list, and what was typed for it, not yet read. */
export type NumberedAnswer = { number: number; text: string }

const item = /^[-*•]?\s*(\d{1,3})\s*(?:[:=]\s*|[.)]\s+)(\S.*)$/u

/**
 * Several answers in one message: `1: 81,02; 2: 87,75`, or a line each, `1. 25` or `1) 25`. Undefined where the text is not wholly such a
 * list, so that a plain figure is never torn apart.
 */
export const readSeveral = (text: string): NumberedAnswer[] | undefined => {
  const pieces = text
    .normalize('NFKC')
    .split(/[;\n]|,\s+(?=\d{1,3}\s*[:=])/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const answers = pieces
    .map((piece) => item.exec(piece))
    .map((found) => (found?.[1] && found[2] ? { number: Number(found[1]), text: found[2].trim() } : undefined))
  const read = answers.filter((answer) => answer !== undefined)
  return read.length > 0 && read.length === pieces.length ? read : undefined
}
