import { describe, expect, test } from 'vitest'
import { assessAgency, assessIndicator } from '../../src/domain/assess/assess.ts'
import { d } from '../../src/domain/decimal.ts'
import type { BudgetRow, Indicator, Reported } from '../../src/domain/plan.ts'
import type { Quarter } from '../../src/domain/period.ts'
import { quarters } from '../../src/domain/period.ts'
import { figure, indicator, noQuarters, plan, report, target, targets } from './a-plan.ts'
import { exact, setda } from './published-reports.ts'

type Cell = number | string | null | undefined
const number = (cell: Cell): number | null => (typeof cell === 'number' ? cell : null)

/** SETDA's kegiatan and sub-activities with their real quarters of 2024. */
const rows = setda.indicators.filter(({ level, quarterlyTargets }) => ['kegiatan', 'subkegiatan'].includes(level) && quarterlyTargets)
const indicators = rows.map((row, i): Indicator => {
  const [q1, q2, q3, q4] = row.quarterlyTargets ?? noQuarters
  const planned = targets([number(q1), number(q2), number(q3), number(q4)], number(row.annualTarget))
  return indicator({
    key: String(i),
    name: row.subject ?? row.name,
    level: row.level,
    standing: 'support',
    aggregation: row.aggregation ?? 'sum',
    targets: planned,
    position: i,
  })
})
const reported = rows.flatMap((row, i): Reported[] =>
  quarters.flatMap((quarter) => {
    const value = row.quarterlyRealisasi?.[quarter - 1]
    return typeof value === 'number' ? [report(String(i), quarter, figure(String(value)))] : []
  }),
)
const whole = plan(indicators)
const find = (name: string) => indicators.find((found) => found.name.includes(name)) ?? indicator()

describe('the quarters of SETDA 2024', () => {
  test.each<[Quarter, number, number]>([
    [1, 0, 1],
    [2, 0, 4],
    [3, 27, 2],
    [4, 0, 7],
  ])('TW %s: reported and not reported', (quarter, entered, notReported) => {
    const { headline, headlineOf, reported: done } = assessAgency(whole, reported, quarter)
    expect([headlineOf, headline.notReported, done.due - done.done]).toEqual(['support', notReported, notReported])
    if (entered > 0) expect([headline.entered, headline.of]).toEqual([entered, entered + notReported])
  })

  test('TW III has a mean of 130,44, and says what pulls it', () => {
    const { headline } = assessAgency(whole, reported, 3)
    expect(headline.shown?.toFixed(2)).toBe('130.44')
    expect(headline.pulling.map((key) => indicators[Number(key)]?.name)).toContain(
      'Pendidikan dan Pelatihan Pegawai Berdasarkan Tugas dan Fungsi',
    )
  })

  test('Bahan Logistik Kantor in TW III', () => {
    const assessed = assessIndicator(whole, find('Bahan Logistik'), reported, 3)
    expect([
      assessed.quarters[2].shown?.toString(),
      assessed.quarters[2].rating?.label,
      assessed.toDate.shown?.toString(),
      assessed.againstYear.shown?.toString(),
      assessed.change?.from,
      assessed.change?.points.toString(),
      assessed.year.shown?.toString(),
    ]).toEqual(['83.28', 'Belum tercapai', '84.9', '80.1', 2, '-16.72', '100'])
  })

  test('Fasilitasi Bantuan Hukum in TW III: half of the quarter, an eighth of the year, no change to compare', () => {
    const assessed = assessIndicator(whole, find('Fasilitasi Bantuan Hukum'), reported, 3)
    expect([assessed.quarters[2].shown?.toString(), assessed.againstYear.shown?.toString(), assessed.change]).toEqual([
      '50',
      '12.5',
      undefined,
    ])
    expect(assessed.quarters[1]).toMatchObject({ due: false, state: 'not-due', capaian: { reason: 'not-due' } })
  })

  test('a realisation in a quarter without a target is voluntary there and counts for the year', () => {
    const assessed = assessIndicator(whole, find('Komponen Instalasi Listrik'), reported, 3)
    expect([assessed.quarters[1].state, assessed.quarters[2].state, assessed.quarters[2].capaian]).toEqual([
      'not-reported',
      'voluntary',
      { kind: 'undefined', reason: 'no-target' },
    ])
    expect(assessed.toDate.missing).toEqual([2])
    expect(assessed.toDate.shown?.toString()).toBe('100')
  })
})

