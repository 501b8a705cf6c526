import { agencyFacts } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/**
 * Work and money of a program apart by more than so many points of the year: paid and not delivered, or delivered and not paid. Rows below
 * a program differ too often by nature to be told one by one.
 */
export const physicalAgainstMoney: AlertRule = {
  source: 'PMK 22/2021 sets output against spending; the reports print both beside each other',
  find: (context, threshold) => {
    const stand = context.money
    if (!stand) return []
    const { assessment } = stand
    return assessment.budget.flatMap(({ row, physical, absorptionToDate }) => {
      if (row.level !== 'program' || !physical || !absorptionToDate) return []
      const points = physical.minus(absorptionToDate)
      if (!points.abs().gt(threshold)) return []
      return [
        {
          subject: `${assessment.plan.year}:row:${row.key}`,
          facts: agencyFacts(stand, { name: row.name, measured: { physical, spent: absorptionToDate, points } }),
          size: points.abs(),
        },
      ]
    })
  },
}
