import { describe, expect, test } from 'vitest'
import { summaryLines } from '../../src/conversations/ask/lines/summary-lines.ts'
import { openSeveral } from '../../src/conversations/several.ts'
import { alertSubject } from '../../src/conversations/alerts/alert-reason.ts'
import { extremeLines } from '../../src/conversations/digest/digest-lines.ts'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import type { FormulaId } from '../../src/domain/formulas.ts'
import type { AlertSeen } from '../../src/domain/leadership/alerts.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import type { ReportingFacts } from '../../src/domain/requests/requests.ts'
import type { Part } from '../../src/message/message.ts'
import { heatMapOf } from '../../src/pictures/heat-map.ts'
import { createTexts } from '../../src/text/texts.ts'
import { contextOf } from '../../src/watch/alerts/context.ts'
import { findAlerts } from '../../src/watch/alerts/find-alerts.ts'
import { rulesInForce } from '../../src/watch/alerts/rules.ts'
import { figure, indicator, plan, report, target } from '../domain/a-plan.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const texts = createTexts('id')
const grade = (letter: 'A' | 'B'): Figure & Target => ({ kind: 'grade', letter })
const inQuarter = (wanted: Target) => ({ quarters: [null, null, wanted, null] as [null, null, Target, null], year: wanted })

/** Sentinel events against a target of none, waiting time on its target, and a grade. */
const hospital = (formula: FormulaId) =>
  plan([
    indicator({ key: 'wait', shortName: 'Waktu tunggu', unit: 'menit', targets: inQuarter(target(60)), aggregation: 'last' }),
    indicator({
      ...{ key: 'sentinel', shortName: 'Kejadian sentinel', unit: 'kejadian', decimals: 0, formula },
      ...{ targets: inQuarter(target(0)), position: 1, aggregation: 'last' },
    }),
    indicator({ key: 'akip', shortName: 'Nilai AKIP', unit: 'Nilai', targets: inQuarter(grade('A')), position: 2, aggregation: 'last' }),
  ])
const reports = (events: number, letter: 'A' | 'B' = 'A') => [
  report('wait', 3, figure(60)),
  report('sentinel', 3, figure(events)),
  report('akip', 3, grade(letter)),
]
const plain = (parts: readonly Part[]) => parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join('')))
const assessed = (events: number, formula: FormulaId = 'minimise-mirror', letter: 'A' | 'B' = 'A') =>
  assessAgency(hospital(formula), reports(events, letter), 3)
const summary = (...asked: Parameters<typeof assessed>) =>
  plain(
    summaryLines(
      {
        ...{ agency: { id: 1, key: 'rsud', name: 'RSUD', shortName: 'RSUD', governmentName: 'Kota Contoh' }, year: 2024, quarter: 3 },
        ...{ assessment: assessed(...asked), ids: {}, versions: {}, mine: true },
      },
      texts,
    ),
  )

describe('two events against a target of none', () => {
  test('stand first in what the head looks at, counted among what is below target, with the reason', () => {
    const lines = summary(2)
    expect(lines[1]).toBe('▲ di atas target: 0 · = sesuai target: 2 · ▼ di bawah target: 1')
    expect(lines[3]).toBe('Kejadian sentinel 2 kejadian, target 0 kejadian: ▼ target 0 tidak tercapai')
  })
  test('are told to the rooms and in the digest, as a grade below its target is', () => {
    const found = findAlerts(contextOf(hospital('minimise-mirror'), reports(2, 'B'), 3, []), rulesInForce({}))
    const subjects = found.map((state) =>
      alertSubject({ ...state, id: 1, agencyId: 1, agencyShortName: 'RSUD', batch: '', openedAt: '' } satisfies AlertSeen, texts)
        .map(({ text }) => text)
        .join(''),
    )
    expect(subjects).toEqual([
      'Kejadian sentinel: 2 kejadian, target 0 kejadian, tidak tercapai',
      'Nilai AKIP: B, target A, di bawah target',
    ])
    const digest = { assessment: assessed(2), quarter: 3 } as Parameters<typeof extremeLines>[0]
    expect(plain(extremeLines(digest, texts))).toEqual(['Perlu perhatian: Kejadian sentinel 2, target 0 kejadian'])
  })
  test('have a cell of their own in the heat map, and so has a grade below its target', () => {
    const cells = heatMapOf(assessed(2, 'minimise-mirror', 'B'), 3, texts, '').rows.map(({ label, cells }) => [label, cells[2]])
    expect(cells).toEqual([
      ['Kejadian sentinel', { kind: 'value', shown: '2 / 0', tone: 'poor' }],
      ['Nilai AKIP', { kind: 'value', shown: 'B / A', tone: 'poor' }],
      ['Waktu tunggu', { kind: 'value', shown: '100,00%', tone: 'good' }],
    ])
  })
  test('are not saved with a list as what is fine: the list says why, and one by one the cause is asked', () => {
    const key = (indicatorId: number) => ({ indicatorId, year: 2024, quarter: 3 }) as const
    const keys = ['wait', 'sentinel', 'akip'] as const
    const facts = (of: number): ReportingFacts => ({
      ...{ plan: { ...hospital('minimise-mirror') }, agencyId: 1, key: key(of), reported: [], today: '2024-10-04' },
      ...{ opens: '2024-10-01', due: '2024-10-07', lock: '2024-10-21', phase: 'open', mayReport: true },
    })
    const turn = drive(
      openSeveral(
        officerSetting(),
        [
          { number: 1, text: '60' },
          { number: 2, text: '2' },
          { number: 3, text: 'B' },
        ],
        [key(1), key(2), key(3)],
      ),
      (asked) => {
        if (!('ask' in asked) || asked.ask !== 'reporting') throw new Error('not asked here')
        const known = facts(asked.indicatorId)
        const own = known.plan.indicators.filter(({ key: name }) => name === keys[asked.indicatorId - 1])
        return { ...known, plan: { ...known.plan, indicators: own } }
      },
    )
    expect(saidIn(turn).split('\n').slice(1)).toEqual([
      '1. Waktu tunggu: 60 dari 60 menit = 100,00%',
      '2. Kejadian sentinel: “2” perlu dilihat dulu (target 0 tidak tercapai, tanpa capaian)',
      '3. Nilai AKIP: “B” perlu dilihat dulu (di bawah target, tanpa capaian)',
      '2 perlu dilihat satu per satu.',
    ])
  })
})

test('none against none is on target, and where more is better a target of none is never missed', () => {
  expect(summary(0)[1]).toBe('▲ di atas target: 0 · = sesuai target: 3 · ▼ di bawah target: 0')
  expect(summary(2, 'stabilise')[1]).toContain('di bawah target: 1')
  expect(summary(2, 'maximise').join('\n')).toContain('di bawah target: 0')
  expect(findAlerts(contextOf(hospital('maximise'), reports(2), 3, []), rulesInForce({}))).toEqual([])
})
