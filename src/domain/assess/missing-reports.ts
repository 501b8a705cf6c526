import type { Quarter } from '../period.ts'
import type { AgencyAssessment, IndicatorAssessment } from './assessment.ts'
import { expectedOf, headlineOf } from './headline.ts'

/** The indicators of which a quarter lacks the report, in the order of the agreement. Whoever has told the year is not asked for its quarters. */
export const missingIn = ({ indicators }: Pick<AgencyAssessment, 'indicators'>, quarter: Quarter): IndicatorAssessment[] =>
  expectedOf(indicators, quarter, headlineOf(indicators, quarter)).filter(
    ({ quarters, year }) => quarters[quarter - 1]?.state === 'not-reported' && year.from !== 'year-figure',
  )
