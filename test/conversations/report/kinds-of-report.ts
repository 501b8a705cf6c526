import { d } from '../../../src/domain/decimal.ts'
import type { Indicator } from '../../../src/domain/plan.ts'
import type { ReportingFacts } from '../../../src/domain/requests/requests.ts'
import { figure, indicator, plan, report as reported, targets } from '../../domain/a-plan.ts'

export const key = { indicatorId: 1, year: 2024, quarter: 3 } as const
const row: ReportingFacts['plan']['budget'][number] = {
  key: 'b1',
  code: '1',
  name: 'Penyediaan',
  level: 'subkegiatan',
  ceiling: d('4200000000'),
  realised: { quarters: [null, null, null, null] },
  previousYears: {},
}

/** What the report of an indicator must know; TW II is reported already. */
export const factsOf = (own: Partial<Indicator>, budget: ReportingFacts['plan']['budget'] = []): ReportingFacts => ({
  plan: { ...plan([indicator(own)]), budget },
  agencyId: 1,
  key,
  reported: [reported('i1', 2, figure(8))],
  today: '2024-10-04',
  opens: '2024-10-01',
  due: '2024-10-07',
  lock: '2024-10-21',
  phase: 'open',
  mayReport: true,
})

/** One of each kind of indicator, with all that its report must know. */
export const kinds: [string, ReportingFacts][] = [
  ['counted things with money', factsOf({ unit: 'Orang', decimals: 0, targets: targets([null, 20, 20, 10], 50) }, [row])],
  [
    'a percentage from parts',
    factsOf({ unit: 'Persen', basis: 'parts', targets: targets([null, null, null, null], 40), aggregation: 'once' }),
  ],
  [
    'a grade with evidence',
    factsOf({
      unit: 'Nilai',
      evidence: 'required',
      aggregation: 'once',
      targets: { quarters: [null, null, { kind: 'grade', letter: 'A', score: d('82.04') }, null], year: { kind: 'grade', letter: 'A' } },
    }),
  ],
  [
    'a composite',
    factsOf({
      unit: 'Persen',
      composite: {
        kind: 'formula',
        expression: 'a*80% + b*20%',
        inputs: [
          { key: 'a', name: 'Fisik', kind: 'number', unit: 'Persen', maximum: d(100) },
          { key: 'b', name: 'Paket', kind: 'ratio' },
        ],
      },
    }),
  ],
]
