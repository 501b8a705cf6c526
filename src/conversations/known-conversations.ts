import type { Part } from '../message/message.ts'
import type { Texts } from '../text/texts.ts'
import { alertWords } from './alerts/alert-words.ts'
import { askAgain, summaryOf, take, takeUp } from './engine.ts'
import type { Conversation } from './engine.ts'
import { practice } from './people/practice.ts'
import { absence } from './remind/absence.ts'
import { report } from './report/report.ts'
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
