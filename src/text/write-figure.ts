import type { Decimal } from '../domain/decimal.ts'
import type { Figure, Parts, Target } from '../domain/figure.ts'
import type { Texts } from './texts.ts'
import { writeMonth } from './write-date.ts'
import { visible, writeNumber } from './write-number.ts'
import type { Decimals } from './write-number.ts'
import { readUnit, writeUnit } from './write-unit.ts'

/** How a figure is written: an indicator has both fields. */
export type FigureForm = { unit: string; decimals: number }

/**
 * Whole numbers stand without decimals (`71`, `21.310`), others with those of the unit (`88,13`). A fraction of something
 * that is counted in wholes is shown, not rounded away: the person has to see it before it is saved. What is not zero never reads as 0.
 */
const decimalsOf = (value: Decimal, decimals: number): Decimals => {
  if (value.isInteger()) return 0
  return decimals > 0 ? visible(value, decimals) : { min: 0, max: visible(value, 2) }
}

const withUnit = (number: string, value: Decimal, unit: string, texts: Texts): string => {
  if (readUnit(unit).kind === 'percent') return `${number}%`
  const word = writeUnit(unit, value, texts)
  return word ? `${number} ${word}` : number
}

/** A value with its unit: `21.310 paket`, `49,59%`, `88,13`. */
export const writeValue = (value: Decimal, { unit, decimals }: FigureForm, texts: Texts): string =>
  withUnit(writeNumber(value, texts.locale, decimalsOf(value, decimals)), value, unit, texts)

/** The two numbers behind a percentage: `60 dari 121`. */
export const writeParts = (parts: Parts, texts: Texts): string =>
  texts.plain('units.parts', {
    numerator: writeNumber(parts.numerator, texts.locale),
    denominator: writeNumber(parts.denominator, texts.locale),
  })

/**
 * What was reported, for people: `21.310 paket`, `49,59%`, `A (82,04)`, `belum rilis`; a provisional value keeps its mark.
 * With `parts: true` a ratio shows its numbers: `60 dari 121 = 49,59%`.
 */
export const writeFigure = (figure: Figure, form: FigureForm & { parts?: boolean }, texts: Texts): string => {
  switch (figure.kind) {
    case 'number': {
      const value = writeValue(figure.value, form, texts)
      const shown = form.parts && figure.parts ? `${writeParts(figure.parts, texts)} = ${value}` : value
      return figure.provisional ? texts.plain('units.provisional', { value: shown }) : shown
    }
    case 'grade': {
      const value = writeGrade(figure, texts)
      return figure.provisional ? texts.plain('units.provisional', { value }) : value
    }
    case 'not-yet-published':
      return figure.expected
        ? texts.plain('units.not-yet-published-expected', { month: writeMonth(figure.expected, texts) })
        : texts.plain('units.not-yet-published')
  }
}

/** More decimals than anybody types: the trace of a division. */
const mostTyped = 10

/**
 * What somebody typed, with every decimal of it (at least those of the unit): on cards, in confirmations and lists, and before a verifier
 * it is the figure that is saved. What is computed from parts, inputs or quarters is rounded as anywhere else.
 */
export const writeTyped = (figure: Figure, form: FigureForm & { parts?: boolean }, texts: Texts): string => {
  const typed = figure.kind === 'number' && !figure.parts && !figure.inputs ? figure.value.decimalPlaces() : 0
  return writeFigure(figure, typed <= mostTyped ? { ...form, decimals: Math.max(form.decimals, typed) } : form, texts)
}

/** What was planned: `25.589 paket`, `A`, `10 sampai 20 hari`; the words for "no target" where there is none. A target keeps all its decimals. */
export const writeTarget = (target: Target | null, form: FigureForm, texts: Texts): string => {
  if (target === null) return texts.plain('units.no-target')
  switch (target.kind) {
    case 'number':
      return withUnit(writeNumber(target.value, texts.locale), target.value, form.unit, texts)
    case 'grade':
      return writeGrade(target, texts)
    case 'range': {
      const low = writeNumber(target.low, texts.locale)
      const range = texts.plain('units.range', { low, high: writeNumber(target.high, texts.locale) })
      return withUnit(range, target.high, form.unit, texts)
    }
  }
}

const writeGrade = (grade: { letter: string; score?: Decimal }, texts: Texts): string =>
  grade.score
    ? `${grade.letter} (${writeNumber(grade.score, texts.locale, grade.score.isInteger() ? 0 : { min: 2, max: mostTyped })})`
    : grade.letter
