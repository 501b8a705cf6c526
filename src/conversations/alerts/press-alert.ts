import { addDays, instantAt } from '../../calendar/dates.ts'
import { endOf, quarterOf } from '../../calendar/periods.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { AlertSeen } from '../../domain/leadership/alerts.ts'
import type { Action } from '../../message/action.ts'
import { writeMoment } from '../../text/write-date.ts'
import { open } from '../engine.ts'
import { maySayHere } from '../in-room.ts'
import { line, message } from '../say.ts'
import { both, button, onceButton, says, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { alertItems } from './alert-items.ts'
import { alertMessage, periodOf } from './alert-message.ts'
import { alertWords } from './alert-words.ts'
import { refreshAlerts } from './refresh.ts'

type AlertAction = Extract<Action, { kind: 'alert' }>

/** A tap on a button of an alert: shown in full, taken, asked about, muted, answered. */
export function* pressAlert(setting: Setting, { alertIds, what, until }: AlertAction): Talk<Turn> {
  switch (what) {
    case 'show':
      return yield* show(setting, alertIds)
    case 'take':
      return yield* take(setting, alertIds)
    case 'ask':
      return yield* ask(setting, alertIds)
    case 'mute':
      return until === undefined ? askUntil(setting, alertIds) : yield* mute(setting, alertIds, until)
    case 'answer':
      return yield* open(alertWords, { alertIds, what: 'answer' }, setting)
  }
}

/** A room learns only of its own agencies. */
const ofThisRoom = (alerts: readonly AlertSeen[], setting: Setting): AlertSeen[] =>
  alerts.filter(({ agencyId }) => maySayHere(setting, agencyId))

function* show(setting: Setting, alertIds: number[]): Talk<Turn> {
  const alerts = ofThisRoom(yield* know({ ask: 'alerts', alertIds }), setting)
  if (alerts.length === 0) return gone(setting)
  return says({ ...alertMessage(alerts, setting.viewer.zone, setting.texts), urgency: 'answer' })
}

function* take(setting: Setting, alertIds: number[]): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome = yield* have({ do: 'take-alerts', alertIds })
  if (outcome.kind === 'refused') return refused(outcome.why, setting)
  const { alerts, free } = outcome
  if (free.length === 0) {
    const taken = alerts.find((alert) => alert.taken)?.taken
    const said = { by: taken?.by ?? '', at: taken ? writeMoment(taken.at, viewer.zone, texts) : '' }
    return says(message([line(texts, 'alert.taken-before', said)]))
  }
  const refreshed = both(inPlace(alerts, setting), yield* refreshAlerts(alerts, setting))
  return both(refreshed, yield* open(alertWords, { alertIds: free, what: 'note' }, setting))
}

function* ask(setting: Setting, alertIds: number[]): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome = yield* have({ do: 'ask-about-alerts', alertIds })
  if (outcome.kind === 'refused') return refused(outcome.why, setting)
  if (outcome.before) return says(message([line(texts, 'alert.asked-before')]))
  if (outcome.of.length === 0) return says(message([line(texts, 'alert.asked-nobody')]))
  const who = outcome.of.map(({ name }) => name).join(', ')
  const questions = outcome.of.flatMap(({ personId, alerts }) =>
    alertItems(alerts).map((item) => ({
      to: { personId },
      write: (theirs: Setting['texts']) => {
        const [first] = item.alerts
        // Who asks stands in the heading.
        const { parts } = alertMessage(
          item.alerts.map(({ asked: _, ...alert }) => alert),
          viewer.zone,
          theirs,
        )
        const head = line(theirs, 'alert.question', { by: viewer.name, agency: first.agencyShortName, period: periodOf(first, theirs) })
        return message([head, ...parts.slice(1), line(theirs, 'alert.question-hint')], {
          buttons: [[button(theirs.plain('alert.button.answer'), { kind: 'alert', alertIds: item.ids, what: 'answer' }, 'primary')]],
          about: { kind: 'question', alertIds: item.ids },
          urgency: 'notice' as const,
        })
      },
    })),
  )
  const refreshed = both(inPlace(outcome.alerts, setting), yield* refreshAlerts(outcome.alerts, setting))
  return both(both(says(message([line(texts, 'alert.asked-now', { who })])), tells(...questions)), refreshed)
}

/** Until when: tomorrow morning, a week, the end of the quarter. */
function askUntil({ texts, viewer, today }: Setting, alertIds: number[]): Turn {
  const morning = (date: string) => instantAt(date, '07:30', zoneOf(viewer.zone)).toISOString()
  const choice = (key: 'day' | 'week' | 'quarter', date: string) =>
    onceButton(texts.plain(`alert.mute.${key}`), { kind: 'alert', alertIds, what: 'mute', until: morning(date) })
  const quarter = addDays(endOf(quarterOf(today)), 1)
  return says(
    message([line(texts, 'alert.mute.ask')], {
      buttons: [[choice('day', addDays(today, 1)), choice('week', addDays(today, 7)), choice('quarter', quarter)]],
    }),
  )
}

function* mute(setting: Setting, alertIds: number[], until: string): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome = yield* have({ do: 'mute-alerts', alertIds, until })
  if (outcome.kind === 'refused') return refused(outcome.why, setting)
  const said = says(message([line(texts, 'alert.mute.done', { until: writeMoment(until, viewer.zone, texts) })]))
  return both(said, yield* refreshAlerts(outcome.alerts, setting))
}

/** The card that was pressed, where it is not the message that told the alerts: that one is written anew by its topic. */
const inPlace = (alerts: AlertSeen[], { pressed, texts, viewer }: Setting): Turn =>
  pressed && alerts.every(({ batch }) => batch === '')
    ? says({ ...alertMessage(alerts, viewer.zone, texts), replaces: pressed.outboxId })
    : { messages: [], sessions: [] }

const gone = ({ texts }: Setting): Turn => says(message([line(texts, 'alert.gone')]))
const refused = (why: 'gone' | 'not-yours', setting: Setting): Turn =>
  why === 'gone' ? gone(setting) : says(message([line(setting.texts, 'talk.not-available')]))