describe('the money of SETDA to date', () => {
  const budget = setda.budget.map((row, i): BudgetRow => {
    const percent = (cells: number[] | undefined) => {
      const cell = (value: number | undefined) => ({ kind: 'percent' as const, value: exact(value ?? 0) })
      return cells ? ([cell(cells[0]), cell(cells[1]), cell(cells[2]), cell(cells[3])] as const) : undefined
    }
    const plannedMoney = percent(row.quarterlyAllocation)
    return {
      key: String(i),
      level: row.level,
      name: row.name,
      ceiling: exact(row.pagu ?? 0),
      ...(plannedMoney ? { plan: plannedMoney } : {}),
      realised: { quarters: percent(row.quarterlyRealisasi) ?? [null, null, null, null], year: exact(row.realisasi ?? 0) },
      previousYears: {},
    }
  })
  const programs = budget.filter(({ level }) => level === 'program')

  test('TW III: 57,88% of both ceilings, planned 79,52%', () => {
    const { money } = assessAgency(plan([], {}, programs), [], 3)
    const share = (part: typeof money extends infer M ? M : never, pick: 'toDate' | 'planToDate') =>
      part?.[pick]?.times(100).div(part.ceiling).toFixed(2)
    expect([share(money, 'toDate'), share(money, 'planToDate')]).toEqual(['57.88', '79.52'])
  })

  test('the year is its own figure, not the sum of rounded quarters', () => {
    const { money, budget: lines } = assessAgency(plan([], {}, programs), [], 'year')
    expect(money?.ceiling.toString()).toBe('229055283392')
    expect(lines[0]?.absorptionYear?.toFixed(2)).toBe('82.85')
    expect(lines[0]?.absorptionToDate?.toFixed(2)).toBe('82.85')
  })
})

describe('reported money', () => {
  const tree: BudgetRow[] = [
    { key: 'p', level: 'program', name: 'P', ceiling: d(1000), realised: { quarters: [null, null, null, null] }, previousYears: {} },
    {
      key: 'a',
      parentKey: 'p',
      level: 'subkegiatan',
      name: 'A',
      ceiling: d(600),
      realised: { quarters: [{ kind: 'rupiah', value: d(50) }, null, null, null] },
      previousYears: {},
    },
    {
      key: 'b',
      parentKey: 'p',
      level: 'subkegiatan',
      name: 'B',
      ceiling: d(400),
      realised: { quarters: [null, null, null, null] },
      previousYears: {},
    },
    {
      key: 'z',
      parentKey: 'p',
      level: 'subkegiatan',
      name: 'Z',
      ceiling: d(0),
      realised: { quarters: [null, null, null, null] },
      previousYears: {},
    },
  ]
  const both = [indicator({ key: 'ia', moneyOf: 'a' }), indicator({ key: 'ib', moneyOf: 'b' }), indicator({ key: 'iz', moneyOf: 'z' })]
  const percent = (value: number) => ({ money: { kind: 'percent' as const, value: d(value) } })
  const { budget } = assessAgency(
    plan(both, {}, tree),
    [report('ia', 2, figure(25), percent(50)), report('ib', 2, figure(50), percent(25)), report('iz', 2, figure(25), percent(0))],
    2,
  )
  const line = (key: string) => budget.find(({ row }) => row.key === key)

  test('is percent of the ceiling and rolls up in rupiah', () => {
    expect([
      line('a')?.toDate?.toString(),
      line('b')?.toDate?.toString(),
      line('p')?.toDate?.toString(),
      line('p')?.quarter?.toString(),
    ]).toEqual(['350', '100', '450', '400'])
    expect(line('p')?.absorptionToDate?.toString()).toBe('45')
    expect(budget.map(({ row, depth }) => [row.key, depth])).toEqual([
      ['p', 0],
      ['a', 1],
      ['b', 1],
      ['z', 1],
    ])
  })
  test('physical progress rolls up by ceiling weight', () => {
    expect([line('a')?.physical?.toString(), line('b')?.physical?.toString(), line('p')?.physical?.toString()]).toEqual(['25', '50', '35'])
  })
  test('physical progress of one output of several units is their sum against all of their targets, as their money is', () => {
    const of = (key: string, unitKey: string | undefined, year: number, own: Partial<Indicator> = {}) =>
      indicator({ key, moneyOf: 'a', targets: targets([null, null, null, year], year), ...(unitKey && { unitKey }), ...own })
    const physical = (indicators: Indicator[], ...reported: Reported[]) =>
      assessAgency(plan(indicators, {}, tree), reported, 2)
        .budget.find(({ row }) => row.key === 'a')
        ?.physical?.toString()
    const shared = [of('body', undefined, 80), of('north', 'north', 15), of('south', 'south', 5)]
    expect(physical(shared)).toBeUndefined()
    expect(physical(shared, report('body', 1, figure(20)), report('north', 2, figure(15)))).toBe('35')
    const published = report('south', 2, { kind: 'not-yet-published' })
    expect(physical(shared, report('body', 1, figure(20)), report('north', 2, figure(15)), published)).toBe('62.5')
    // What is no sum, of another name, or twice in one unit is told apart: the mean.
    for (const own of [{ aggregation: 'last' }, { name: 'Jumlah peserta' }, { unit: 'Orang' }, { unitKey: 'north' }] as const) {
      expect(
        physical([...shared.slice(0, 2), of('south', 'south', 5, own)], report('body', 1, figure(20)), report('south', 2, figure(5))),
      ).toBe('62.5')
    }
  })
  test('a zero ceiling has no absorption while its output stays', () => {
    expect([line('z')?.absorptionToDate, line('z')?.physical?.toString()]).toEqual([undefined, '25'])
  })
})

