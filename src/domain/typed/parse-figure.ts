import { d } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'
import type { Figure } from '../figure.ts'
import { distance, isPlausible, markForgotten } from './plausible.ts'
import type { Measures } from './plausible.ts'
import { gradeOf } from '../rating/grades.ts'
import type { Amount } from './read-amount.ts'
import { markOf } from './decimal-mark.ts'
import { readAmount } from './read-amount.ts'
import { readDuration, timeUnitOf } from './read-duration.ts'
import { readGrade } from './read-grade.ts'
import { readParts } from './read-parts.ts'
import { evenText, foundText } from './typed-text.ts'
import {
  approximations,
  denials,
  introductions,
  isCountUnit,
  isMoneyUnit,
  isPercentUnit,
  isRupiahUnit,
  nilWords,
  noneWords,
  provisionalWords,
  scaleOf,
  unpublishedWords,
  withoutOwnUnit,
} from './typed-words.ts'

/** Why a text is no figure; each has a sentence in the locales. */
export const figureRefusals = [
  'empty',
  'dash',
  'not-a-number',
  'two-numbers',
  'bad-groups',
  'scientific',
  'negative',
  'wrong-unit',
  'too-large',
  'zero-denominator',
  'grade-unknown',
] as const
export type FigureRefusal = (typeof figureRefusals)[number]

/**
 * What is known of the figure that is asked for. `decimals` and `unit` are the indicator's; `target` and `previous` say which readings are
 * plausible; `grade` when a letter is expected; `habit` is the decimal mark that the agency uses, else that of the person's locale.
 */
export type FigureContext = Measures & { unit?: string; grade?: boolean; locale?: 'id' | 'en'; habit?: ',' | '.' }

/** One of two ways to read a number, for a button. */
export type FigureChoice = { figure: Figure; as: 'thousands' | 'decimal' }

/**
 * `far`: readable, and far from anything expected, so it is asked back; `suggestion` is the same digits with the mark where it was forgotten.
 * `refused`: `found` is what the person sees again, `suggestion` what may have been meant. Choices stand likeliest first.
 */
export type FigureRead =
  | { kind: 'understood'; figure: Figure }
  | { kind: 'ambiguous'; choices: FigureChoice[] }
  | { kind: 'far'; figure: Figure; suggestion?: Figure }
  | { kind: 'refused'; reason: FigureRefusal; suggestion?: Figure; found: string }

/**
 * Reads what an officer typed as a figure: numbers in both notations, multipliers, percent and unit words, `60 dari 121`, grades,
 * `12 jam 30 menit`, `nihil`, `belum rilis`, `sementara`. Never guesses silently: what has two plausible readings is given back as a
 * choice, what is far off is asked back, and what can't be read is refused with a reason.
 */
export const readFigure = (typed: string, context: FigureContext): FigureRead => {
  const refuse = (reason: FigureRefusal, suggestion?: Figure): FigureRead => ({
    kind: 'refused',
    reason,
    found: foundText(typed),
    ...(suggestion && { suggestion }),
  })
  const even = evenText(withoutOwnUnit(typed, context.unit ?? ''))
  if (even === undefined) return refuse('not-a-number')
  if (even === '') return refuse('empty')
  if (/^-+$/.test(even)) return refuse('dash')
  const provisional = provisionalWords.test(even)
  const text = even.replace(provisionalWords, ' ').replace(/\s+/g, ' ').trim()
  if (text === '') return refuse('empty')
  const plain = withoutWord(text.replace(/[.!]+$/, ''), context.unit ?? '')
  if (unpublishedWords.has(plain) || unpublishedWords.has(text)) return { kind: 'understood', figure: { kind: 'not-yet-published' } }
  if (noneWords.has(plain)) return refuse('dash')
  if (nilWords.has(plain)) return { kind: 'understood', figure: marked({ kind: 'number', value: d(0) }, provisional) }
  const read = readBare(text, context, refuse)
  return provisional ? withMark(read) : read
}

/** “nihil kasus” is nihil. */
const withoutWord = (text: string, unit: string): string => {
  const word = ` ${unit.trim().toLowerCase()}`
  return text.endsWith(word) ? text.slice(0, -word.length).trim() : text
}

type Refuse = (reason: FigureRefusal, suggestion?: Figure) => FigureRead

const readBare = (text: string, context: FigureContext, refuse: Refuse): FigureRead => {
  const body = text.replace(introductions, '').replace(denials, '')
  if (approximations.test(body)) return refuse('not-a-number', suggestionFrom(readBare(body.replace(approximations, ''), context, refuse)))
  const grade = readGrade(body, context, refuse)
  if (grade) return grade
  const parts = readParts(body, context, refuse)
  if (parts) return parts
  const readings = readDuration(body, context)
  if (readings) return choose({ readings }, context)
  const meant = lookalike(body, context, refuse)
  if (meant) return refuse('not-a-number', meant)
  const unit = context.unit ?? ''
  const read = readAmount(body, { money: isRupiahUnit(unit) || isMoneyUnit(unit), mark: markOf(context) })
  if (read.kind === 'amount') return judge(inUnit(read.amount, context), context, refuse)
  return refuse(read.reason)
}

