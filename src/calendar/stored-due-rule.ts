import { z } from 'zod'
import { DueRule, defaultDueRule } from './due-rules.ts'

const Rules = z.object({ dueRule: DueRule.shape.rule, dueNumber: DueRule.shape.number, lockAfter: DueRule.shape.lockAfter })

/**
 * The due rule within an agreement's stored rules, or the default; `exceptions` are the agency's dates by hand as they are read from the
 * store, by period (`2024-3`).
 */
export const dueRuleOf = (rules: unknown, exceptions: unknown = {}): DueRule => {
  const read = Rules.safeParse(rules)
  const byHand = DueRule.shape.exceptions.parse(exceptions ?? {})
  if (!read.success) return { ...defaultDueRule, exceptions: byHand }
  const { dueRule, dueNumber, lockAfter } = read.data
  return { rule: dueRule, number: dueNumber, lockAfter, exceptions: byHand }
}
