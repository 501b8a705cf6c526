import { standOf } from '../../domain/leadership/alert-rules.ts'
import type { AlertRules } from '../../domain/leadership/alert-rules.ts'
import { alertRuleNames } from '../../domain/leadership/alerts.ts'
import type { AlertRuleName } from '../../domain/leadership/alerts.ts'
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

/** The rules that hold, with their thresholds and levels. */
export const rulesInForce = (set: AlertRules = {}): RuleInForce[] =>
  alertRuleNames.flatMap((name) => {
    const { on, ...stand } = standOf(name, set[name])
    return on ? [{ name, rule: alertRules[name], ...stand }] : []
  })
