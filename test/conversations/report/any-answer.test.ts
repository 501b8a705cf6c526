import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import type { Indicator } from '../../../src/domain/plan.ts'
import type { Need, ReportingFacts, Request } from '../../../src/domain/requests.ts'
import { open, take } from '../../../src/conversations/engine.ts'
import { newDraft, ReportDraft } from '../../../src/conversations/report/draft.ts'
import { report } from '../../../src/conversations/report/report.ts'
import type { Said, Session, Turn } from '../../../src/conversations/session.ts'
import { figure, indicator, plan, report as reported, targets } from '../../domain/a-plan.ts'
import { drive, officerSetting, saidIn, sessionAfter } from '../drive.ts'

const key = { indicatorId: 1, year: 2024, quarter: 3 } as const
const row: ReportingFacts['plan']['budget'][number] = {
  key: 'b1',
  code: '1',
  name: 'Penyediaan',
  level: 'subkegiatan',
  ceiling: d('4200000000'),
  realised: { quarters: [null, null, null, null] },
  previousYears: {},
}

const factsOf = (own: Partial<Indicator>, budget: ReportingFacts['plan']['budget'] = []): ReportingFacts => ({
  plan: { ...plan([indicator(own)]), budget },
  agencyId: 1,
  key,
  reported: [reported('i1', 2, figure(8))],
  today: '2024-10-04',
  due: '2024-10-07',
  lock: '2024-10-21',
  phase: 'open',
  mayReport: true,
})

const kinds: [string, ReportingFacts][] = [
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

const typed = fc.oneof(
  fc.constantFrom(
    ...[
      '20',
      '105',
      '1.250',
      '81,o2',
      '-',
      'A',
      'A (82,04)',
      '60/121',
      '60 dari 0',
      'belum rilis',
      'sementara 5',
      'nihil',
      '20; 57,5%',
      'Rp 1,2 M',
    ],
    ...[
      'ya',
      'lewati',
      'kembali',
      'bantuan',
      '99999999999999999999',
      '1e9',
      '–5',
      '١٢',
      '0',
      '12 dokumen',
      'https://contoh.go.id/bukti',
      '',
      '   ',
    ],
  ),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.string({ maxLength: 12, unit: fc.constantFrom(...'0123456789.,/%-() RpMA') }),
)
const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 4, arbitrary: typed.map((text): Said => ({ kind: 'text', text })) },
  { weight: 3, arbitrary: fc.nat({ max: 9 }).map((at): Said => ({ kind: 'choice', id: `press-${at}` })) },
  {
    weight: 1,
    arbitrary: fc.record({ caption: fc.option(typed, { nil: undefined }) }).map(({ caption }): Said => ({
      kind: 'files',
      files: [{ ref: 'stored:1', name: 'bukti.pdf' }],
      ...(caption !== undefined && { caption }),
    })),
  },
)

/** A press on one of the buttons that the turn offers; any choice where it offers none. */
const pressed = (wanted: Said, turn: Turn): Said => {
  const at = wanted.kind === 'choice' ? /^press-(\d)$/.exec(wanted.id)?.[1] : undefined
  if (at === undefined) return wanted
  const choices = turn.messages
    .flatMap(({ buttons }) => buttons?.flat() ?? [])
    .flatMap(({ action }) => (action.kind === 'choice' ? [action.id] : []))
  return { kind: 'choice', id: choices[Number(at) % Math.max(1, choices.length)] ?? 'nothing' }
}

describe.each(kinds)('the report of %s', (_, facts) => {
  const house = (asked: Need | Request): unknown => {
    if ('do' in asked) return { kind: 'refused', why: 'gone' }
    return asked.ask === 'reporting' ? facts : { items: [], today: facts.today, running: { year: 2024, quarter: 3 }, unseen: 0 }
  }

  test('answers whatever is said at whatever step, and its draft can always be taken up', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), fc.constantFrom('id' as const, 'en' as const), (answers, locale) => {
        let turn = drive(open(report, newDraft(key, 'Diklat', 0), officerSetting({}, locale)), house)
        for (const answer of answers) {
          expect(saidIn(turn).trim()).not.toBe('')
          const session: Session | undefined = sessionAfter(turn, 1)
          if (!session) return
          expect(Object.keys(report.steps)).toContain(session.step)
          expect(ReportDraft.safeParse((session.state as { now: unknown }).now).success).toBe(true)
          turn = drive(take(report, session, pressed(answer, turn), officerSetting({ active: session }, locale)), house)
        }
        expect(saidIn(turn).trim()).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })
})
