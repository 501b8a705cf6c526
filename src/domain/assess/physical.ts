import type { IndicatorAssessment } from './assessment.ts'
import { Decimal, hundred } from '../decimal.ts'
import { grouped } from '../grouped.ts'
import type { Quarter } from '../period.ts'
import type { Indicator } from '../plan.ts'
import { numberOf } from '../realisation.ts'

/**
 * How far the work of each budget row is, in percent of the year's targets, by the row's key. One output that several units deliver is added
 * over them, as their money is: what a unit has not told yet stands in the target alone. Of different indicators a row has their mean.
 */
export const physicalByRow = (indicators: readonly IndicatorAssessment[], asked: Quarter | 'year'): Map<string, Decimal> => {
  const byRow = grouped(
    indicators.filter(({ indicator }) => indicator.moneyOf !== undefined),
    ({ indicator }) => indicator.moneyOf ?? '',
  )
  return new Map(
    [...byRow].flatMap(([row, group]) => {
      const physical = together(group, asked) ?? meanOf(group, asked)
      return physical ? [[row, physical] as const] : []
    }),
  )
}

/** The sum of an output over the units that share it, against the sum of their targets; undefined where it is not one output, or nothing is known. */
const together = (group: readonly IndicatorAssessment[], asked: Quarter | 'year'): Decimal | undefined => {
  const [first, ...others] = group
  if (!first || others.length === 0 || !isOneOutput(group.map(({ indicator }) => indicator))) return undefined
  const targets = group.flatMap(({ year: { target } }) => (target?.kind === 'number' ? [target.value] : []))
  const figures = group.flatMap(({ year, toDate }) => (asked === 'year' ? year : toDate).realisation ?? [])
  const known = figures.flatMap((figure) => numberOf(figure) ?? [])
  if (targets.length < group.length || known.length === 0 || known.length < figures.length) return undefined
  const planned = Decimal.sum(...targets)
  return planned.isPositive() && !planned.isZero()
    ? Decimal.sum(...known)
        .times(hundred)
        .div(planned)
    : undefined
}

/** Whether some indicators are one output: additive, of one name and unit, and each of another unit of the agency. */
const isOneOutput = (indicators: readonly Indicator[]): boolean => {
  const same = new Set(indicators.map(({ name, unit }) => `${wordsOf(name)}\n${wordsOf(unit)}`))
  const units = new Set(indicators.map(({ unitKey }) => unitKey))
  const additive = indicators.every(({ aggregation, formula }) => aggregation === 'sum' && formula === 'maximise')
  return same.size === 1 && units.size === indicators.length && additive
}
const wordsOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

const meanOf = (group: readonly IndicatorAssessment[], asked: Quarter | 'year'): Decimal | undefined => {
  const measured = group.flatMap(({ againstYear, year }) => {
    const { capaian } = asked === 'year' ? year : againstYear
    return capaian.kind === 'percent' ? [capaian.value] : []
  })
  return measured.length > 0 ? Decimal.sum(...measured).div(measured.length) : undefined
}
