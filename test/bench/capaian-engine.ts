import { assessAgency } from '../../src/domain/assess/assess.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Figure } from '../../src/domain/figure.ts'
import { formulaIds } from '../../src/domain/formulas.ts'
import { aggregations } from '../../src/domain/plan.ts'
import type { Indicator, Plan, Reported } from '../../src/domain/plan.ts'
import { figure, indicator, parts, plan, report, target, targets } from '../domain/a-plan.ts'
import { cpuOf, median } from './measure.ts'
import { atMost, shown } from './row.ts'
import type { Row } from './row.ts'

const size = { agencies: 45, indicators: 100, quarters: [1, 2, 3, 4] as const }

/** An indicator of each formula and aggregation in turn, compared with earlier years and the Renstra as agencies do. */
function anIndicator(at: number): Indicator {
  const formula = formulaIds[at % formulaIds.length] ?? 'maximise'
  return indicator({
    key: `i${at}`,
    standing: at % 4 === 0 ? 'agreement' : 'support',
    level: at % 4 === 0 ? 'sasaran' : 'subkegiatan',
    formula,
    aggregation: aggregations[at % aggregations.length] ?? 'sum',
    ...(formula === 'minimise-baseline' && { baseline: d(130) }),
    targets: targets([20 + at / 10, 40, 60, 80], 80 + at / 10),
    previousYears: { 2022: figure('71.25'), 2023: figure('76.5') },
    renstra: { targets: { 2024: target('80.5') }, end: { year: 2026, target: target(90) } },
    objectiveKey: `o${at % 10}`,
    moneyOf: `b${at % 40}`,
    position: at,
  })
}

/** A value as people report it: with decimals, and one in five as two numbers. */
const aFigure = (at: number, quarter: number): Figure =>
  at % 5 === 0 ? parts(17 * quarter + at, 121 + at) : figure(`${18 + quarter * 17}.${(at * 37 + quarter) % 100}`)

function anAgency(): { plan: Plan; reported: Reported[] } {
  const indicators = Array.from({ length: size.indicators }, (_, at) => anIndicator(at))
  const budget = Array.from({ length: 40 }, (_, at): Plan['budget'][number] => ({
    key: `b${at}`,
    ...(at > 0 && { parentKey: `b${Math.floor((at - 1) / 4)}` }),
    level: at === 0 ? 'program' : 'subkegiatan',
    name: `Baris ${at}`,
    ceiling: d(250_000_000 + at * 12_345),
    realised: { quarters: [null, null, null, null] },
    previousYears: {},
  }))
  const own = plan(indicators, {}, budget)
  const objectives = Array.from({ length: 10 }, (_, at) => ({ key: `o${at}`, level: 'sasaran', name: `Sasaran ${at}` }))
  const reported = indicators.flatMap((one, at) =>
    size.quarters.map((quarter) =>
      report(one.key, quarter, aFigure(at, quarter), { money: { kind: 'rupiah', value: d(41_000_000 + at * 977) } }),
    ),
  )
  return { plan: { ...own, objectives }, reported }
}

/** A government's year: every indicator has its four quarters, to date and the year computed, with ratings, means, budget and efficiency. */
export async function capaianEngine(): Promise<Row[]> {
  const agencies = Array.from({ length: size.agencies }, anAgency)
  const government = (asked: 1 | 2 | 3 | 4 | 'year') =>
    agencies.map((agency) => assessAgency(agency.plan, agency.reported, asked).headline.value?.toFixed())
  const times: number[] = []
  for (let round = 0; round < 15; round += 1) times.push(await cpuOf(() => government('year')))
  const each = await cpuOf(() => size.quarters.map(government))
  return [
    atMost('Capaian engine: 45 agencies x 100 indicators x 4 quarters and the year', median(times.slice(3)), 300, 'ms of CPU'),
    shown('the same, the first time in a process', times[0] ?? NaN, 'ms of CPU'),
    shown('the same asked once for each quarter, one after another', each, 'ms of CPU'),
  ]
}
