import { z } from 'zod'
import { DueRule, defaultDueRule } from './due-rules.ts'

const { rule, number, lockAfter, lockDay } = DueRule.shape
const Rules = z.object({ dueRule: rule, dueNumber: number, lockAfter, lockDay })

/**
 * The due rule within an agreement's stored rules, or the default; `exceptions` are the agency's dates by hand as they are read from the
 * store, by period (`2024-3`).
 */
export const dueRuleOf = (rules: unknown, exceptions: unknown = {}): DueRule => {
  const read = Rules.safeParse(rules)
  const byHand = DueRule.shape.exceptions.parse(exceptions ?? {})
  if (!read.success) return { ...defaultDueRule, exceptions: byHand }
  const { dueRule, dueNumber, ...lock } = read.data
  return { rule: dueRule, number: dueNumber, ...lock, exceptions: byHand }
}
