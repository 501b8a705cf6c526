import type { AgencyAssessment } from '../assess/assessment.ts'
import { sumKnown } from '../assess/sum-known.ts'
import { Decimal } from '../decimal.ts'
import type { Quarter } from '../period.ts'
import { isEnough, plannedAndTold } from './newest-money.ts'

/** An agency's money up to a quarter, and whether enough of what was planned in it has been told. */
export type MoneyTold = { quarter: Quarter; told: boolean; ceiling: Decimal; toDate?: Decimal; planToDate?: Decimal }

/**
 * An agency's money in each quarter up to one, the newest first; nothing where no money was planned. A quarter in which nothing was to be
 * spent is told where the one before it is.
 */
export const moneyByQuarter = (upTo: Quarter, assess: (quarter: Quarter) => AgencyAssessment): MoneyTold[] => {
  const stands: MoneyTold[] = []
  let told: boolean | undefined
  for (const quarter of ([1, 2, 3, 4] as const).filter((one) => one <= upTo)) {
    const assessment = assess(quarter)
    const part = plannedAndTold(assessment, quarter)
    if (!part.planned.isZero()) told = isEnough(part.told, part.planned)
    if (told === undefined || !assessment.money) continue
    const { ceiling, toDate, planToDate } = assessment.money
    stands.unshift({ quarter, told, ceiling, ...(toDate && { toDate }), ...(planToDate && { planToDate }) })
  }
  return stands
}

/** The money of several agencies up to one and the same quarter: of `told` agencies among `of`. */
export type MoneyTogether = { quarter: Quarter; told: number; of: number; ceiling: Decimal; toDate?: Decimal; planToDate?: Decimal }

/**
 * Agencies' money by rupiah, of those that have told of a quarter: of the newest one that agencies with most of the planned money have told
 * of; while there is none, of the one that has the most money behind it. Undefined where no agency has told of any.
 */
export const moneyTogether = (agencies: readonly (readonly MoneyTold[])[]): MoneyTogether | undefined => {
  const planning = agencies.filter((stands) => stands.length > 0)
  const whole = sumOf(planning.map(([newest]) => newest?.ceiling))
  const quarters = ([4, 3, 2, 1] as const).flatMap((quarter) => {
    const told = planning.flatMap((stands) => stands.filter((stand) => stand.quarter === quarter && stand.told))
    return told.length > 0 ? [{ quarter, told, ceiling: sumOf(told.map(({ ceiling }) => ceiling)) }] : []
  })
  const chosen = quarters.find(({ ceiling }) => isEnough(ceiling, whole)) ?? quarters.toSorted((a, b) => b.ceiling.cmp(a.ceiling))[0]
  if (!chosen) return undefined
  const { quarter, told, ceiling } = chosen
  const toDate = sumKnown(told.map((one) => one.toDate))
  const planToDate = sumKnown(told.map((one) => one.planToDate))
  return { quarter, told: told.length, of: agencies.length, ceiling, ...(toDate && { toDate }), ...(planToDate && { planToDate }) }
}

const sumOf = (values: readonly (Decimal | undefined)[]): Decimal => sumKnown(values) ?? new Decimal(0)
