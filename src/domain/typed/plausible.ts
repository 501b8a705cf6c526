import { Decimal } from '../decimal.ts'
import { isCountUnit } from './typed-words.ts'

/**
 * What a reading is measured by: the target and the value before, as far as there are any. Zero measures nothing. `fractions` says that
 * a figure of it has had one.
 */
export type Measures = { decimals: number; unit?: string; target?: Decimal; previous?: Decimal; fractions?: boolean }

/** Whether a fraction is hard to believe: where things are counted and none has been a fraction yet. Shares, rates and values have fractions whatever their targets are. */
const isOddFraction = (value: Decimal, { decimals, unit, target, previous, fractions }: Measures): boolean =>
  decimals === 0 &&
  !value.isInteger() &&
  !fractions &&
  isCountUnit(unit ?? 'unit') &&
  [target, previous].every((measure) => measure === undefined || measure.isInteger())

const measuresOf = ({ target, previous }: Measures): Decimal[] =>
  [target, previous].filter((measure) => measure !== undefined).filter((measure) => !measure.isZero())

/** Whether a fraction is all that is doubted of a value. */
export const isOnlyFraction = (value: Decimal, measures: Measures): boolean =>
  isOddFraction(value, measures) && isPlausible(value, { ...measures, fractions: true })

/** Between 1/20 and 20 times the target or the previous value, and no fraction where the unit has none. Zero is a value like any other. */
export const isPlausible = (value: Decimal, measures: Measures): boolean => {
  if (value.isZero()) return true
  if (isOddFraction(value, measures)) return false
  const near = measuresOf(measures)
  return near.length === 0 || near.some((measure) => within(value.div(measure)))
}

const within = (ratio: Decimal): boolean => ratio.gte('0.05') && ratio.lte(20)

/** How far a value is from what is expected, in powers of ten; 0 is on it. Without a measure all are equally far. */
export const distance = (value: Decimal, measures: Measures): Decimal => {
  const wrongPlaces = isOddFraction(value, measures) ? 100 : 0
  const ratios = measuresOf(measures)
    .map((measure) => value.div(measure))
    .filter((ratio) => ratio.isPositive() && !ratio.isZero())
  return Decimal.min(1000, ...ratios.map((ratio) => ratio.log(10).abs())).plus(wrongPlaces)
}

/** The same digits with the mark elsewhere, where that lies close to what is expected: 8813 beside 88,13. */
export const markForgotten = (value: Decimal, measures: Measures): Decimal | undefined => {
  const shifted = [1, 2, 3].map((places) => value.div(Decimal.pow(10, places)))
  const possible = shifted.filter((candidate) => candidate.decimalPlaces() <= measures.decimals)
  return possible.find((candidate) =>
    measuresOf(measures).some((measure) => candidate.div(measure).gte('0.5') && candidate.div(measure).lte(2)),
  )
}
