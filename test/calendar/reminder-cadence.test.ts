import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultDueRule, dueDate, lockDate, openingDate } from '../../src/calendar/due-rules.ts'
import type { DueRule } from '../../src/calendar/due-rules.ts'
import { isWorkingDay, nationalHolidays } from '../../src/calendar/holidays.ts'
import {
  askAgainDate,
  defaultReminderRules,
  escalationDates,
  newestAskAgain,
  newestOf,
  reminderDates,
  reminderRulesOf,
} from '../../src/calendar/reminder-cadence.ts'
import { dueRuleOf } from '../../src/calendar/stored-due-rule.ts'
import type { Quarter } from '../../src/domain/period.ts'

const holidays = nationalHolidays()
const of = (year: number, quarter: Quarter | 'year', due: DueRule = defaultDueRule, reminders = defaultReminderRules) => ({
  period: { year, quarter },
  due,
  reminders,
  holidays,
})

describe('when officers are reminded', () => {
  test('TW III 2024, due Monday 7 October: the opening, three days before, the day itself, then every second working day until the lock', () => {
    // Seven days before lies in September, before anything is due; the day before is a Sunday and moves to Friday.
    expect(reminderDates(of(2024, 3))).toEqual([
      '2024-10-01',
      '2024-10-04',
      '2024-10-07',
      '2024-10-09',
      '2024-10-11',
      '2024-10-15',
      '2024-10-17',
      '2024-10-21',
    ])
  })
  test('the year is asked for in January with TW IV, over the turn of the year and its holidays', () => {
    expect(reminderDates(of(2024, 'year'))).toEqual(reminderDates(of(2024, 4)))
    // Three days before is the day after the opening, which was the place of seven days before.
    expect(reminderDates(of(2024, 4)).slice(0, 4)).toEqual(['2025-01-02', '2025-01-07', '2025-01-08', '2025-01-10'])
  })
  test('what would come before the opening comes with it, and not again the next day', () => {
    // Due Friday 5 July: seven days before lies in June, three days before is Tuesday 2 July.
    expect(reminderDates(of(2024, 2)).slice(0, 4)).toEqual(['2024-07-01', '2024-07-04', '2024-07-05', '2024-07-09'])
    const due = (date: string): DueRule => ({ ...defaultDueRule, exceptions: { '2024-2': { due: date } } })
    expect(reminderDates(of(2024, 2, due('2024-07-02'))).slice(0, 2)).toEqual(['2024-07-01', '2024-07-02'])
    expect(reminderDates(of(2024, 2, due('2024-07-01'))).slice(0, 2)).toEqual(['2024-07-01', '2024-07-03'])
  })
  test('a leap day is a day like others', () => {
    const late: DueRule = { ...defaultDueRule, exceptions: { '2023-4': { due: '2024-03-01' } } }
    expect(reminderDates(of(2023, 4, late))).toContain('2024-02-29')
  })
  test('a date by hand moves everything with it', () => {
    const extended = dueRuleOf({ dueRule: 'working-day', dueNumber: 5, lockAfter: 10 }, { '2024-3': { due: '2024-10-10' } })
    const dates = reminderDates(of(2024, 3, extended))
    expect(dates.slice(0, 4)).toEqual(['2024-10-03', '2024-10-07', '2024-10-09', '2024-10-10'])
    expect(escalationDates(of(2024, 3, extended)).verifier).toBe('2024-10-15')
  })
  test('an agency has its own cadence; one that cannot be read is the usual one', () => {
    const own = reminderRulesOf({ before: [2], every: 5 })
    expect(reminderDates(of(2024, 3, defaultDueRule, own))).toEqual(['2024-10-04', '2024-10-07', '2024-10-14', '2024-10-21'])
    expect(reminderRulesOf({ before: 'often' })).toEqual(defaultReminderRules)
  })
  test('always on working days, from the opening to the lock, the due date among them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2023, max: 2026 }),
        fc.constantFrom<Quarter | 'year'>(1, 2, 3, 4, 'year'),
        fc.constantFrom('working-day' as const, 'fixed-day' as const, 'days-after' as const),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 30 }),
        (year, quarter, rule, number, lockAfter) => {
          const rules = of(year, quarter, { rule, number, lockAfter, exceptions: {} })
          const dates = reminderDates(rules)
          expect(dates).toContain(dueDate(rules.period, rules.due, holidays))
          expect(dates.every((date) => isWorkingDay(date, holidays))).toBe(true)
          expect(
            dates.every((date) => date >= openingDate(rules.period, rules.due) && date <= lockDate(rules.period, rules.due, holidays)),
          ).toBe(true)
          expect([...new Set(dates)].sort()).toEqual(dates)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('a missed day is made up for until the next one, and then folded into it', () => {
  const dates = reminderDates(of(2024, 3))
  expect(newestOf(dates, '2024-09-30')).toBeUndefined()
  expect(newestOf(dates, '2024-10-03')).toBe('2024-10-01')
  expect(newestOf(dates, '2024-10-06')).toBe('2024-10-04')
  expect(newestOf(dates, '2024-10-08')).toBe('2024-10-07')
})

test('lateness reaches verifier, head and leadership after 3, 5 and 7 working days', () => {
  expect(escalationDates(of(2024, 3))).toEqual({ verifier: '2024-10-10', head: '2024-10-14', leadership: '2024-10-16' })
  // Isra Mikraj, the day after it and the Chinese New Year: 27 to 29 January 2025 are closed.
  expect(escalationDates(of(2024, 4)).verifier).toBe('2025-01-13')
})

describe('what is not yet published is asked for again each month', () => {
  test('on the day of the due rule, after the period was due', () => {
    expect(askAgainDate(2024, 11, defaultDueRule, holidays)).toBe('2024-11-07')
    expect(newestAskAgain(of(2024, 3), '2024-10-31')).toBeUndefined()
    expect(newestAskAgain(of(2024, 3), '2024-11-06')).toBeUndefined()
    expect(newestAskAgain(of(2024, 3), '2024-11-07')).toBe('2024-11-07')
    expect(newestAskAgain(of(2024, 3), '2024-12-02')).toBe('2024-11-07')
  })
  test('over the turn of the year', () => expect(newestAskAgain(of(2024, 3), '2025-01-03')).toBe('2024-12-06'))
})
