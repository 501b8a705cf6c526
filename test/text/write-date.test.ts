import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { addDays } from '../../src/calendar/dates.ts'
import { createTexts } from '../../src/text/texts.ts'
import {
  writeDate,
  writeDistance,
  writeMoment,
  writeMonth,
  writeNearDate,
  writePeriod,
  writeQuarter,
  writeTime,
} from '../../src/text/write-date.ts'

const id = createTexts('id')
const en = createTexts('en')

describe('dates', () => {
  test.each([
    ['short', 'Senin, 7 Okt', 'Monday, 7 Oct'],
    ['medium', 'Senin, 7 Okt 2024', 'Monday, 7 Oct 2024'],
    ['long', 'Senin, 7 Oktober 2024', 'Monday, 7 October 2024'],
    ['day', '7 Okt', '7 Oct'],
    ['day-long', '7 Oktober 2024', '7 October 2024'],
  ] as const)('%s', (form, indonesian, english) => {
    expect(writeDate('2024-10-07', id, form)).toBe(indonesian)
    expect(writeDate('2024-10-07', en, form)).toBe(english)
  })
  test('the leap day is a Thursday, and a date that does not exist is refused', () => {
    expect(writeDate('2024-02-29', id, 'long')).toBe('Kamis, 29 Februari 2024')
    expect(() => writeDate('2023-02-29', id)).toThrow('no date: 2023-02-29')
  })
  test('a month', () => {
    expect([writeMonth('2025-03', id), writeMonth('2025-08', en)]).toEqual(['Maret 2025', 'August 2025'])
  })
})

describe('moments', () => {
  const at = '2025-01-08T02:12:00Z'
  test.each([
    ['Asia/Jakarta', 'pukul 09.12 WIB', 'at 09:12 WIB'],
    ['Asia/Makassar', 'pukul 10.12 WITA', 'at 10:12 WITA'],
    ['Asia/Jayapura', 'pukul 11.12 WIT', 'at 11:12 WIT'],
  ])('in %s', (zone, indonesian, english) => {
    expect(writeTime(at, zone, id, true)).toBe(indonesian)
    expect(writeTime(new Date(at), zone, en, true)).toBe(english)
  })
  test('late in the evening of Jakarta it is the next day in Jayapura', () => {
    expect(writeMoment('2024-12-31T15:30:00Z', 'Asia/Jakarta', id)).toBe('Selasa, 31 Des 2024, pukul 22.30')
    expect(writeMoment('2024-12-31T15:30:00Z', 'Asia/Jayapura', id)).toBe('Rabu, 1 Jan 2025, pukul 00.30')
  })
})

describe('near dates, on Friday 4 October 2024', () => {
  test.each([
    ['2024-10-04', 'hari ini, Jumat, 4 Okt', 'today, Friday, 4 Oct'],
    ['2024-10-05', 'besok, Sabtu, 5 Okt', 'tomorrow, Saturday, 5 Oct'],
    ['2024-10-06', 'lusa, Minggu, 6 Okt', 'in two days, Sunday, 6 Oct'],
    ['2024-10-07', 'Senin, 7 Okt (3 hari lagi)', 'Monday, 7 Oct (in 3 days)'],
    ['2024-10-03', 'kemarin, Kamis, 3 Okt', 'yesterday, Thursday, 3 Oct'],
    ['2024-10-01', 'Selasa, 1 Okt (3 hari lalu)', 'Tuesday, 1 Oct (3 days ago)'],
    ['2024-10-18', 'Jumat, 18 Okt (14 hari lagi)', 'Friday, 18 Oct (in 14 days)'],
    ['2024-10-19', 'Sabtu, 19 Okt', 'Saturday, 19 Oct'],
    ['2025-01-08', 'Rabu, 8 Jan 2025', 'Wednesday, 8 Jan 2025'],
  ])('%s', (date, indonesian, english) => {
    expect(writeNearDate(date, '2024-10-04', id)).toBe(indonesian)
    expect(writeNearDate(date, '2024-10-04', en)).toBe(english)
  })
  test('over the turn of the year the year is said', () => {
    expect(writeNearDate('2025-01-02', '2024-12-31', id)).toBe('lusa, Kamis, 2 Jan 2025')
  })
  test('the distance counts days, whatever the month and year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 3, max: 900 }), (start, days) => {
        const today = addDays('2023-06-01', start)
        expect(writeDistance(addDays(today, days), today, en)).toBe(`in ${days} days`)
        expect(writeDistance(today, addDays(today, days), id)).toBe(`${days} hari lalu`)
      }),
    )
  })
})

test('periods', () => {
  expect(writePeriod({ year: 2024, quarter: 3 }, id)).toBe('TW III 2024')
  expect(writePeriod({ year: 2024, quarter: 3 }, en)).toBe('Q3 2024')
  expect(writePeriod({ year: 2024, quarter: 'year' }, id)).toBe('2024')
  expect([1, 2, 3, 4, 'year'].map((quarter) => writeQuarter(quarter as 1 | 'year', id))).toEqual([
    'TW I',
    'TW II',
    'TW III',
    'TW IV',
    'setahun',
  ])
})
