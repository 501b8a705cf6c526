import { describe, expect, test } from 'vitest'
import { dateIn, dateOf, daysBetween, instantAt, PlainDate } from '../../src/calendar/dates.ts'
import { nationalHolidays } from '../../src/calendar/holidays.ts'
import { isWorkingMoment, nextWorkingMoment } from '../../src/calendar/working-hours.ts'
import { isZone, zones } from '../../src/calendar/zones.ts'

const holidays = nationalHolidays()

describe('three zones', () => {
  test.each([
    ['Asia/Jakarta', '2024-12-31'],
    ['Asia/Makassar', '2024-12-31'],
    ['Asia/Jayapura', '2025-01-01'],
  ] as const)('at 15.30 UTC on New Year’s Eve it is %s %s', (zone, date) => {
    expect(dateOf('2024-12-31T15:30:00Z', zone)).toBe(date)
    expect(dateOf(new Date('2024-12-31T15:30:00Z'), zone)).toBe(date)
  })
  test('a zone is one of the three', () => {
    expect(zones.every(isZone)).toBe(true)
    expect(isZone('Asia/Singapore')).toBe(false)
  })
  test('half past seven comes two hours earlier in Papua than in Jakarta', () => {
    expect(instantAt('2024-10-04', '07:30', 'Asia/Jakarta').toISOString()).toBe('2024-10-04T00:30:00.000Z')
    expect(instantAt('2024-10-04', '07:30', 'Asia/Jayapura').toISOString()).toBe('2024-10-03T22:30:00.000Z')
  })
})

describe('working moments', () => {
  test.each([
    ['Friday morning stays', '2024-10-04T08:00:00+07:00', '2024-10-04T08:00:00+07:00'],
    ['before the office opens', '2024-10-04T05:00:00+07:00', '2024-10-04T07:30:00+07:00'],
    ['sharp at its end', '2024-10-04T16:00:00+07:00', '2024-10-07T07:30:00+07:00'],
    ['Saturday', '2024-10-05T10:00:00+07:00', '2024-10-07T07:30:00+07:00'],
    ['Christmas Eve at night, over two holidays', '2024-12-24T20:00:00+07:00', '2024-12-27T07:30:00+07:00'],
    ['New Year’s Eve at night', '2024-12-31T23:59:00+07:00', '2025-01-02T07:30:00+07:00'],
  ])('%s', (_, from, expected) => {
    const next = nextWorkingMoment(from, 'Asia/Jakarta', holidays)
    expect(next.toISOString()).toBe(new Date(expected).toISOString())
    expect(isWorkingMoment(next, 'Asia/Jakarta', holidays)).toBe(true)
  })
  test('the same instant is working time in Jakarta and after work in Jayapura', () => {
    expect(isWorkingMoment('2024-10-04T08:00:00Z', 'Asia/Jakarta', holidays)).toBe(true)
    expect(isWorkingMoment('2024-10-04T08:00:00Z', 'Asia/Jayapura', holidays)).toBe(false)
  })
  test('hours can be an agency’s own', () => {
    const next = nextWorkingMoment('2024-10-04T07:45:00+07:00', 'Asia/Jakarta', holidays, { start: '09:00', end: '12:00' })
    expect(next.toISOString()).toBe('2024-10-04T02:00:00.000Z')
  })
})

describe('plain dates', () => {
  test('a day that a month does not have is its last, months run over the year', () => {
    expect(dateIn(2024, 2, 31)).toBe('2024-02-29')
    expect(dateIn(2023, 2, 31)).toBe('2023-02-28')
    expect(dateIn(2024, 13, 5)).toBe('2025-01-05')
  })
  test('days between, over a leap day', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2024-10-07', '2024-10-04')).toBe(-3)
  })
  test.each(['2024-02-30', '7 Okt 2024', '2024-1-1', ''])('“%s” is none', (text) => {
    expect(PlainDate.safeParse(text).success).toBe(false)
  })
  test('an instant that is none is refused', () => {
    expect(() => dateOf('kemarin', 'Asia/Jakarta')).toThrow('no instant: kemarin')
  })
})
