/** One numbered answer of several: the number of the list, and what was typed for it, not yet read. */
export type NumberedAnswer = { number: number; text: string }

const item = /^[-*•]?\s*(\d{1,3})\s*(?:[:=]\s*|[.)]\s+)(\S.*)$/u

/** Money that follows a figure behind a semicolon, as one report is typed: `1: 3; 57,5%`. */
const money =
  /^(?:(?:keuangan|uang|anggaran|money)\s*:?\s*)?(?:(?:rp|idr)\s*[-\d(].*|-?\d[\d.,]*\s*(?:%|persen|percent|jt|juta|m|miliar|milyar|t|triliun).*)$/iu

/**
 * Several answers in one message: `1: 81,02; 2: 87,75`, or a line each, `1. 25` or `1) 25`; each with its money
 * where there is some, `1: 3; 57,5%; 2: 4; Rp 1,2 M`. Undefined where the text is not wholly such a
 * list, so that a plain figure is never torn apart.
 */
export const readSeveral = (text: string): NumberedAnswer[] | undefined => {
  const pieces = text
    .normalize('NFKC')
    .split(/[;\n]|,\s+(?=\d{1,3}\s*[:=])/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const answers: NumberedAnswer[] = []
  for (const piece of pieces) {
    const [, number, given] = item.exec(piece) ?? []
    const last = answers.at(-1)
    if (number && given) answers.push({ number: Number(number), text: given.trim() })
    else if (last && money.test(piece)) last.text = `${last.text}; ${piece}`
    else return undefined
  }
  return answers.length > 0 ? answers : undefined
}
