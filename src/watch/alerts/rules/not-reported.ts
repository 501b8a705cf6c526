import { d } from '../../../domain/decimal.ts'
import { expectedOf, headlineOf } from '../../../domain/assess/headline.ts'
import { agencyFacts } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** What is still missing so many working days after the due date: one state for the quarter, that shrinks as reports come in. */
export const notReported: AlertRule = {
  source: 'Escalation: verifier after 3 working days, head of agency after 5, leadership after 7',
  find: (context, threshold) => {
    const { assessment, quarter, lateDays } = context
    if (d(lateDays).lt(threshold)) return []
    const { indicators, plan } = assessment
    // Whoever has told the year is not asked for its quarters.
    const missing = expectedOf(indicators, quarter, headlineOf(indicators, quarter)).filter(
      ({ quarters, year }) => quarters[quarter - 1]?.state === 'not-reported' && year.from !== 'year-figure',
    )
    if (missing.length === 0) return []
    const named = missing.map(({ indicator: { shortName, unitName } }) => ({
      name: shortName,
      ...(unitName !== undefined && { unitName }),
    }))
    // The days go on, the state does not change with them.
    return [
      {
        subject: `${plan.year}:reports:${quarter}`,
        facts: agencyFacts(context, { missing: named, measured: { days: threshold } }),
        size: d(lateDays),
      },
    ]
  },
}
