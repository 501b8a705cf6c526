import type { AlertState } from '../../domain/alerts.ts'
import type { AlertContext } from './context.ts'
import { readFacts } from './rule.ts'
import type { RuleInForce } from './rule.ts'

/** The states that hold now, in the order of the rules and of the agreement; each rule finds a subject once. */
export const findAlerts = (context: AlertContext, rules: readonly RuleInForce[]): AlertState[] =>
  rules.flatMap(({ name, rule, threshold, urgentFrom, level }) =>
    rule.find(context, threshold, urgentFrom).map(({ subject, facts, urgent }): AlertState => ({
      rule: name,
      subject,
      level: urgent === true ? 'urgent' : level,
      facts: readFacts(facts),
    })),
  )
