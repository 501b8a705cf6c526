import { inPeriod } from '../../conversations/ask/lines/members.ts'
import type { AgencyAssessment } from '../../domain/assess/assessment.ts'
import { quarters } from '../../domain/period.ts'

/** The same agency in each quarter and in the year, in this order. */
export const inEveryPeriod = (assessment: AgencyAssessment): AgencyAssessment[] =>
  [...quarters, 'year' as const].map((period) => inPeriod(assessment, period))
