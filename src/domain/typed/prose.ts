import type { FigureRead } from './parse-figure.ts'
import { evenText } from './typed-text.ts'
import { correcting, denials, introductions, isPercentWord, multiplierOf, provisionalWords } from './typed-words.ts'

/** A figure with more words behind it than its unit has is a sentence: “20 peserta mengundurkan diri karena sakit”. */
const mostWordsOfUnit = 2

/** How many words of a text are left when its number, what introduces it and its unit are taken away; words have three letters or more. */
const wordsBeside = (typed: string, unit = ''): number => {
  const text = evenText(typed) ?? typed.toLowerCase()
  const ofUnit = new Set(unit.toLowerCase().match(/\p{L}+/gu))
  const rest = text.replace(introductions, '').replace(denials, '').replace(provisionalWords, ' ')
  return (rest.match(/\p{L}{3,}/gu) ?? []).filter(
    (word) => !ofUnit.has(word) && !isPercentWord(word) && multiplierOf(word, true) === undefined && word !== 'rupiah',
  ).length
}

/**
 * Whether a text tells something in words, where both a figure and words are welcome; `read` is how it was read as a figure. `fewest` words
 * make a sentence: where words are what is asked for, one is enough.
 */
export const isProse = (typed: string, read: FigureRead, { unit, fewest = 2 }: { unit?: string; fewest?: 1 | 2 } = {}): boolean => {
  const words = wordsBeside(typed, unit)
  if (read.kind === 'refused') return words >= (/\d/.test(typed) ? 2 : fewest)
  const figure = read.kind === 'ambiguous' ? undefined : read.figure
  return figure?.kind === 'number' && figure.parts === undefined && words > mostWordsOfUnit
}

/** Whether a text takes back a figure and gives another: “salah, 21”. */
export const isCorrection = (typed: string): boolean => /\d/.test(typed) && correcting.test(evenText(typed) ?? '')
