import { assessAgency } from '../../../domain/assess/assess.ts'
import type { AgencyAssessment, IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import { expectedOf, headlineOf, supportOf } from '../../../domain/assess/headline.ts'
import type { Quarter } from '../../../domain/period.ts'
import type { Reported } from '../../../domain/plan.ts'

/** The indicators that the mean is about. */
export const headlineMembers = ({ indicators, quarter }: AgencyAssessment): IndicatorAssessment[] => headlineOf(indicators, quarter).members

/** The indicators that have something to say of the period: those of the mean, and what supports them where they have no capaian yet. */
export const tellingMembers = (assessment: AgencyAssessment): IndicatorAssessment[] => [
  ...headlineMembers(assessment),
  ...(assessment.support ? supportOf(assessment.indicators, assessment.quarter) : []),
]

/** All that a list of the period shows: what the mean is about, what else is due, then what was reported without a target. */
export const listedMembers = ({ indicators, quarter }: AgencyAssessment): IndicatorAssessment[] => {
  const headline = headlineOf(indicators, quarter)
  const listed = new Set([...headline.members, ...expectedOf(indicators, quarter, headline)])
  if (quarter !== 'year')
    for (const one of indicators) if (one.quarters[(quarter - 1) as 0 | 1 | 2 | 3].state === 'voluntary') listed.add(one)
  return [...listed]
}

/** The reports that an assessment was made from, each once: a figure of the year also stands in the quarter that it answers. */
export const reportsIn = ({ indicators }: AgencyAssessment): Reported[] =>
  indicators.flatMap(({ quarters, year }) => [
    ...new Set([...quarters.map(({ report }) => report), year.report].filter((report) => report !== undefined)),
  ])

/** The same agency in another period of the year, without asking again. */
export const inPeriod = (assessment: AgencyAssessment, asked: Quarter | 'year'): AgencyAssessment =>
  assessment.quarter === asked ? assessment : assessAgency(assessment.plan, reportsIn(assessment), asked)
