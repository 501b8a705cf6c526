import { describe, expect, test } from 'vitest'
import { d } from '../../src/domain/decimal.ts'
import type { BudgetRow } from '../../src/domain/plan.ts'
import { checkPlan } from '../../src/domain/plan-check.ts'
import { indicator, noQuarters, targets } from './a-plan.ts'

const money = (cells: [number, number, number, number]) => cells.map((value) => ({ kind: 'percent' as const, value: d(String(value)) }))
const row = (own: Partial<BudgetRow>, plan?: [number, number, number, number], spent?: [number, number, number, number]): BudgetRow => {
  const four = (cells: ReturnType<typeof money>) => [cells[0] ?? none, cells[1] ?? none, cells[2] ?? none, cells[3] ?? none] as const
  const none = { kind: 'percent' as const, value: d(0) }
  return {
    key: 'r',
    level: 'subkegiatan',
    name: 'R',
    ceiling: d(1000),
    realised: { quarters: spent ? four(money(spent)) : [null, null, null, null] },
    previousYears: {},
    ...(plan ? { plan: four(money(plan)) } : {}),
    ...own,
  }
}
const warnings = (budget: BudgetRow[], indicators = [indicator()]) =>
  checkPlan({ indicators, budget }).map((warning) => `${warning.code} ${warning.key} ${warning.found.toString()}`)

describe('targets of the quarters against the printed year', () => {
  test.each([
    [targets([7, 10, 11, null], 31), ['quarters-miss-year i1 28']],
    [targets([3, 3, 3, 3], 11), ['quarters-miss-year i1 12']],
    [targets([25, 25, 25, 25], 100), []],
    [targets(noQuarters, 40), []],
  ])('%#', (planned, expected) => expect(warnings([], [indicator({ targets: planned })])).toEqual(expected))

  test('a mean and a last are held against the year as what they are', () => {
    expect(warnings([], [indicator({ aggregation: 'average', targets: targets([null, 94, 94, 94], 94) })])).toEqual([])
    expect(warnings([], [indicator({ aggregation: 'last', targets: targets([5, 25, 55, 90], 100) })])).toEqual(['quarters-miss-year i1 90'])
  })
})

describe('quarterly money', () => {
  test.each<[BudgetRow, string[]]>([
    [row({}, [18.08, 27.03, 29.38, 25.51]), []],
    [row({}, [25, 25, 25, 24.98]), []],
    [row({}, [25, 25, 25, 24.97]), ['money-misses-ceiling r 99.97']],
    [row({}, [40, 40, 21.77, -1.77]), ['negative-money r -1.77']],
    [row({}, [0, 0, 0, 0]), []],
    [row({ ceiling: d(0) }, [0, 0, 0, 0]), []],
    [row({}), []],
  ])('%#', (budget, expected) => expect(warnings([budget])).toEqual(expected))

  test('realised quarters may miss the year by 0,02% of the ceiling, and no more', () => {
    const spent = (year: number) => {
      const made = row({}, undefined, [10, 20, 30, 22])
      return warnings([{ ...made, realised: { ...made.realised, year: d(String(year)) } }])
    }
    expect([spent(820), spent(820.2), spent(820.3)]).toEqual([[], [], ['realised-money-misses-year r 82']])
  })

  test('rows that do not add to the one above', () => {
    const tree = [
      row({ key: 'p', ceiling: d(1000) }),
      row({ key: 'a', parentKey: 'p', ceiling: d(600) }),
      row({ key: 'b', parentKey: 'p', ceiling: d(300) }),
    ]
    expect(warnings(tree)).toEqual(['parts-miss-whole p 900'])
  })
})
