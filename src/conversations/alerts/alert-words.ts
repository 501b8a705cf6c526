import { z } from 'zod'
import { atLeast } from '../../domain/leadership/alerts.ts'
import type { AlertSeen } from '../../domain/leadership/alerts.ts'
import { grouped } from '../../domain/grouped.ts'
import type { Conversation } from '../engine.ts'
import { finished } from '../engine.ts'
import { line, message, quote, spans } from '../say.ts'
import { both, says, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import type { Texts } from '../../text/texts.ts'
import { periodOf } from './alert-message.ts'
import { refreshAlerts } from './refresh.ts'

/** What is written about alerts: a note of whoever follows them up, or the officer's answer to leadership. */
const WordsDraft = z.object({
  alertIds: z.array(z.number().int()),
  what: z.enum(['note', 'answer']),
  text: z.string().optional(),
  skipped: z.boolean().optional(),
})
type WordsDraft = z.output<typeof WordsDraft>

/** Asks for a sentence or two, keeps them with the alerts, and writes them into every message that told these. */
export const alertWords: Conversation<WordsDraft, AlertSeen[]> = {
  name: 'alert-words',
  version: 1,
  draft: WordsDraft,
  steps: {
    words: {
      accepts: ['text'],
      ask: (draft, _alerts, texts) => ({
        parts: [line(texts, draft.what === 'note' ? 'alert.ask-note' : 'alert.ask-answer')],
        choices: [
          [
            draft.what === 'note'
              ? { id: 'skip', label: texts.plain('common.skip') }
              : { id: 'cancel', label: texts.plain('common.cancel') },
          ],
        ],
      }),
      read: (said, draft) =>
        said.kind === 'text' && said.text.trim() !== ''
          ? { kind: 'understood', draft: { ...draft, text: asKept(said.text) } }
          : { kind: 'refused', parts: [] },
      skip: (draft) => (draft.what === 'note' ? { ...draft, skipped: true } : undefined),
      help: (draft, _alerts, texts) => [line(texts, draft.what === 'note' ? 'alert.help-note' : 'alert.help-answer')],
    },
  },
  next: ({ text, skipped }) => (text !== undefined || skipped ? finished : 'words'),
  facts: function* (draft) {
    const alerts = yield* know({ ask: 'alerts', alertIds: draft.alertIds })
    return alerts.length > 0 ? alerts : undefined
  },
  finish: function* ({ alertIds, what, text }, _alerts, setting) {
    if (text === undefined) return { kind: 'ended', turn: says() }
    return { kind: 'ended', turn: yield* keep(alertIds, what, text, setting) }
  },
  summary: (draft, texts) => texts.plain(draft.what === 'note' ? 'alert.summary-note' : 'alert.summary-answer'),
}

/** The answer to a question of leadership, as a reply to it. */
export const answerQuestion = (setting: Setting, alertIds: number[], text: string): Talk<Turn> =>
  keep(alertIds, 'answer', asKept(text), setting)

/** As much as is kept. */
const asKept = (text: string): string => text.trim().slice(0, 1000)

function* keep(alertIds: number[], what: WordsDraft['what'], text: string, setting: Setting): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome =
    what === 'note' ? yield* have({ do: 'note-alerts', alertIds, note: text }) : yield* have({ do: 'answer-alerts', alertIds, text })
  if (outcome.kind === 'refused') return says(message([line(texts, outcome.why === 'gone' ? 'alert.gone' : 'talk.not-available')]))
  const refreshed = yield* refreshAlerts(outcome.alerts, setting)
  if (what === 'note') return both(says(message([line(texts, 'alert.note-kept')])), refreshed)
  // It arrives in the rooms that heard of what was asked about.
  const arrived = [...grouped(outcome.alerts, ({ agencyId }) => String(agencyId)).values()]
    .flatMap(([first, ...more]) => (first ? [{ first, all: [first, ...more] }] : []))
    .map(({ first, all }) => ({
      to: { roomsOver: first.agencyId, level: all.reduce((most, { level }) => (atLeast(level, most) ? level : most), first.level) },
      write: (theirs: Setting['texts']) =>
        message([line(theirs, 'alert.answer-arrived', { by: viewer.name, name: namesOf(outcome.alerts, theirs) }), quote(text)], {
          urgency: 'notice' as const,
        }),
    }))
  return both(both(says(message([spans(texts.plain('alert.answered'))])), tells(...arrived)), refreshed)
}

/** What was asked about: indicators by their names, an agency's own by the agency and the period. */
const namesOf = (alerts: readonly AlertSeen[], texts: Texts): string =>
  [...new Set(alerts.map((alert) => alert.facts.name ?? `${alert.agencyShortName} ${periodOf(alert, texts)}`))].join(', ')
