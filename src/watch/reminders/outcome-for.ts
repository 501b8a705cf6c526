import type { PlainDate } from '../../calendar/dates.ts'
import type { OpenReport } from '../../store/reports/open-reports.ts'
import type { RemindedPerson, ReminderDone, ReminderKind } from '../../store/calendar/reminders.ts'
import type { Phrases } from './phrases.ts'
import { reminderMessage } from './reminder-message.ts'

const byCalendar: readonly ReminderKind[] = ['due', 'late', 'unpublished']

/**
 * What becomes of a person's reminders: nothing where all is in by now; silence while they asked for it (never on the last day, nor on the last before the lock) and where
 * the calendar has spoken today already; else one message, to who stands in where the person is on leave.
 */
export function outcomeFor(
  person: RemindedPerson,
  open: readonly OpenReport[],
  { today, now }: { today: PlainDate; now: Date },
  tongues: Record<'id' | 'en', Phrases>,
): ReminderDone {
  const { reminders, address, absence, snoozedUntil, toldToday } = person
  const ids = reminders.map(({ id }) => id)
  const kinds = new Set(reminders.map(({ kind }) => kind))
  const scheduled = reminders.every(({ kind }) => byCalendar.includes(kind))
  // What is not yet published is asked about on its own day only; it is not a debt.
  const asked = kinds.has('unpublished') || kinds.has('snoozed') ? open : open.filter(({ state }) => state !== 'unpublished')
  const key = reminders[0]?.key
  if (asked.length === 0 || key === undefined) return { ids, outcome: 'nothing-due' }
  if (scheduled && toldToday) return { ids, outcome: 'told-today' }
  const lastDay = asked.some(({ due, lock }) => due === today || lock === today)
  if (scheduled && snoozedUntil && new Date(snoozedUntil) > now && !lastDay) return { ids, outcome: 'snoozed' }
  const delegate = absence?.delegate ?? undefined
  const to = delegate ?? address
  if (!to) return { ids, outcome: 'unreachable' }
  const say = tongues[to.locale === 'en' ? 'en' : 'id']
  const body = reminderMessage(asked, today, say, {
    ...(delegate && absence && { absent: { name: person.name, until: absence.until } }),
    ...(kinds.has('nudged') && { nudged: true }),
  })
  return {
    ids,
    outcome: delegate ? 'to-delegate' : 'said',
    letter: { key, chatKey: to.chatKey, personId: to.personId, body, urgency: body.urgency, topic: `tasks:${to.personId}` },
  }
}