describe('a quarter in which the agreement is due', () => {
  const rated = indicator({ key: 'a', targets: targets([null, null, null, 10], 10) })
  const later = indicator({ key: 'b', targets: targets([null, null, null, 10], 10) })
  const due = (key: string, level: string) => indicator({ key, standing: 'support', level, targets: targets([10, 10, 10, 10], 40) })
  const all = plan([rated, later, due('k', 'kegiatan'), due('s', 'subkegiatan'), due('t', 'subkegiatan')])
  const support = [report('s', 4, figure(8)), report('k', 4, figure(1)), report('s', 3, figure(5))]
  const known = (asked: Quarter | 'year', ...more: Reported[]) => assessAgency(all, [...support, ...more], asked)

  test('is about the agreement; while that says nothing its support speaks beside it', () => {
    const { headline, headlineOf, support: beside } = known(4)
    expect([headlineOf, headline.shown, headline.entered, headline.of, headline.notReported]).toEqual(['agreement', undefined, 0, 2, 2])
    expect([beside?.shown?.toString(), beside?.entered, beside?.of, beside?.notReported]).toEqual(['80', 1, 2, 1])
  })
  test('no longer when one of the agreement has a capaian', () => {
    const { headline, support: beside } = known(4, report('b', 4, figure(9)))
    expect([headline.shown?.toString(), headline.entered, headline.of, beside]).toEqual(['90', 1, 2, undefined])
  })
  test('what is not yet published says nothing either', () => {
    const { headline, support: beside } = known(4, report('b', 4, { kind: 'not-yet-published' }))
    expect([headline.notYetPublished, headline.notReported, beside?.shown?.toString()]).toEqual([1, 1, '80'])
  })
  test('nor in a year, nor where the support is the headline, nor where it has nothing to say', () => {
    expect([known('year').support, known(3).headlineOf, known(3).support, assessAgency(all, [], 4).support]).toEqual([
      undefined,
      'support',
      undefined,
      undefined,
    ])
  })
})

