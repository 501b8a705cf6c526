import { writeMoment } from '../text/write-date.ts'
import { conversationOf } from './known-conversations.ts'
import { line, message } from './say.ts'
import { nothing } from './session.ts'
import type { Session, Setting, Turn } from './session.ts'
import type { Talk } from './talk.ts'

/** A conversation was left lying: its question is asked again, or it is closed with what was typed in the notice. Nothing saved is touched. */
export function* wake(setting: Setting, id: number, what: 'ask-again' | 'close'): Talk<Turn> {
  const { texts } = setting
  const session = [setting.active, ...setting.suspended].find((s) => s?.id === id)
  if (!session) return nothing
  const conversation = conversationOf(session)
  if (what === 'close') {
    const said = isReport(session) ? 'talk.expired' : 'talk.expired-other'
    const notice = message([line(texts, said, { what: conversation.summary(session, texts) })], { urgency: 'notice' })
    return { messages: [notice], sessions: [{ kind: 'end', id, status: 'expired' }] }
  }
  if (session.status !== 'active') return nothing
  const again = yield* conversation.askAgain(session, setting, [
    line(texts, isReport(session) ? 'talk.ask-again' : 'talk.ask-again-other', {
      since: writeMoment(session.openedAt, setting.viewer.zone, texts),
    }),
  ])
  // Only the question comes again: the time until it is closed runs on.
  return {
    ...again,
    sessions: again.sessions.filter((change) => change.kind === 'end'),
    messages: again.messages.map((letter) => ({ ...letter, urgency: 'notice' as const })),
  }
}

/** Whether it is a report, which is begun again by /lapor; a note of leave or a reason is not. */
const isReport = ({ name }: Session): boolean => name === 'report' || name === 'several'
