import { z } from 'zod'
import type { AlertRules } from '../leadership/alert-rules.ts'
import { alertLevels, alertRuleNames } from '../leadership/alerts.ts'
import type { AgencyName } from './requests.ts'

/** One thing that somebody sets of an agency's rules, by a button; whether it can be is checked where it is done. */
export const RulesChange = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('due'),
    rule: z.string().optional(),
    number: z.int().optional(),
    lockAfter: z.int().optional(),
    lockDay: z.int().optional(),
  }),
  z.object({ of: z.literal('reminders'), before: z.array(z.int()).optional(), every: z.int().optional() }),
  z.object({ of: z.literal('escalation'), level: z.enum(['verifier', 'head', 'leadership']), days: z.int() }),
  z.object({
    of: z.literal('alert'),
    rule: z.enum(alertRuleNames),
    /** Nothing of this: the rule goes back to its default. */
    set: z
      .object({
        on: z.boolean().optional(),
        threshold: z.string().optional(),
        urgentFrom: z.string().optional(),
        level: z.enum(alertLevels).optional(),
      })
      .optional(),
  }),
])
export type RulesChange = z.output<typeof RulesChange>

/** The rules of an agency's year of work as they hold. `year` is the year whose due rule it is; days are working days but for `before`. */
export type RulesFacts = {
  agency: AgencyName
  year: number
  due: { rule: string; number: number; lockAfter: number; lockDay?: number }
  reminders: { before: number[]; every: number; escalate: { verifier: number; head: number; leadership: number } }
  alerts: AlertRules
  /** Whether the viewer may set them. */
  maySet: boolean
}

/** The rules of an agency, or of the viewer's own where none is named. */
export type RulesNeed = { ask: 'rules'; agencyId?: number }
export type RulesAnswers = { rules: { kind: 'shown'; rules: RulesFacts } | { kind: 'which'; agencies: AgencyName[] } | { kind: 'none' } }

export type RulesRequest = { do: 'set-rules'; agencyId: number; change: RulesChange }
export type RulesOutcomes = {
  'set-rules': { kind: 'set'; rules: RulesFacts } | { kind: 'refused'; why: 'not-yours' | 'gone' | 'not-possible' }
}
