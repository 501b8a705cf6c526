import { describe, expect, test } from 'vitest'
import { defaultPeriod } from '../../../src/use-cases/ask/default-period.ts'

const today = '2024-10-04'
const half = [{ year: 2024, quarters: [1, 2] }]

describe('a question without a period is about', () => {
  test('what runs now, for an officer', () => expect(defaultPeriod({}, half, today, true)).toEqual({ year: 2024, quarter: 3 }))
  test('the newest ended quarter with a report, for others', () =>
    expect(defaultPeriod({}, half, today, false)).toEqual({ year: 2024, quarter: 2 }))
  test('the running quarter as soon as one has reported it', () =>
    expect(defaultPeriod({}, [{ year: 2024, quarters: [1, 2, 3] }], today, false)).toEqual({ year: 2024, quarter: 3 }))
  test('no quarter that has not ended, though something was reported in it early', () =>
    expect(defaultPeriod({}, [{ year: 2024, quarters: [2, 4] }], today, false)).toEqual({ year: 2024, quarter: 2 }))
  test('the year, where only its own figures are known; for an officer too', () => {
    for (const officer of [true, false])
      expect(defaultPeriod({}, [{ year: 2024, quarters: [0] }], today, officer)).toEqual({ year: 2024, quarter: 0 })
  })
  test('the last year that was reported, while the new one has no report', () => {
    const years = [
      { year: 2025, quarters: [] },
      { year: 2024, quarters: [0, 1, 2, 3, 4] },
    ]
    expect(defaultPeriod({}, years, '2025-02-01', false)).toEqual({ year: 2024, quarter: 4 })
  })
  test('the running quarter, where nothing was ever reported', () =>
    expect(defaultPeriod({}, [{ year: 2024, quarters: [] }], today, false)).toEqual({ year: 2024, quarter: 3 }))
})

describe('a question with a part of a period', () => {
  test('a year alone is the year', () => expect(defaultPeriod({ year: 2024 }, half, today, true)).toEqual({ year: 2024, quarter: 0 }))
  test('a quarter alone is of the newest year that has begun', () => {
    const years = [
      { year: 2025, quarters: [] },
      { year: 2024, quarters: [1] },
    ]
    expect(defaultPeriod({ quarter: 1 }, years, today, false)).toEqual({ year: 2024, quarter: 1 })
  })
  test('a year without a plan is nothing', () => {
    expect(defaultPeriod({ year: 2020 }, half, today, false)).toBeUndefined()
    expect(defaultPeriod({}, [], today, false)).toBeUndefined()
  })
})
