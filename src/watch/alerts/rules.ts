import { z } from 'zod'
import { alertRuleNames } from '../../domain/alerts.ts'
import type { AlertRuleName } from '../../domain/alerts.ts'
import { RuleSetting } from './rule.ts'
import type { AlertRule, RuleInForce } from './rule.ts'
import { capaianLow } from './rules/capaian-low.ts'
import { contradiction } from './rules/contradiction.ts'
import { drop } from './rules/drop.ts'
import { forecast } from './rules/forecast.ts'
import { moneyOffPlan } from './rules/money-off-plan.ts'
import { notReported } from './rules/not-reported.ts'
import { overshoot } from './rules/overshoot.ts'
import { physicalAgainstMoney } from './rules/physical-against-money.ts'
import { ratingWorse } from './rules/rating-worse.ts'

/** Every rule by its name: the closed list that an agency chooses from. */
export const alertRules: Readonly<Record<AlertRuleName, AlertRule>> = {
  'capaian-low': capaianLow,
  'rating-worse': ratingWorse,
  drop,
  overshoot,
  'not-reported': notReported,
  'money-off-plan': moneyOffPlan,
  'physical-against-money': physicalAgainstMoney,
  forecast,
  contradiction,
}

/** What an agency has set, by rule; what it leaves out stands as it is here. */
export const AlertRules = z.partialRecord(z.enum(alertRuleNames), RuleSetting)
export type AlertRules = z.output<typeof AlertRules>

/** The rules that hold, with their thresholds and levels. */
export const rulesInForce = (set: AlertRules = {}): RuleInForce[] =>
  alertRuleNames.flatMap((name) => {
    const rule = alertRules[name]
    const own = set[name]
    if (own?.on === false) return []
    const urgentFrom = own?.urgentFrom ?? rule.urgentFrom
    return [{ name, rule, threshold: own?.threshold ?? rule.threshold, level: own?.level ?? rule.level, ...(urgentFrom && { urgentFrom }) }]
  })
