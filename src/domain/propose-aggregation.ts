import { Decimal } from './decimal.ts'
import type { Target } from './figure.ts'
import type { Aggregation, Indicator } from './plan.ts'

/** A proposal with what it rests on; a person confirms it. */
export type AggregationProposal = {
  aggregation: Aggregation
  because: 'one-quarter' | 'no-quarters' | 'adds-to-year' | 'all-equal' | 'rises-to-year'
}

/**
 * How quarters probably make the year, from the targets alone: no or one quarter -> once; the cells add to the year
 * -> sum; equal cells that are the year -> average, of counted things (documents, packages) last; cells that rise to the year -> last.
 * Undefined where nothing fits, or a target is a grade.
 */
export const proposeAggregation = ({ quarters, year }: Indicator['targets'], unit?: string): AggregationProposal | undefined => {
  const due = quarters.filter((target) => target !== null)
  if (due.length === 0) return { aggregation: 'once', because: 'no-quarters' }
  const values = numbersOf(due)
  const whole = year ? numbersOf([year])?.[0] : undefined
  const [first] = values ?? []
  if (due.length === 1) return fits(first, whole) ? { aggregation: 'once', because: 'one-quarter' } : undefined
  if (!values || !first) return undefined
  const last = values.at(-1)
  const equal = values.every((value) => value.eq(first))
  if (whole && Decimal.sum(...values).eq(whole)) return { aggregation: 'sum', because: 'adds-to-year' }
  if (equal && fits(first, whole)) return { aggregation: isLevel(unit) ? 'average' : 'last', because: 'all-equal' }
  const rises = values.every((value, i) => i === 0 || value.gte(values[i - 1] ?? value))
  return whole && rises && last?.eq(whole) ? { aggregation: 'last', because: 'rises-to-year' } : undefined
}

/** Percentages, scores and indices have a level; documents and packages are counted. Without a unit a level is assumed. */
const isLevel = (unit = 'persen'): boolean => /%|persen|percent|nilai|indeks|index|skor|score|poin|rasio/i.test(unit)

const fits = (value: Decimal | undefined, whole: Decimal | undefined): boolean => !whole || !value || value.eq(whole)

const numbersOf = (targets: Target[]): Decimal[] | undefined => {
  const values = targets.map((target) => (target.kind === 'number' ? target.value : undefined)).filter((value) => value !== undefined)
  return values.length === targets.length ? values : undefined
}
