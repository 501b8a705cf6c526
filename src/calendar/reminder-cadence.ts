import { z } from 'zod'
import type { Period } from '../domain/period.ts'
import { addDays, dateIn } from './dates.ts'
import type { PlainDate } from './dates.ts'
import { dueDate, dueRules, lockDate, openingDate } from './due-rules.ts'
import type { DueRule } from './due-rules.ts'
import { addWorkingDays, nextWorkingDay, previousWorkingDay } from './holidays.ts'
import type { Holidays } from './holidays.ts'

/** Who hears that a period is late. */
export const escalationLevels = ['verifier', 'head', 'leadership'] as const
export type EscalationLevel = (typeof escalationLevels)[number]

const workingDays = z.int().min(1).max(60)

/** When an agency's officers are reminded, and after how many working days of lateness somebody above them hears of it. */
export const ReminderRules = z.strictObject({
  /** Days before the due date. */
  before: z.array(workingDays).max(10).default([7, 3, 1]),
  /** When late: every so-maniest working day. */
  every: workingDays.default(2),
  escalate: z
    .strictObject({ verifier: workingDays.default(3), head: workingDays.default(5), leadership: workingDays.default(7) })
    .prefault({}),
})
export type ReminderRules = z.output<typeof ReminderRules>

/** 7, 3 and 1 days before, on the day, then every second working day; verifier at 3 working days late, head at 5, leadership at 7. */
export const defaultReminderRules: ReminderRules = ReminderRules.parse({})

/** The reminder rules as they are stored with an agency; the default where they can't be read. */
export const reminderRulesOf = (stored: unknown): ReminderRules => {
  const read = ReminderRules.safeParse(stored)
  return read.success ? read.data : defaultReminderRules
}

/** Everything that the dates of a period follow from. */
export type PeriodRules = { period: Period; due: DueRule; reminders: ReminderRules; holidays: Holidays }

/**
 * The days on which a period's officers are reminded, in order: working days only, never before the period opens and never after it is
 * locked. A day before the due date that is a weekend or holiday moves to the working day before it, so that nobody gets less notice; one
 * that lies before the opening moves to the opening, and then the next working day is left out: nobody reads the same list two days running
 * while there is time.
 */
export const reminderDates = ({ period, due: rule, reminders, holidays }: PeriodRules): PlainDate[] => {
  const opening = nextWorkingDay(openingDate(period, rule), holidays)
  const due = dueDate(period, rule, holidays)
  const lock = lockDate(period, rule, holidays)
  const before = reminders.before.map((days) => previousWorkingDay(addDays(due, -days), holidays))
  const dates = new Set(before.filter((date) => date >= opening))
  if (dates.size < before.length) dates.add(opening).delete(addWorkingDays(opening, 1, holidays))
  dates.add(due)
  for (let date = next(due, reminders, holidays); date <= lock; date = next(date, reminders, holidays)) dates.add(date)
  return [...dates].filter((date) => date <= lock).sort()
}
const next = (date: PlainDate, { every }: ReminderRules, holidays: Holidays): PlainDate => addWorkingDays(date, every, holidays)

/** The newest of some days that has come; one that was missed is made up for until the next one comes, and then folded into it. */
export const newestOf = (dates: readonly PlainDate[], today: PlainDate): PlainDate | undefined => dates.findLast((date) => date <= today)

/** The days on which a late period is told of upwards. */
export const escalationDates = ({ period, due, reminders, holidays }: PeriodRules): Record<EscalationLevel, PlainDate> => {
  const from = dueDate(period, due, holidays)
  const after = (level: EscalationLevel) => addWorkingDays(from, reminders.escalate[level], holidays)
  return { verifier: after('verifier'), head: after('head'), leadership: after('leadership') }
}

/** The day of a month on which a figure that is not yet published is asked for again: the due rule, with the month in the place of the quarter. */
export const askAgainDate = (year: number, month: number, rule: DueRule, holidays: Holidays): PlainDate =>
  dueRules[rule.rule].due(addDays(dateIn(year, month, 1), -1), rule.number, holidays)

/** The newest day up to today on which what is not yet published is asked for again: once a month, after the period's own due date. */
export const newestAskAgain = ({ period, due: rule, holidays }: PeriodRules, today: PlainDate): PlainDate | undefined => {
  const due = dueDate(period, rule, holidays)
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  return [askAgainDate(year, month, rule, holidays), askAgainDate(year, month - 1, rule, holidays)].find(
    (date) => date <= today && date > due,
  )
}
