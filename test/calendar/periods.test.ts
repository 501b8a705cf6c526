import { expect, test } from 'vitest'
import fc from 'fast-check'
import { addDays } from '../../src/calendar/dates.ts'
import {
  comparePeriods,
  endOf,
  nextQuarter,
  periodKey,
  previousQuarter,
  quarterOf,
  runningPeriod,
  startOf,
} from '../../src/calendar/periods.ts'
import type { Period } from '../../src/domain/period.ts'

const dates = fc.integer({ min: -5_000, max: 15_000 }).map((days) => addDays('2024-02-29', days))

test.each([
  ['2024-10-04', 2024, 3],
  ['2024-09-30', 2024, 2],
  ['2024-12-31', 2024, 3],
  ['2025-01-01', 2024, 4],
  ['2024-02-29', 2023, 4],
] as const)('on %s the running period is of %i, TW %i', (today, year, quarter) => {
  expect(runningPeriod(today)).toEqual({ year, quarter })
})

test('a quarter and the year from their first to their last day', () => {
  expect([startOf({ year: 2024, quarter: 1 }), endOf({ year: 2024, quarter: 1 })]).toEqual(['2024-01-01', '2024-03-31'])
  expect([startOf({ year: 2024, quarter: 3 }), endOf({ year: 2024, quarter: 3 })]).toEqual(['2024-07-01', '2024-09-30'])
  expect([startOf({ year: 2024, quarter: 'year' }), endOf({ year: 2024, quarter: 'year' })]).toEqual(['2024-01-01', '2024-12-31'])
})

test('every date lies in its quarter, and quarters follow each other without a gap', () => {
  fc.assert(
    fc.property(dates, (date) => {
      const period = quarterOf(date)
      expect(startOf(period) <= date && date <= endOf(period)).toBe(true)
      expect(nextQuarter(previousQuarter(period))).toEqual(period)
      expect(comparePeriods(previousQuarter(period), period)).toBeLessThan(0)
      expect(addDays(endOf(period), 1)).toBe(startOf(nextQuarter(period)))
    }),
  )
})

test('the year comes after its TW IV and before the next TW I', () => {
  const periods: Period[] = [
    { year: 2025, quarter: 1 },
    { year: 2024, quarter: 'year' },
    { year: 2024, quarter: 4 },
    { year: 2023, quarter: 'year' },
  ]
  expect(periods.sort(comparePeriods).map(periodKey)).toEqual(['2023-year', '2024-4', '2024-year', '2025-1'])
})
