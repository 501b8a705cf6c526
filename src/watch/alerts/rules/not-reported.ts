import { d } from '../../../domain/decimal.ts'
import { missingIn } from '../../../domain/assess/missing-reports.ts'
import type { AlertFactsInput } from '../../../domain/leadership/alerts.ts'
import type { IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import { agencyFacts } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/**
 * What is still missing so many working days after the due date: one state for the quarter, that shrinks as reports come in. It goes on when the
 * next quarter begins, until nothing is missing or the period is locked.
 */
export const notReported: AlertRule = {
  source: 'Escalation: verifier after 3 working days, head of agency after 5, leadership after 7',
  find: ({ assessment, standings }, threshold) =>
    standings.flatMap(({ quarter, phase, days }) => {
      if (phase !== 'late' || d(days).lt(threshold)) return []
      const missing = missingIn(assessment, quarter)
      if (missing.length === 0) return []
      // The days go on, the state does not change with them.
      const facts = agencyFacts({ assessment, quarter }, { missing: missingFacts(missing), measured: { days: threshold } })
      return [{ subject: `${assessment.plan.year}:reports:${quarter}`, facts, size: d(days) }]
    }),
}

/** Missing reports as an alert keeps them. */
export const missingFacts = (missing: readonly IndicatorAssessment[]): NonNullable<AlertFactsInput['missing']> =>
  missing.map(({ indicator: { shortName, unitName } }) => ({ name: shortName, ...(unitName !== undefined && { unitName }) }))
