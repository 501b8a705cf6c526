import { expect, test } from 'vitest'
import { open } from '../../src/conversations/engine.ts'
import { newDraft } from '../../src/conversations/report/draft.ts'
import { report } from '../../src/conversations/report/report.ts'
import { converse } from '../../src/conversations/router.ts'
import type { Need, ReportingFacts, Request } from '../../src/domain/requests/requests.ts'
import { targets } from '../domain/a-plan.ts'
import { drive, officerSetting, saidIn, sessionAfter } from './drive.ts'
import { factsOf } from './report/kinds-of-report.ts'

/** What is answered where the report of an indicator waits for its value, with a list of tasks shown before. */
function answerTo(text: string, facts: ReportingFacts): string {
  const house = (asked: Need | Request): unknown => {
    const what = 'ask' in asked ? asked.ask : asked.do
    if (what === 'reporting') return facts
    if (what === 'last-task-list') return [1, 2].map((indicatorId) => ({ ...facts.key, indicatorId }))
    if (what === 'tasks') return { items: [], today: facts.today, running: { year: 2024, quarter: 3 }, unseen: 0 }
    throw new Error(what)
  }
  const active = sessionAfter(drive(open(report, newDraft(facts.key, 'Indikator', 0), officerSetting()), house), 1)
  if (!active) throw new Error('the report has ended')
  const setting = officerSetting({ active, freshId: 2 })
  const incoming = { id: '1', chat: setting.chat, person: { channel: 'local' as const, id: 'officer' }, at: setting.now }
  return saidIn(drive(converse({ ...incoming, body: { kind: 'text', text } }, setting), house))
}

const asked = (unit: string) => factsOf({ unit, decimals: 0, aggregation: 'last', targets: targets([3, 3, 3, 3], 3) })

test('2:30 is a time where hours are asked, and the second of a list elsewhere', () => {
  expect(answerTo('2:30', asked('Jam'))).toContain('2,5 dari target 3 jam')
  expect(answerTo('2: 2', asked('Jam'))).not.toContain('2,2')
  expect(answerTo('2:30', asked('Hari'))).toContain('30 dari target 3 hari')
})
