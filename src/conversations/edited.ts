import { writeTyped } from '../text/write-figure.ts'
import { within } from '../text/within.ts'
import type { ReportingFacts } from '../domain/requests/requests.ts'
import { readWordedQuestion } from './ask/question-in-words.ts'
import { withoutItsName } from './answer-by-name.ts'
import { draftOf } from './engine.ts'
import { conversationOf } from './known-conversations.ts'
import { newDraft } from './report/draft.ts'
import { takeValue } from './report/read-value.ts'
import { refusedSave } from './report/refused-save.ts'
import { openReport, report } from './report/report.ts'
import { aboutReport, cardName, indicatorOf, periodOf } from './report/subject.ts'
import { line, message } from './say.ts'
import { button, nothing, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { hasHeard } from './state.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'

/**
 * What an edit of an old message comes to. It corrects what that message said for as long as this is not saved, and is never the answer to
 * whatever is asked now. Nothing where it goes the way of every text: its conversation is the running one, or it is no answer to any.
 */
export function* edited(given: string, id: string, setting: Setting): Talk<Turn | undefined> {
  const { active, suspended, texts, chat } = setting
  if (active && hasHeard(active, id)) return undefined
  const waiting = suspended.find((session) => hasHeard(session, id))
  const over = waiting ? undefined : yield* know({ ask: 'over-with', message: id })
  const key = waiting ? draftOf(report, waiting)?.key : over?.report
  const text = key ? yield* withoutItsName(given, key, texts) : given
  if (waiting) return yield* conversationOf(waiting).take(waiting, { kind: 'text', text }, setting)
  if (over?.report) {
    const facts = yield* know({ ask: 'reporting', ...over.report })
    // It was cancelled, or left without being saved: what was meant is plain.
    if (facts && !facts.latest) return yield* openReport(setting, over.report, { text })
    if (facts?.latest) return savedAlready(text, id, facts, facts.latest, setting)
  }
  const open = active !== undefined || suspended.length > 0
  if (!over && (!open || readWordedQuestion(text)?.asks)) return undefined
  return chat.kind === 'private' || over ? says(message([line(texts, 'talk.edited-late'), ...stillAsked(setting)])) : nothing
}

/** The report stands as it is; the correction is one tap away, where there is one. */
function savedAlready(
  text: string,
  id: string,
  facts: ReportingFacts,
  latest: NonNullable<ReportingFacts['latest']>,
  setting: Setting,
): Turn {
  const { texts } = setting
  const name = cardName(facts)
  const value = writeTyped(latest.figure, indicatorOf(facts), texts)
  const said = line(texts, 'report.edited-saved', { name, period: periodOf(facts.key, texts), value })
  const refused = refusedSave(facts, texts)
  if (refused) return says({ ...refused, parts: [said, ...refused.parts, ...stillAsked(setting)] })
  const readable = takeValue(text, newDraft(facts.key, name, latest.number), facts, texts).kind === 'understood'
  const offer = readable ? [line(texts, 'report.edited-offer', { text: within(text.trim(), 80) })] : []
  const correct = button(texts.plain('report.correct'), { kind: 'report', ...facts.key, ...(readable && { text }), message: id })
  return says(message([said, ...offer, ...stillAsked(setting)], { buttons: [[correct]], about: aboutReport(facts) }))
}

/** What is asked now waits on. */
const stillAsked = ({ active, texts }: Setting) =>
  active ? [line(texts, 'talk.still-open', { what: conversationOf(active).summary(active, texts) })] : []
