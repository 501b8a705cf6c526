import { z } from 'zod'
import { defaultReminderRules, ReminderRules } from '../../calendar/reminder-cadence.ts'
import { isThreshold } from '../../domain/leadership/alert-rules.ts'
import { alertLevels, alertRuleNames } from '../../domain/leadership/alerts.ts'
import { d } from '../../domain/decimal.ts'
import { decimalText, DecimalValue } from './values.ts'

const { before, every } = ReminderRules.shape
const { escalate } = defaultReminderRules
const daysLate = z.number().int().min(1).max(60)

/** When officers are reminded and who hears that they are late. It is the agency's, whatever the year. */
export const RemindersPart = z
  .strictObject({
    before: before.describe('Days before the due date on which officers are reminded; on the day itself always.'),
    every: every.describe('When late: reminded every so-maniest working day, until the report is in or locked.'),
    escalate: z
      .strictObject({
        verifier: daysLate.default(escalate.verifier).describe('Working days late after which the verifier hears of it.'),
        head: daysLate.default(escalate.head).describe('Working days late after which the head of the agency hears of it.'),
        leadership: daysLate.default(escalate.leadership).describe('Working days late after which leadership hears of it.'),
      })
      .prefault({})
      .describe('After how many working days of lateness somebody above the officer hears of it, each once.'),
  })
  .describe('Reminders of the agency. Absent: they stay as they are; 7, 3 and 1 days before, every 2nd working day when late, at first.')

const rule = (meaning: string) =>
  z
    .strictObject({
      on: z.boolean().default(true).describe('false switches the rule off.'),
      threshold: DecimalValue.optional().describe(
        'Where the rule begins, 0 to 1000; absent: its default. Days and bands are whole numbers.',
      ),
      urgentFrom: DecimalValue.optional().describe('From here on it is urgent (Mendesak), whatever the level says.'),
      level: z.enum(alertLevels).optional().describe('Info, Perhatian or Mendesak; absent: its default.'),
    })
    .optional()
    .describe(meaning)

/** What the agency has set of the rules for its alerts. It is the agency's, whatever the year. */
export const AlertsPart = z
  .strictObject({
    'capaian-low': rule('Capaian under so many percent. Default: under 80, attention; under 50 urgent.'),
    'rating-worse': rule('Rating so many bands worse than the quarter before. Default: 1, info.'),
    drop: rule('Capaian more than so many points under the quarter before, and under its target. Default: 25, attention.'),
    overshoot: rule('Capaian over so many percent: target too low, or a typing error. Default: 150, info.'),
    'not-reported': rule('Not reported so many working days after the due date. Default: 7, attention.'),
    'money-off-plan': rule('Money absorbed more than so many points away from the plan to date. Default: 15, attention.'),
    'physical-against-money': rule('Physical progress of a program more than so many points away from its money. Default: 30, info.'),
    forecast: rule('At this pace the year ends under so many percent of its target. Default: 80, info.'),
    contradiction: rule(
      'A figure that its components, an earlier report or the year contradict by more than so many units of the last digit shown. Default: 0.5, attention.',
    ),
  })
  .superRefine((rules, context) => {
    for (const name of alertRuleNames)
      for (const field of ['threshold', 'urgentFrom'] as const) {
        const value = rules[name]?.[field]
        // What is no number at all is told already.
        if (value !== undefined && decimalText(value) !== undefined && !isThreshold(name, d(value)))
          context.addIssue({ code: 'custom', message: 'not-a-threshold', path: [name, field], input: value })
      }
  })
  // A rule of which nothing is set is one that is not named.
  .transform((rules) => Object.fromEntries(Object.entries(rules).filter(([, set]) => set && (!set.on || Object.keys(set).length > 1))))
  .describe('Alert rules of the agency. Absent: they stay as they are; a rule that is not named stands as it is by default.')
