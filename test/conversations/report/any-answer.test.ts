import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Need, Request } from '../../../src/domain/requests/requests.ts'
import { open, take } from '../../../src/conversations/engine.ts'
import { newDraft, ReportDraft } from '../../../src/conversations/report/draft.ts'
import { report } from '../../../src/conversations/report/report.ts'
import type { Said, Session, Turn } from '../../../src/conversations/session.ts'
import { drive, officerSetting, saidIn, sessionAfter } from '../drive.ts'
import { typed } from './any-words.ts'
import { key, kinds } from './kinds-of-report.ts'

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