/** Letters that are typed for digits: 81,o2 and 8l,02. Only where nothing but those stands among the digits. */
const lookalike = (text: string, context: FigureContext, refuse: Refuse): Figure | undefined => {
  const [first = '', ...rest] = text.split(' ')
  if (!/^[\doil.,]+$/.test(first) || !/\d/.test(first) || !/[oil]/.test(first)) return undefined
  return suggestionFrom(readBare([first.replaceAll('o', '0').replace(/[il]/g, '1'), ...rest].join(' '), context, refuse))
}

const suggestionFrom = (read: FigureRead): Figure | undefined => {
  if (read.kind === 'ambiguous') return read.choices[0]?.figure
  return read.kind === 'refused' ? undefined : read.figure
}

/**
 * `1,2 M` of what is counted in millions is 1.200; of what is counted in rupiah it is what it says. Written out in rupiah it is read in the
 * unit where only that is plausible: 38.200.000.000 of billions is 38,2.
 */
const inUnit = (amount: Amount, context: FigureContext): Amount => {
  const unit = context.unit ?? ''
  const scale = scaleOf(unit)
  if (!scale) return amount
  const scaled = (reading: Amount['readings'][number]) => ({ ...reading, value: reading.value.div(scale) })
  const [first, ...others] = amount.readings
  const inScale: Amount = { ...amount, readings: [scaled(first), ...others.map(scaled)] }
  const isNear = ({ readings }: Amount) => readings.some(({ value }) => isPlausible(value, context))
  const writtenOut = (isRupiahUnit(unit) || isMoneyUnit(unit)) && !isNear(amount) && isNear(inScale)
  return amount.multiplied || writtenOut ? inScale : amount
}

const judge = (amount: Amount, context: FigureContext, refuse: Refuse): FigureRead => {
  const unit = context.unit ?? ''
  if (amount.rupiah && !isRupiahUnit(unit) && !isMoneyUnit(unit)) return refuse('wrong-unit')
  if (amount.percent && context.decimals === 0 && unit !== '' && !isPercentUnit(unit)) return refuse('wrong-unit')
  if (
    !/^[a-z()/.\- ]{0,60}$/u.test(amount.words) ||
    /\b(?:tidak|belum|bukan|atau|dan|setengah|lebih|kurang|not|or|and|half|more|less)\b/.test(amount.words)
  ) {
    return refuse('not-a-number', suggestionFrom(choose(amount, context)))
  }
  const [asked, told] = [timeUnitOf(unit), timeUnitOf(amount.words)]
  if (asked && told && told !== asked) return refuse('wrong-unit')
  const [first] = amount.readings
  // Without a unit nothing is known of the indicator: then a grade is only possible.
  if (context.grade && context.unit !== undefined) return refuse('grade-unknown', scoreMeant(first.value))
  if (isBelowZero(first.value) && !mayBeBelowZero(context)) {
    return refuse('negative', { kind: 'number', value: first.value.abs() })
  }
  return choose(amount, context)
}

/** A score without its mark: 724 is 72,4. One that lies between 0 and 100 is read as a grade before. */
const scoreMeant = (value: Decimal): Figure | undefined => {
  const score = [10, 100].map((times) => value.div(times)).find((one) => one.gte(0) && one.lte(100))
  return score && { kind: 'grade', letter: gradeOf(score), score }
}

const isBelowZero = (value: Decimal): boolean => value.isNegative() && !value.isZero()

/** Things that are counted are not fewer than none, unless that was planned or has been. */
const mayBeBelowZero = ({ decimals, unit, target, previous }: FigureContext): boolean =>
  decimals > 0 || !isCountUnit(unit ?? 'unit') || [target, previous].some((measure) => measure !== undefined && isBelowZero(measure))

/** One plausible reading is taken, two are asked, and where there is none the nearest is asked back. */
const choose = ({ readings }: Pick<Amount, 'readings'>, context: FigureContext): FigureRead => {
  const figure = (value: Decimal): Figure => ({ kind: 'number', value })
  const plausible = readings.filter(({ value }) => isPlausible(value, context))
  const [one, two] = plausible
  if (one && two) {
    return {
      kind: 'ambiguous',
      choices: plausible.map(({ value, as }) => ({ figure: figure(value), as: as === 'decimal' ? 'decimal' : 'thousands' })),
    }
  }
  if (one) return { kind: 'understood', figure: figure(one.value) }
  const nearest = readings.reduce((best, reading) => (distance(reading.value, context).lt(distance(best.value, context)) ? reading : best))
  const forgotten = markForgotten(nearest.value, context)
  return { kind: 'far', figure: figure(nearest.value), ...(forgotten && { suggestion: figure(forgotten) }) }
}

const marked = (figure: Figure, provisional: boolean): Figure =>
  provisional && figure.kind !== 'not-yet-published' ? { ...figure, provisional } : figure

const withMark = (read: FigureRead): FigureRead => {
  if (read.kind === 'ambiguous')
    return { ...read, choices: read.choices.map((choice) => ({ ...choice, figure: marked(choice.figure, true) })) }
  const suggestion = read.kind !== 'understood' && read.suggestion ? { suggestion: marked(read.suggestion, true) } : {}
  return read.kind === 'refused' ? { ...read, ...suggestion } : { ...read, ...suggestion, figure: marked(read.figure, true) }
}
