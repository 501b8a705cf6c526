import type { BudgetAssessment, Rated } from './assessment.ts'
import { absorptionOf } from '../money/budget.ts'
import type { Decimal } from '../decimal.ts'
import { absorptionDecimals } from '../money/efficiency.ts'
import type { Quarter } from '../period.ts'
import type { Labelling } from '../rating/rated.ts'
import { rate } from '../rating/rating.ts'

/**
 * The label of an absorption on the agency's scale for it, decided on the value as it is shown; undefined where there is no such scale, or
 * nothing to rate.
 * @source LKjIP BKPSDM Kabupaten Pasuruan 2024: one scale for capaian and absorption
 */
export const absorptionRating = (spent: Decimal | undefined, ceiling: Decimal, { rules, scales }: Labelling): Rated['rating'] => {
  const scale = rules.absorptionScale === undefined ? undefined : scales.get(rules.absorptionScale)
  const absorption = absorptionOf(spent, ceiling)
  return scale && absorption && rate(scale, absorption, rules.ratingOn === 'shown' ? absorptionDecimals : undefined)
}

/** The budget with the label of each row's absorption: of the year, or to date. */
export const rateAbsorption = (budget: BudgetAssessment[], asked: Quarter | 'year', labelling: Labelling): BudgetAssessment[] =>
  labelling.rules.absorptionScale === undefined
    ? budget
    : budget.map((line) => ({ ...line, rating: absorptionRating(asked === 'year' ? line.year : line.toDate, line.ceiling, labelling) }))
