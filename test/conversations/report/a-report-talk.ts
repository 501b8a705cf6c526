import type { Figure } from '../../../src/domain/figure.ts'
import type { Need, ReportingFacts, Request } from '../../../src/domain/requests/requests.ts'
import { open, take } from '../../../src/conversations/engine.ts'
import { newDraft } from '../../../src/conversations/report/draft.ts'
import { report } from '../../../src/conversations/report/report.ts'
import type { Said, Turn } from '../../../src/conversations/session.ts'
import { drive, officerSetting, saidIn, sessionAfter } from '../drive.ts'

/** The report of one indicator as an officer talks it through: what is said, the labels of its buttons, and what would be saved. */
export function reportTalk(facts: ReportingFacts, locale: 'id' | 'en' = 'id') {
  const saved: Figure[] = []
  const house = (asked: Need | Request): unknown => {
    if ('do' in asked) {
      if (asked.do === 'submit-report') saved.push(asked.figure)
      return { kind: 'refused', why: 'gone' }
    }
    return asked.ask === 'reporting' ? facts : { items: [], today: facts.today, running: { year: 2024, quarter: 3 }, unseen: 0 }
  }
  let turn: Turn = drive(open(report, newDraft(facts.key, 'Indikator', 0), officerSetting({}, locale)), house)
  const buttons = () => turn.messages.flatMap((message) => message.buttons?.flat() ?? [])
  const answer = (said: Said): string => {
    const session = sessionAfter(turn, 1)
    if (!session) throw new Error(`the report has ended:\n${saidIn(turn)}`)
    turn = drive(take(report, session, said, officerSetting({ active: session }, locale)), house)
    return saidIn(turn)
  }
  return {
    saved,
    asked: () => saidIn(turn),
    labels: () => buttons().map(({ label }) => label),
    say: (text: string) => answer({ kind: 'text', text }),
    press: (label: string) => {
      const action = buttons().find((button) => button.label === label)?.action
      if (action?.kind !== 'choice') throw new Error(`no button ${label}`)
      return answer({ kind: 'choice', id: action.id })
    },
  }
}
