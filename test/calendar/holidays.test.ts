import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { addDays, weekday } from '../../src/calendar/dates.ts'
import {
  addWorkingDays,
  Holiday,
  holidayTable,
  isWorkingDay,
  nationalHolidays,
  nextWorkingDay,
  workingDaysBetween,
} from '../../src/calendar/holidays.ts'

const holidays = nationalHolidays()
const dates = fc.integer({ min: 0, max: 1_700 }).map((days) => addDays('2023-01-01', days))

describe('the national table', () => {
  test('knows 2023 to 2027, each row with its decree', () => {
    expect([...holidays.years].sort()).toEqual([2023, 2024, 2025, 2026, 2027])
    expect([...holidays.byDate.values()].filter(({ decree }) => !/^(SKB|Keppres) \d+\/20\d\d/.test(decree))).toEqual([])
  })
  test.each([
    ['2024-02-14', 'election', 'Keppres 10/2024'],
    ['2024-11-27', 'election', 'Keppres 33/2024'],
    ['2024-04-12', 'collective-leave', 'SKB 855/2023, 3/2023, 4/2023; Keppres 7/2024'],
    ['2025-08-18', 'collective-leave', 'SKB 933/2025, 1/2025, 3/2025'],
    ['2026-03-21', 'national', 'SKB 1497/2025, 2/2025, 5/2025'],
  ])('%s is %s by %s', (date, kind, decree) => {
    expect(holidays.byDate.get(date)).toMatchObject({ kind, decree })
  })
  test('never puts collective leave on a weekend, where it would have no effect', () => {
    const onWeekend = [...holidays.byDate.values()].filter(({ kind, date }) => kind === 'collective-leave' && weekday(date) > 5)
    expect(onWeekend.map(({ date }) => date)).toEqual([])
  })
  test('refuses a row without decree, and a date that does not exist', () => {
    const row = { date: '2023-02-29', kind: 'national', name_id: 'x', name_en: 'x', decree: 'x' }
    expect(Holiday.safeParse(row).error?.issues.map(({ path }) => path[0])).toEqual(['date'])
    expect(Holiday.safeParse({ ...row, date: '2024-02-29', decree: '' }).error?.issues.map(({ path }) => path[0])).toEqual(['decree'])
  })
})

describe('working days', () => {
  test('the leap day of 2024 is a Thursday on which offices work', () => {
    expect(isWorkingDay('2024-02-29', holidays)).toBe(true)
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01')
  })
  test('weekends and Idul Fitri 2024 are none: after Friday 5 April comes Tuesday the 16th', () => {
    expect(isWorkingDay('2024-04-06', holidays)).toBe(false)
    expect(nextWorkingDay('2024-04-06', holidays)).toBe('2024-04-16')
    expect(addWorkingDays('2024-04-05', 1, holidays)).toBe('2024-04-16')
    expect(addWorkingDays('2024-04-16', -1, holidays)).toBe('2024-04-05')
  })
  test('a local holiday added to the table closes that day alone', () => {
    const row: Holiday = { date: '2024-03-08', kind: 'local', name_id: 'Hari jadi', name_en: 'Anniversary', decree: 'SK daerah' }
    const local = holidayTable([...holidays.byDate.values(), row])
    expect(isWorkingDay('2024-03-08', holidays)).toBe(true)
    expect(nextWorkingDay('2024-03-08', local)).toBe('2024-03-13')
  })
  test('adding and counting agree, forward and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const later = addWorkingDays(date, count, holidays)
        expect(isWorkingDay(later, holidays)).toBe(true)
        expect(workingDaysBetween(date, later, holidays)).toBe(count)
        if (isWorkingDay(date, holidays)) expect(addWorkingDays(later, -count, holidays)).toBe(date)
      }),
    )
  })
})
