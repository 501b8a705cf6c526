import { expect, test } from 'vitest'
import { PlainDate } from '../../src/calendar/dates.ts'
import { checkHolidays } from '../../src/cli/doctor/check-holidays.ts'

const missing = (today: string) => checkHolidays(new Set([2026, 2027]), PlainDate.parse(today)).map(({ found }) => found.slice(0, 12))

test('the doctor wants the holidays of the year, and in December those of the next', () => {
  expect(missing('2026-12-31')).toEqual([])
  expect(missing('2027-11-30')).toEqual([])
  expect(missing('2027-12-01')).toEqual(['none of 2028'])
  expect(missing('2028-02-29')).toEqual(['none of 2028'])
  expect(missing('2028-12-31')).toEqual(['none of 2028', 'none of 2029'])
})
