import type { Part } from '../message/message.ts'
import type { Texts } from '../text/texts.ts'
import { alertWords } from './alerts/alert-words.ts'
import { askAgain, summaryOf, take, takeUp } from './engine.ts'
import type { Conversation } from './engine.ts'
import { practice } from './people/practice.ts'
import { absence } from './remind/absence.ts'
import { report } from './report/report.ts'
import { line, message } from './say.ts'
import { both, says } from './session.ts'
import type { Said, Session, Setting, Turn } from './session.ts'
import { several } from './several.ts'
import type { Talk } from './talk.ts'
import { giveReason } from './verify/return-reason.ts'

/** A conversation with its types closed over: what can be done with a session of it. */
type Known = {
  take: (session: Session, said: Said, setting: Setting) => Talk<Turn>
  takeUp: (session: Session, setting: Setting, before?: Part[]) => Talk<Turn>
  askAgain: (session: Session, setting: Setting, before?: Part[]) => Talk<Turn>
  summary: (session: Session, texts: Texts) => string
}

const known = <Draft, Facts>(conversation: Conversation<Draft, Facts>): Known => ({
  take: (session, said, setting) => take(conversation, session, said, setting),
  takeUp: (session, setting, before) => takeUp(conversation, session, setting, before),
  askAgain: (session, setting, before) => askAgain(conversation, session, setting, before),
  summary: (session, texts) => summaryOf(conversation, session, texts),
})

const conversations: Record<string, Known> = {
  report: known(report),
  several: known(several),
  reason: known(giveReason),
  practice: known(practice),
  absence: known(absence),
  'alert-words': known(alertWords),
}

/** The conversation of a session. Throws where this program does not know its name. */
export function conversationOf(session: Session): Known {
  const found = conversations[session.name]
  if (!found) throw new Error(`no conversation ${session.name}`)
  return found
}

/** Ends a session that waits, with what was typed in it; what was saved stays. */
export function discard(session: Session, { texts }: Setting): Turn {
  const said = says(message([line(texts, 'talk.discarded', { what: conversationOf(session).summary(session, texts) })]))
  return both(said, { messages: [], sessions: [{ kind: 'end', id: session.id, status: 'discarded' }] })
}

/** “batal” where nothing runs: it means what was last put aside, if anything was. */
export function discardLast(setting: Setting): Turn {
  const [last] = setting.suspended
  return last ? discard(last, setting) : says(message([line(setting.texts, 'talk.nothing-to-cancel')]))
}
