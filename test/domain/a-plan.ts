import { d } from '../../src/domain/decimal.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import { knownScales } from '../../src/domain/rating/known-scales.ts'
import type { AgencyRules, BudgetRow, Indicator, Plan, Reported } from '../../src/domain/plan.ts'

/** Rules of an agency that rounds to two decimals and changes nothing. */
export const plainRules: AgencyRules = {
  decimals: 2,
  causeBelow: d(80),
  causeAbove: d(120),
  floorAtZero: false,
  ratingOn: 'shown',
  meanOf: 'unrounded',
  efficiency: 'difference',
  renstraComparison: 'ratio',
  capaianScale: 'three-words',
}

export const target = (value: string | number): Target => ({ kind: 'number', value: d(value) })
export const figure = (value: string | number): Figure => ({ kind: 'number', value: d(value) })
/** Parts of a whole; the value is their quotient. */
export const parts = (numerator: number, denominator: number): Figure => ({
  kind: 'number',
  value: d(numerator).times(100).div(denominator),
  parts: { numerator: d(numerator), denominator: d(denominator) },
})

type Cells = [number | null, number | null, number | null, number | null]
export const noQuarters: Cells = [null, null, null, null]

/** Targets as numbers, in the order TW I to IV, year. */
export const targets = (quarters: Cells, year: number | null): Indicator['targets'] => {
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? null : target(value))
  return { quarters: [cell(quarters[0]), cell(quarters[1]), cell(quarters[2]), cell(quarters[3])], year: cell(year) }
}

export const indicator = (own: Partial<Indicator> = {}): Indicator => ({
  key: 'i1',
  name: 'Jumlah dokumen',
  shortName: 'Dokumen',
  level: 'sasaran',
  standing: 'agreement',
  unit: 'Dokumen',
  decimals: 2,
  formula: 'maximise',
  basis: 'shown',
  aggregation: 'sum',
  evidence: 'optional',
  targets: targets([25, 25, 25, 25], 100),
  previousYears: {},
  renstra: { targets: {} },
  comparisons: [],
  position: 0,
  ...own,
})

export const plan = (indicators: Indicator[], own: Partial<AgencyRules> = {}, budget: BudgetRow[] = []): Plan => ({
  agency: {
    key: 'agency',
    name: 'Badan Contoh',
    shortName: 'CONTOH',
    governmentName: 'Kota Contoh',
    rules: { ...plainRules, ...own },
    scales: [...knownScales],
  },
  year: 2024,
  objectives: [],
  indicators,
  budget,
})

export const report = (indicatorKey: string, quarter: Reported['quarter'], value: Figure, own: Partial<Reported> = {}): Reported => ({
  indicatorKey,
  quarter,
  figure: value,
  state: 'submitted',
  evidence: 0,
  at: '2024-10-03T01:00:00Z',
  by: 'Kepala Bagian Umum',
  onTime: true,
  version: 1,
  ...own,
})
