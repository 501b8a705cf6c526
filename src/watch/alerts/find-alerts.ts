import { ruleDefaults } from '../../domain/leadership/alert-rules.ts'
import type { AlertRuleName, AlertState } from '../../domain/leadership/alerts.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { AlertContext } from './context.ts'
import { readFacts } from './rule.ts'
import type { RuleInForce } from './rule.ts'

/** The states that hold now, in the order of the rules and of the agreement; each rule finds a subject once. */
export const findAlerts = (context: AlertContext, rules: readonly RuleInForce[]): AlertState[] =>
  rules.flatMap(({ name, rule, threshold, urgentFrom, level }) =>
    rule.find(context, threshold).map(({ subject, facts, size }): AlertState => ({
      rule: name,
      subject,
      level: isUrgent(name, size, urgentFrom) ? 'urgent' : level,
      facts: readFacts(facts),
    })),
  )

/** Strictly beyond it where the rule looks below, from it on where it looks above: days are late from the day on that is named. */
const isUrgent = (name: AlertRuleName, size: Decimal | undefined, from: Decimal | undefined): boolean =>
  size !== undefined && from !== undefined && (ruleDefaults[name].worse === 'below' ? size.lt(from) : size.gte(from))
