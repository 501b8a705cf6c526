import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { defaultDueRule, dueDate, DueRule, dueRules, lockDate, openingDate, periodOn, periodState } from '../../src/calendar/due-rules.ts'
import type { DueRuleName } from '../../src/calendar/due-rules.ts'
import { dueRuleOf } from '../../src/calendar/stored-due-rule.ts'
import { holidayTable, isWorkingDay, nationalHolidays } from '../../src/calendar/holidays.ts'
import { quarters } from '../../src/domain/period.ts'
import type { Period } from '../../src/domain/period.ts'

const holidays = nationalHolidays()
const rule = (changes: Partial<DueRule>): DueRule => ({ ...defaultDueRule, ...changes })
const tw = (quarter: Period['quarter'], year = 2024): Period => ({ year, quarter })

describe('the default: 5th working day of the next month, locked 10 working days later', () => {
  test.each([
    [tw(4, 2023), '2024-01-08', '2024-01-22'],
    [tw(1), '2024-04-05', '2024-04-29'],
    [tw(2), '2024-07-05', '2024-07-19'],
    [tw(3), '2024-10-07', '2024-10-21'],
    [tw(4), '2025-01-08', '2025-01-22'],
    [tw('year'), '2025-01-08', '2025-01-22'],
    [tw(1, 2025), '2025-04-14', '2025-04-29'],
  ])('%o is due on %s and locked after %s', (period, due, lock) => {
    expect(dueDate(period, defaultDueRule, holidays)).toBe(due)
    expect(lockDate(period, defaultDueRule, holidays)).toBe(lock)
  })
  test('is what an agency without a rule of its own gets', () => {
    expect(DueRule.parse({})).toEqual(defaultDueRule)
  })
  test('a holiday on the due date moves it: with 7 October closed TW III is due on the 8th', () => {
    const closed = holidayTable([{ date: '2024-10-07', kind: 'local', name_id: 'x', name_en: 'x', decree: 'x' }])
    expect(dueDate(tw(3), defaultDueRule, closed)).toBe('2024-10-08')
  })
})

describe('the other rules', () => {
  test('a fixed day moves over the weekend, and over Idul Fitri with its collective leave', () => {
    expect(dueDate(tw(3), rule({ rule: 'fixed-day', number: 5 }), holidays)).toBe('2024-10-07')
    expect(dueDate(tw(2), rule({ rule: 'fixed-day', number: 5 }), holidays)).toBe('2024-07-05')
    expect(dueDate(tw(1), rule({ rule: 'fixed-day', number: 10 }), holidays)).toBe('2024-04-16')
  })
  test('a fixed day over the turn of the year, and one that April does not have', () => {
    expect(dueDate(tw(4), rule({ rule: 'fixed-day', number: 10 }), holidays)).toBe('2025-01-10')
    expect(dueDate(tw(1), rule({ rule: 'fixed-day', number: 31 }), holidays)).toBe('2024-04-30')
  })
  test('calendar days after the end', () => {
    expect(dueDate(tw(3), rule({ rule: 'days-after', number: 14 }), holidays)).toBe('2024-10-14')
    expect(dueDate(tw(4), rule({ rule: 'days-after', number: 1 }), holidays)).toBe('2025-01-02')
  })
  test('every rule says where it comes from and gives a working day after the period', () => {
    const names = Object.keys(dueRules) as DueRuleName[]
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...quarters),
        fc.integer({ min: 2023, max: 2026 }),
        fc.integer({ min: 1, max: 31 }),
        (name, quarter, year, number) => {
          const due = dueDate({ year, quarter }, rule({ rule: name, number }), holidays)
          expect(isWorkingDay(due, holidays)).toBe(true)
          expect(due >= openingDate({ year, quarter }, defaultDueRule)).toBe(true)
        },
      ),
    )
    expect(names.map((name) => dueRules[name].source.length > 20)).toEqual([true, true, true])
  })
})

test('due on the 5th, corrections up to the 20th; both move over weekends, and the lock never comes before the due date', () => {
  const dki = rule({ rule: 'fixed-day', number: 5, lockDay: 20 })
  expect([tw(1), tw(2), tw(3), tw(4)].map((period) => [dueDate(period, dki, holidays), lockDate(period, dki, holidays)])).toEqual([
    ['2024-04-05', '2024-04-22'],
    ['2024-07-05', '2024-07-22'],
    ['2024-10-07', '2024-10-21'],
    ['2025-01-06', '2025-01-20'],
  ])
  const extended = { ...dki, exceptions: { '2024-3': { due: '2024-10-25' } } }
  expect(lockDate(tw(3), extended, holidays)).toBe('2024-10-25')
  expect(periodOn(tw(3), '2024-10-21', dki, holidays)).toEqual({
    opens: '2024-10-01',
    due: '2024-10-07',
    lock: '2024-10-21',
    phase: 'late',
  })
  expect(periodOn(tw(3), '2024-10-22', dki, holidays).phase).toBe('locked')
  expect(dueRuleOf({ dueRule: 'fixed-day', dueNumber: 5, lockAfter: 10, lockDay: 20 })).toEqual(dki)
})

describe('dates set by hand', () => {
  test('an extended due date moves the lock with it; a lock by hand stands alone', () => {
    const extended = rule({ exceptions: { '2024-3': { due: '2024-10-14' }, '2024-2': { lock: '2024-08-01' } } })
    expect(dueDate(tw(3), extended, holidays)).toBe('2024-10-14')
    expect(lockDate(tw(3), extended, holidays)).toBe('2024-10-28')
    expect(dueDate(tw(2), extended, holidays)).toBe('2024-07-05')
    expect(lockDate(tw(2), extended, holidays)).toBe('2024-08-01')
  })
  test('the year follows an exception of its TW IV unless it has its own', () => {
    expect(dueDate(tw('year'), rule({ exceptions: { '2024-4': { due: '2025-01-17' } } }), holidays)).toBe('2025-01-17')
    const both = rule({ exceptions: { '2024-4': { due: '2025-01-17' }, '2024-year': { due: '2025-01-31' } } })
    expect(dueDate(tw('year'), both, holidays)).toBe('2025-01-31')
  })
  test('an opening by hand moves the first day on which reports are taken, not the others; the year opens with its TW IV', () => {
    const later = rule({ exceptions: { '2024-3': { opens: '2024-10-03' }, '2024-4': { opens: '2024-12-20' } } })
    const on = (today: string) => periodOn(tw(3), today, later, holidays)
    expect(on('2024-10-02')).toEqual({ opens: '2024-10-03', due: '2024-10-07', lock: '2024-10-21', phase: 'future' })
    expect(on('2024-10-03').phase).toBe('open')
    expect([openingDate(tw(2), later), openingDate(tw('year'), later)]).toEqual(['2024-07-01', '2024-12-20'])
    expect(periodState(tw(4), '2024-12-20', later, holidays)).toBe('open')
  })
  test('a period that is none is refused', () => {
    expect(DueRule.safeParse({ exceptions: { '2024-5': { due: '2024-10-14' } } }).success).toBe(false)
    expect(DueRule.safeParse({ exceptions: { '2024-3': { due: '2024-10-32' } } }).success).toBe(false)
  })
})

test('a period is future, open, late, locked, each with its last day', () => {
  const states = ['2024-09-30', '2024-10-01', '2024-10-07', '2024-10-08', '2024-10-21', '2024-10-22'].map((today) =>
    periodState(tw(3), today, defaultDueRule, holidays),
  )
  expect(states).toEqual(['future', 'open', 'open', 'late', 'late', 'locked'])
})
