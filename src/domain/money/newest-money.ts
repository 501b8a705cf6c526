import type { AgencyAssessment } from '../assess/assessment.ts'
import { Decimal } from '../decimal.ts'
import type { Quarter } from '../period.ts'

/** So much of the money that was planned in a quarter must have been told of before the quarter is compared with its plan. */
const enough = new Decimal('0.8')

/** Whether a part is so much of a whole that the rest changes little. */
export const isEnough = (part: Decimal, whole: Decimal): boolean => !whole.isZero() && part.div(whole).gte(enough)

/** An agency in the newest quarter whose money is known. */
export type MoneyStand = { quarter: Quarter; assessment: AgencyAssessment }

/** The ceilings of what an agency planned to spend money on in a quarter, and of the part of it that has been told. */
export const plannedAndTold = ({ plan, budget }: AgencyAssessment, quarter: Quarter): { planned: Decimal; told: Decimal } => {
  const parents = new Set(plan.budget.map(({ parentKey }) => parentKey))
  const leaves = budget.filter(({ row }) => !parents.has(row.key) && row.level !== 'total')
  const planned = leaves.filter(({ row }) => row.plan && !row.plan[quarter - 1]?.value.isZero())
  const ceilings = (lines: typeof planned) => lines.reduce((sum, { ceiling }) => sum.plus(ceiling), new Decimal(0))
  return { planned: ceilings(planned), told: ceilings(planned.filter((line) => line.quarter !== undefined)) }
}

/**
 * The newest quarter up to one for which most of its planned money has been told: while reports still come in, what is not told yet would
 * look like money that was not spent. `assess` gives the agency in a quarter.
 */
export const newestMoney = (upTo: Quarter, assess: (quarter: Quarter) => AgencyAssessment): MoneyStand | undefined => {
  for (const quarter of ([4, 3, 2, 1] as const).filter((one) => one <= upTo)) {
    const assessment = assess(quarter)
    const { planned, told } = plannedAndTold(assessment, quarter)
    if (isEnough(told, planned)) return { quarter, assessment }
  }
  return undefined
}