describe('a year', () => {
  const annual = indicator({ key: 'a', aggregation: 'last', targets: targets(noQuarters, 100) })

  test('an annual indicator is due in TW IV, and progress before has no capaian', () => {
    const { quarters: cells, againstYear, year } = assessIndicator(plan([annual]), annual, [report('a', 2, figure(40))], 2)
    expect(cells.map(({ due }) => due)).toEqual([false, false, false, true])
    expect(cells[1]).toMatchObject({ state: 'voluntary', capaian: { reason: 'no-target' } })
    expect([againstYear.capaian, year.state, year.capaian]).toEqual([
      { kind: 'undefined', reason: 'not-due' },
      'not-reported',
      { kind: 'undefined', reason: 'not-reported' },
    ])
  })
  test('the figure of the year also tells the quarter in which it is due', () => {
    const { quarters: cells } = assessIndicator(plan([annual]), annual, [report('a', 'year', figure(90))], 4)
    expect([cells[3].state, cells[3].shown?.toString()]).toEqual(['reported', '90'])
  })
  test('but not the last quarter of a sum', () => {
    const sum = indicator({ key: 's' })
    const { quarters: cells, year } = assessIndicator(plan([sum]), sum, [report('s', 'year', figure(90))], 4)
    expect([cells[3].state, year.from, year.missing]).toEqual(['not-reported', 'year-figure', []])
  })

  test('agreement, support and components: only the agreement is the headline, an objective is the mean of its own', () => {
    const all = [
      indicator({ key: 'a', objectiveKey: 'o', targets: targets(noQuarters, 10) }),
      indicator({ key: 'b', objectiveKey: 'o', targets: targets(noQuarters, 10) }),
      indicator({ key: 'c', standing: 'component', objectiveKey: 'o', targets: targets(noQuarters, 10) }),
      indicator({ key: 's', standing: 'support', level: 'program', targets: targets(noQuarters, 10) }),
      indicator({ key: 'n', targets: targets(noQuarters, 10) }),
    ]
    const documents = { ...plan(all), objectives: [{ key: 'o', level: 'sasaran', name: 'O' }] }
    const made = [
      report('a', 'year', figure(10)),
      report('b', 4, figure(12), { state: 'verified' }),
      report('c', 'year', figure(90)),
      report('s', 'year', figure(50), { onTime: false }),
    ]
    const { headline, objectives, reported: done, counts } = assessAgency(documents, made, 'year')
    expect([headline.shown?.toString(), headline.entered, headline.of, headline.notReported]).toEqual(['110', 2, 3, 1])
    expect([objectives[0]?.mean.shown?.toString(), objectives[0]?.mean.entered]).toEqual(['110', 2])
    expect(done).toEqual({ done: 2, due: 3, onTime: 2, unverified: 1 })
    expect(counts).toEqual([
      { label: 'Terlampaui', count: 1 },
      { label: 'Tercapai', count: 1 },
      { label: 'Belum tercapai', count: 0 },
    ])
  })

  test('efficiency counts over all rows that serve an indicator, and the agency whole', () => {
    const row = (key: string, ceiling: number, year: number): BudgetRow => ({
      key,
      level: 'kegiatan',
      name: key,
      ceiling: d(ceiling),
      realised: { quarters: [null, null, null, null], year: d(year) },
      previousYears: {},
    })
    const one = indicator({ key: 'a', supportedBy: ['x', 'y'], targets: targets(noQuarters, 100) })
    const { efficiency } = assessAgency(
      plan([one], {}, [row('x', 600, 300), row('y', 400, 300), row('z', 1000, 1000)]),
      [report('a', 'year', figure(120))],
      'year',
    )
    expect(efficiency.map(({ subject, shown }) => [subject, shown.toString()])).toEqual([
      ['a', '60'],
      ['agency', '40'],
    ])
  })

  test('a row that serves two indicators is counted once in the whole of the agency', () => {
    const row = (key: string, ceiling: number, year: number): BudgetRow => ({
      ...{ key, level: 'kegiatan', name: key, ceiling: d(ceiling), previousYears: {} },
      realised: { quarters: [null, null, null, null], year: d(year) },
    })
    const serves = (key: string, ...supportedBy: string[]) => indicator({ key, supportedBy, targets: targets(noQuarters, 100) })
    const { efficiency } = assessAgency(
      plan([serves('a', 'x', 'y'), serves('b', 'x')], { efficiency: 'pmk-22-2021' }, [row('x', 600, 300), row('y', 400, 300)]),
      [report('a', 'year', figure(100)), report('b', 'year', figure(80))],
      'year',
    )
    // (600 x 90% - 300 + 400 x 100% - 300) / 1000
    expect(efficiency.map(({ subject, shown }) => [subject, shown.toString()])).toEqual([
      ['a', '40'],
      ['b', '30'],
      ['agency', '34'],
    ])
  })

  test('a revised target counts against the year; comparisons use the Renstra', () => {
    const merit = indicator({
      key: 'm',
      aggregation: 'once',
      targets: targets([null, null, null, 319.53], 319.53),
      renstra: { targets: { 2024: target('304.53') } },
    })
    const { year, comparisons } = assessIndicator(plan([merit]), merit, [report('m', 4, figure(320))], 'year')
    expect([year.shown?.toString(), comparisons[0]?.ratio?.toFixed(0)]).toEqual(['100.15', '105'])
  })
})
