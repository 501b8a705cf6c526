import type { Quarter } from '../period.ts'
import type { AgencyAssessment, IndicatorAssessment } from './assessment.ts'
import { expectedOf, headlineOf } from './headline.ts'

/** The indicators of which a quarter lacks the report, in the order of the agreement. Whoever has told the year is not asked for its quarters. */
export const missingIn = ({ indicators }: Pick<AgencyAssessment, 'indicators'>, quarter: Quarter): IndicatorAssessment[] =>
  expectedOf(indicators, quarter, headlineOf(indicators, quarter)).filter(
    ({ quarters, year }) => quarters[quarter - 1]?.state === 'not-reported' && year.from !== 'year-figure',
  )

/**
 * The month (`2025-01`) in which an indicator of the asked period first falls due, where that is still to come; `ended` quarters of the year
 * are over. Undefined where it was due already: what missed TW II is missing, though it is due again in TW IV.
 */
export const dueMonth = (
  { quarters }: IndicatorAssessment,
  { quarter: asked, plan }: Pick<AgencyAssessment, 'quarter' | 'plan'>,
  ended: number | undefined,
): string | undefined => {
  const first = quarters.find(({ due, quarter }) => due && (asked === 'year' || quarter === asked))?.quarter
  if (ended === undefined || first === undefined || first <= ended) return undefined
  return first === 4 ? `${plan.year + 1}-01` : `${plan.year}-${String(first * 3 + 1).padStart(2, '0')}`
}
