import { describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import { digestDates, digestKey, digestSchedule, rememberedDates } from '../../../src/watch/digests/digest-schedule.ts'
import { dueSlots } from '../../../src/watch/schedule.ts'

const holidays = nationalHolidays()
const monday = { day: 1, time: '07:30', week: true, month: true, quarter: true } as const

describe('the dates of digests', () => {
  test('weekly on Monday, moved from holidays to the next working day', () => {
    expect(digestDates('week', monday, '2024-10-01', '2024-10-31', holidays)).toEqual([
      '2024-10-07',
      '2024-10-14',
      '2024-10-21',
      '2024-10-28',
    ])
    // Idul Fitri 2024: offices are closed from 8 to 15 April.
    expect(digestDates('week', monday, '2024-04-02', '2024-04-20', holidays)).toEqual(['2024-04-16'])
    // Monday, 25 and Thursday, 26 December: Christmas on a Wednesday moves nothing that is on a Monday.
    expect(digestDates('week', monday, '2024-12-22', '2025-01-07', holidays)).toEqual(['2024-12-23', '2024-12-30', '2025-01-06'])
  })
  test('monthly on the first working day, at the close of a quarter when its reports are in', () => {
    expect(digestDates('month', monday, '2024-05-30', '2024-07-02', holidays)).toEqual(['2024-06-03', '2024-07-01'])
    expect(digestDates('quarter', monday, '2024-09-01', '2024-12-31', holidays)).toEqual(['2024-10-10'])
    expect(digestDates('quarter', monday, '2025-01-01', '2025-02-01', holidays)).toEqual(['2025-01-13'])
  })
})

describe('as schedules of the ledger', () => {
  const dates = rememberedDates(holidays)
  const at = (zone: 'Asia/Jakarta' | 'Asia/Jayapura') => digestSchedule('week', 'room 3', monday, zone, dates)
  const since = '2024-10-04T01:00:00.000Z'
  test.each([
    ['Asia/Jakarta', '2024-10-07T00:30:00.000Z'],
    ['Asia/Jayapura', '2024-10-06T22:30:00.000Z'],
  ] as const)('07.30 on the clocks of %s', (zone, slot) => {
    const before = new Date(Date.parse(slot) - 1)
    expect(dueSlots(at(zone), { since, last: null }, before)).toEqual([])
    expect(dueSlots(at(zone), { since, last: null }, new Date(slot)).map((one) => one.toISOString())).toEqual([slot])
    expect(dueSlots(at(zone), { since, last: slot }, new Date(Date.parse(slot) + 60_000))).toEqual([])
  })
  test('after a weekend of downtime nothing stale is sent, and what was never known is not made up for', () => {
    const late = new Date('2024-10-10T01:00:00Z')
    expect(dueSlots(at('Asia/Jakarta'), { since, last: null }, late)).toEqual([])
    expect(dueSlots(at('Asia/Jakarta'), undefined, late)).toEqual([])
  })
  test('the key names kind, day and reader', () => {
    expect(digestKey('week', new Date('2024-10-07T00:30:00Z'), 'Asia/Jakarta', 'room 3')).toBe('digest:week:2024-10-07:room 3')
  })
})
