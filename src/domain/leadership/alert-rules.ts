import { z } from 'zod'
import { alertLevels, alertRuleNames } from './alerts.ts'
import type { AlertLevel, AlertRuleName } from './alerts.ts'
import { d, DecimalText } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'

/** What a threshold counts: percent of a target, points of a percentage, working days, bands of a rating scale, units of the last digit that is shown. */
export type ThresholdUnit = 'percent' | 'points' | 'working-days' | 'bands' | 'digits'

/** What a rule begins with. `worse` is the side of the threshold on which it holds, and on which `urgentFrom` makes it urgent. */
export type RuleDefault = { level: AlertLevel; threshold: Decimal; urgentFrom?: Decimal; unit: ThresholdUnit; worse: 'below' | 'above' }

/** Every rule as it stands where an agency has set nothing; why these numbers is said with each rule in watch/alerts. */
export const ruleDefaults: Readonly<Record<AlertRuleName, RuleDefault>> = {
  'capaian-low': { level: 'attention', threshold: d(80), urgentFrom: d(50), unit: 'percent', worse: 'below' },
  'rating-worse': { level: 'info', threshold: d(1), unit: 'bands', worse: 'above' },
  drop: { level: 'attention', threshold: d(25), unit: 'points', worse: 'above' },
  overshoot: { level: 'info', threshold: d(150), unit: 'percent', worse: 'above' },
  'not-reported': { level: 'attention', threshold: d(7), unit: 'working-days', worse: 'above' },
  'money-off-plan': { level: 'attention', threshold: d(15), unit: 'points', worse: 'above' },
  'physical-against-money': { level: 'info', threshold: d(30), unit: 'points', worse: 'above' },
  forecast: { level: 'info', threshold: d(80), unit: 'percent', worse: 'below' },
  contradiction: { level: 'attention', threshold: d('0.5'), unit: 'digits', worse: 'above' },
}

const most = 1000
const whole: ReadonlySet<ThresholdUnit> = new Set(['working-days', 'bands'])

/** Whether a rule can begin at a value: 0 to 1000; days and bands are counted, from 1 on. */
export const isThreshold = (name: AlertRuleName, value: Decimal): boolean =>
  value.gte(whole.has(ruleDefaults[name].unit) ? 1 : 0) && value.lte(most) && (value.isInteger() || !whole.has(ruleDefaults[name].unit))

/** What an agency may set of a rule: whether it holds, where it begins, and how much it presses. */
export const RuleSetting = z.strictObject({
  on: z.boolean().default(true),
  /** In the rule's unit. */
  threshold: DecimalText.optional(),
  /** From here on it is urgent, whatever `level` says. */
  urgentFrom: DecimalText.optional(),
  level: z.enum(alertLevels).optional(),
})
export type RuleSetting = z.output<typeof RuleSetting>

/** What an agency has set, by rule; what it leaves out stands as it is in the code. */
export const AlertRules = z.partialRecord(z.enum(alertRuleNames), RuleSetting).superRefine((rules, context) => {
  for (const name of alertRuleNames)
    for (const field of ['threshold', 'urgentFrom'] as const) {
      const value = rules[name]?.[field]
      if (value && !isThreshold(name, value))
        context.addIssue({ code: 'custom', message: 'a threshold is 0 to 1000; days and bands are whole, from 1 on', path: [name, field] })
    }
})
export type AlertRules = z.output<typeof AlertRules>

/** A rule as it holds at an agency. */
export type RuleStand = { on: boolean; threshold: Decimal; urgentFrom?: Decimal; level: AlertLevel }

/** A rule as it holds where an agency has set this of it. */
export const standOf = (name: AlertRuleName, set: RuleSetting | undefined): RuleStand => {
  const { threshold, level, urgentFrom } = ruleDefaults[name]
  const urgent = set?.urgentFrom ?? urgentFrom
  return { on: set?.on ?? true, threshold: set?.threshold ?? threshold, level: set?.level ?? level, ...(urgent && { urgentFrom: urgent }) }
}
