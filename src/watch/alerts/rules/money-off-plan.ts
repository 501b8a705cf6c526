import { absorptionOf } from '../../../domain/money/budget.ts'
import { agencyFacts } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** The agency's absorption to date, more than so many points of the ceiling away from what was planned to date. */
export const moneyOffPlan: AlertRule = {
  source: 'LKIP Setda Kota Bekasi 2024: 57,88 percent of planned 79,52 up to TW III',
  find: (context, threshold) => {
    if (!context.money) return []
    const { money, plan } = context.money.assessment
    const spent = money && absorptionOf(money.toDate, money.ceiling)
    const planned = money && absorptionOf(money.planToDate, money.ceiling)
    if (!spent || !planned) return []
    const points = spent.minus(planned)
    if (!points.abs().gt(threshold)) return []
    return [
      { subject: `${plan.year}:money`, facts: agencyFacts(context.money, { measured: { spent, planned, points } }), size: points.abs() },
    ]
  },
}
