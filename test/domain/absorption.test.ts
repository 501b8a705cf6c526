import { describe, expect, test } from 'vitest'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import { d } from '../../src/domain/decimal.ts'
import { efficiencyFormulas } from '../../src/domain/money/efficiency.ts'
import type { BudgetRow } from '../../src/domain/plan.ts'
import { knownScales } from '../../src/domain/rating/known-scales.ts'
import { valueRating } from '../../src/domain/rating/value-rating.ts'
import { figure, indicator, noQuarters, plan, report, targets } from './a-plan.ts'

/** A row with its realisation by quarter, in percent of a ceiling of 10.000. */
const row = (key: string, ceiling: number, ...spent: number[]): BudgetRow => {
  const cell = (i: number) => (spent[i] === undefined ? null : { kind: 'percent' as const, value: d(String(spent[i])) })
  return {
    ...{ key, level: 'program', name: key, ceiling: d(ceiling), previousYears: {} },
    realised: { quarters: [cell(0), cell(1), cell(2), cell(3)] },
  }
}
const rows = [row('all', 10_000, 25, 25, 25, 16.02), row('half', 10_000, 10, 10, 20, 14.994), row('none', 0, 0)]
const one = indicator({ aggregation: 'once', targets: targets(noQuarters, 72.5), decimals: 2, supportedBy: ['all'] })
const assessed = (asked: 1 | 2 | 3 | 4 | 'year', own = {}) =>
  assessAgency(
    plan([one], { decimals: 1, absorptionScale: 'pasuruan', efficiencyScale: 'pasuruan-efficiency', efficiency: 'ratio', ...own }, rows),
    [report('i1', 'year', figure('78.74'))],
    asked,
  )

describe('a scale for absorption', () => {
  test('labels each row and the whole, to date and of the year', () => {
    expect(assessed('year').budget.map(({ row: { key }, rating }) => [key, rating?.label])).toEqual([
      ['all', 'Sangat Baik'],
      ['half', 'Kurang'],
      ['none', undefined],
    ])
    expect(assessed(3).budget.map(({ rating }) => rating?.label)).toEqual(['Baik', 'Kurang', undefined])
    expect(assessed('year').money?.rating?.label).toBe('Baik')
  })

  test('is decided on two decimals, as absorption is shown: 54,994 is 54,99, and 54,996 would be 55', () => {
    const at = (last: number) =>
      assessAgency(plan([], { absorptionScale: 'pasuruan' }, [row('r', 10_000, 40, last)]), [], 'year').budget[0]?.rating?.label
    expect([at(14.994), at(14.996)]).toEqual(['Kurang', 'Cukup'])
  })

  test('an agency without one has no label', () => {
    const { budget, money } = assessed('year', { absorptionScale: undefined })
    expect([...budget.map(({ rating }) => rating), money?.rating]).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('efficiency where a capaian has one decimal', () => {
  test('Pasuruan: 108,6 / 91,02 is 119,3, and its label is Sangat efisiensi', () => {
    const [own] = assessed('year').efficiency
    expect(own?.working.terms).toMatchObject({ capaian: d('108.6'), absorption: d('91.02') })
    expect([own?.subject, own?.shown.toFixed(1), own?.rating?.label]).toEqual(['i1', '119.3', 'Sangat efisiensi'])
  })

  test('a difference keeps both decimals of the absorption', () => {
    const result = efficiencyFormulas.difference.compute({ ceiling: d(10_000), spent: d(9102), capaian: d('108.64') }, 1)
    expect(result?.value.toString()).toBe('17.58')
  })
})

test('a realisation has a label of its own beside that of its capaian', () => {
  const scaled = { valueScale: 'sakip', decimals: 2 }
  expect(valueRating(scaled, figure('80.005'), knownScales)?.rating.label).toBe('A')
  expect(valueRating(scaled, figure('80.004'), knownScales)?.rating.label).toBe('BB')
  expect(valueRating({ decimals: 2 }, figure(80), knownScales)).toBeUndefined()
  expect(valueRating(scaled, { kind: 'not-yet-published' }, knownScales)).toBeUndefined()
})
