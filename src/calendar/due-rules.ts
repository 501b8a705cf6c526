import { z } from 'zod'
import type { Period } from '../domain/period.ts'
import { addDays, dateIn, PlainDate } from './dates.ts'
import { addWorkingDays, nextWorkingDay } from './holidays.ts'
import type { Holidays } from './holidays.ts'
import { endOf, periodKey } from './periods.ts'

/** A rule that makes a due date of the last day of a period; `number` means a working day, a day of the month, or days, by the rule. */
type Rule = { source: string; due: (end: PlainDate, number: number, holidays: Holidays) => PlainDate }

/** The closed list of due rules, each with where it comes from. Holidays and weekends move a date to the next working day. */
export const dueRules = {
  /** The nth working day of the next month. */
  'working-day': {
    source: 'Default of the house: the 5th working day of the next month; no report of 2024 states a rule',
    due: (end, number, holidays) => addWorkingDays(end, number, holidays),
  },
  /** A fixed day of the next month, in a short month its last one. */
  'fixed-day': {
    source: 'BKD DKI Jakarta 2024: data by the 5th of the next month',
    due: (end, number, holidays) => nextWorkingDay(dateIn(yearOf(end), monthOf(end) + 1, number), holidays),
  },
  /** So many calendar days after the end of the period. */
  'days-after': {
    source: 'Common in circulars of other agencies (“paling lambat n hari setelah triwulan berakhir”)',
    due: (end, number, holidays) => nextWorkingDay(addDays(end, number), holidays),
  },
} as const satisfies Record<string, Rule>
export type DueRuleName = keyof typeof dueRules
export const dueRuleNames = Object.keys(dueRules) as [DueRuleName, ...DueRuleName[]]

/** A due rule of an agency, with the dates that were set by hand (a circular, an extension): keyed by period, `2024-3`. */
export const DueRule = z.strictObject({
  rule: z.enum(dueRuleNames).default('working-day'),
  number: z.int().min(1).max(60).default(5),
  /** Working days from the due date to the lock. */
  lockAfter: z.int().min(0).max(250).default(10),
  /** The day of the next month up to which corrections are taken; where it is set it takes the place of `lockAfter`. */
  lockDay: z.int().min(1).max(31).optional(),
  exceptions: z
    .record(
      z.string().regex(/^\d{4}-([1-4]|year)$/, 'a period, such as 2024-3 or 2024-year'),
      z.strictObject({ opens: PlainDate.optional(), due: PlainDate.optional(), lock: PlainDate.optional() }),
    )
    .default({}),
})
export type DueRule = z.output<typeof DueRule>

/** The 5th working day of the next month, locked 10 working days later. */
export const defaultDueRule: DueRule = { rule: 'working-day', number: 5, lockAfter: 10, exceptions: {} }

/** The last day on which a report of the period is on time. The year is due with its TW IV, in January of the next year. */
export const dueDate = (period: Period, rule: DueRule, holidays: Holidays): PlainDate =>
  exceptionOf(period, rule)?.due ?? dueRules[rule.rule].due(endOf(period), rule.number, holidays)

/**
 * The last day on which an officer can still change a report; a later correction needs reopening. TW II 2024: 19 July 2024; with corrections
 * up to the 20th (BKD DKI Jakarta 2024), a Saturday: 22 July 2024. Never before the due date.
 */
export const lockDate = (period: Period, rule: DueRule, holidays: Holidays): PlainDate =>
  lockAfterDue(period, dueDate(period, rule, holidays), rule, holidays)

const lockAfterDue = (period: Period, due: PlainDate, rule: DueRule, holidays: Holidays): PlainDate => {
  const byHand = exceptionOf(period, rule)?.lock
  if (byHand !== undefined) return byHand
  if (rule.lockDay === undefined) return addWorkingDays(due, rule.lockAfter, holidays)
  const fixed = dueRules['fixed-day'].due(endOf(period), rule.lockDay, holidays)
  return fixed < due ? due : fixed
}

/** The first day on which a report of the period is asked for and taken: the day after the period ended, or the day set by hand. */
export const openingDate = (period: Period, rule: DueRule): PlainDate => exceptionOf(period, rule)?.opens ?? addDays(endOf(period), 1)

/** Where a period stands on a day: before its opening `future`, then `open`, after the due date `late`, after the lock date `locked`. */
export type PeriodState = 'future' | 'open' | 'late' | 'locked'
export const periodState = (period: Period, today: PlainDate, rule: DueRule, holidays: Holidays): PeriodState =>
  standing(today, openingDate(period, rule), dueDate(period, rule, holidays), () => lockDate(period, rule, holidays))

/** A period with its dates and where it stands on a day, for whoever needs all of them: the walk over the working days is made once. */
export const periodOn = (
  period: Period,
  today: PlainDate,
  rule: DueRule,
  holidays: Holidays,
): { opens: PlainDate; due: PlainDate; lock: PlainDate; phase: PeriodState } => {
  const opens = openingDate(period, rule)
  const due = dueDate(period, rule, holidays)
  const lock = lockAfterDue(period, due, rule, holidays)
  return { opens, due, lock, phase: standing(today, opens, due, () => lock) }
}

const standing = (today: PlainDate, opens: PlainDate, due: PlainDate, lock: () => PlainDate): PeriodState => {
  if (today < opens) return 'future'
  if (today <= due) return 'open'
  return today <= lock() ? 'late' : 'locked'
}

/** The year's own date by hand, else that of TW IV, which it is due with. */
const exceptionOf = (period: Period, { exceptions }: DueRule): DueRule['exceptions'][string] | undefined =>
  exceptions[periodKey(period)] ?? (period.quarter === 'year' ? exceptions[periodKey({ ...period, quarter: 4 })] : undefined)

const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))
const monthOf = (date: PlainDate): number => Number(date.slice(5, 7))
