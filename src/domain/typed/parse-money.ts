import { d } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'
import type { Money } from '../figure.ts'
import type { FigureRefusal } from './parse-figure.ts'
import { markOf } from './decimal-mark.ts'
import { distance, isPlausible } from './plausible.ts'
import type { Amount } from './read-amount.ts'
import { readAmount } from './read-amount.ts'
import { evenText, foundText } from './typed-text.ts'
import { introductions, nilWords } from './typed-words.ts'

/** What is known of the money that is asked for, in rupiah; `plan` is that of the period. */
export type MoneyContext = { plan?: Decimal; ceiling?: Decimal; locale?: 'id' | 'en'; habit?: ',' | '.' }

/** One way to read an amount, for a button. */
export type MoneyChoice = { money: Money; as: 'thousands' | 'decimal' | 'percent' | 'rupiah' }

export type MoneyRead =
  | { kind: 'understood'; money: Money }
  | { kind: 'ambiguous'; choices: MoneyChoice[] }
  | { kind: 'far'; money: Money }
  | { kind: 'refused'; reason: FigureRefusal; found: string }

/** Up to here a bare number can be a percentage of the ceiling. */
const mostPercent = d(200)

/**
 * Reads money as officers type it: `Rp 1.250.000.000,-`, `Rp 1,2 M`, `350 jt`, and `57,5%` as percent of the ceiling. A bare small number is
 * percent or millions: that is asked. What is far from the plan and the ceiling is asked back.
 */
export const readMoney = (typed: string, context: MoneyContext): MoneyRead => {
  const refuse = (reason: FigureRefusal): MoneyRead => ({ kind: 'refused', reason, found: foundText(typed) })
  const even = evenText(typed)
  if (even === undefined) return refuse('not-a-number')
  if (even === '') return refuse('empty')
  if (/^-+$/.test(even)) return refuse('dash')
  if (nilWords.has(even.replace(/[.!]+$/, ''))) return { kind: 'understood', money: { kind: 'rupiah', value: d(0) } }
  const text = even.replace(introductions, '')
  const read = readAmount(text, { money: true, mark: markOf(context) })
  if (read.kind === 'refused') return refuse(read.reason)
  const { amount } = read
  if (amount.words !== '' || (amount.percent && (amount.rupiah || amount.multiplied))) return refuse('not-a-number')
  if (amount.percent) return doubted(percent(amount), context)
  return doubted(!amount.rupiah && !amount.multiplied ? bare(amount, context) : rupiah(amount, context), context)
}

/** More than the whole year's ceiling in one quarter is asked back, never refused: a ceiling may have been raised since. */
const doubted = (read: MoneyRead, { ceiling }: MoneyContext): MoneyRead => {
  if (read.kind !== 'understood' || ceiling === undefined || ceiling.isZero()) return read
  const { kind, value } = read.money
  return value.gt(kind === 'percent' ? wholeCeiling : ceiling) ? { kind: 'far', money: read.money } : read
}
const wholeCeiling = d(100)

const measures = ({ plan, ceiling }: MoneyContext) => ({ decimals: 2, target: plan, previous: ceiling })

const percent = ({ readings }: Amount): MoneyRead => {
  const possible = readings.filter(({ value }) => value.abs().lte(mostPercent))
  const [value] = (possible.length > 0 ? possible : readings).map((reading) => reading.value)
  const money: Money = { kind: 'percent', value: value ?? readings[0].value }
  return { kind: possible.length > 0 ? 'understood' : 'far', money }
}

const rupiah = ({ readings }: Amount, context: MoneyContext): MoneyRead => {
  const plausible = readings.filter(({ value }) => isPlausible(value, measures(context)))
  const [one, two] = plausible
  const money = (value: Decimal): Money => ({ kind: 'rupiah', value })
  // Without a plan the first reading stands: a multiplier, or thousands of rupiah.
  if (one && (!two || (!context.plan && !context.ceiling))) return { kind: 'understood', money: money(one.value) }
  if (one) {
    return {
      kind: 'ambiguous',
      choices: plausible.map(({ value, as }) => ({ money: money(value), as: as === 'decimal' ? 'decimal' : 'thousands' })),
    }
  }
  const nearest = readings.reduce((best, reading) =>
    distance(reading.value, measures(context)).lt(distance(best.value, measures(context))) ? reading : best,
  )
  return { kind: 'far', money: money(nearest.value) }
}

/** No Rp, no word, no percent sign. Zero is zero; a plausible sum in rupiah is one; a small number may be percent or millions. */
const bare = (amount: Amount, context: MoneyContext): MoneyRead => {
  const [first] = amount.readings
  if (first.value.isZero()) return { kind: 'understood', money: { kind: 'rupiah', value: d(0) } }
  const small = amount.readings.find(({ value }) => value.abs().lt(1000))
  if (!small) return rupiah(amount, context)
  const millions = small.value.times('1e6')
  const choices: MoneyChoice[] = small.value.abs().lte(mostPercent)
    ? [{ money: { kind: 'percent', value: small.value }, as: 'percent' }]
    : []
  if (isPlausible(millions, measures(context))) choices.push({ money: { kind: 'rupiah', value: millions }, as: 'rupiah' })
  const sum = amount.readings.find(({ value, as }) => as === 'thousands' && isPlausible(value, measures(context)))
  if (sum && (context.plan ?? context.ceiling)) return { kind: 'understood', money: { kind: 'rupiah', value: sum.value } }
  if (sum) choices.push({ money: { kind: 'rupiah', value: sum.value }, as: 'thousands' })
  return choices.length > 0 ? { kind: 'ambiguous', choices } : rupiah(amount, context)
}
