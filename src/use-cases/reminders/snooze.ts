import { addDays, dateOf, instantAt, weekday } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { nextWorkingMoment, officeHours } from '../../calendar/working-hours.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import type { ReminderOutcomes, SnoozeUntil } from '../../domain/requests/reminder-requests.ts'
import { setSnooze } from '../../store/people/snoozes.ts'
import { statements } from '../../store/database/statements.ts'
import type { Asking } from '../asking.ts'
import { tasksOf } from '../report/answer-tasks.ts'

/** On the last day nobody sleeps longer than this: half an hour before the offices close. */
const lastCall = '15:30'
const twoHours = 7_200_000

/**
 * The moment at which somebody is reminded again: in office hours, and never past a due date unseen. `due` is the earliest that has not
 * passed, of what is late the last day before it is locked; on that day only hours are left, and towards its end none.
 */
export function snoozeMoment(
  now: Date,
  until: SnoozeUntil,
  due: PlainDate | undefined,
  zone: Zone,
  holidays: Holidays,
): { at: Date; shortened: boolean } | undefined {
  const today = dateOf(now, zone)
  const morning = (date: PlainDate): Date => nextWorkingMoment(instantAt(date, officeHours.start, zone), zone, holidays)
  const wished = {
    'two-hours': () => nextWorkingMoment(new Date(now.getTime() + twoHours), zone, holidays),
    tomorrow: () => morning(addDays(today, 1)),
    monday: () => morning(addDays(today, 8 - weekday(today))),
  }[until]()
  if (due === undefined || due < today) return { at: wished, shortened: false }
  const latest = due === today ? instantAt(today, lastCall, zone) : instantAt(due, officeHours.start, zone)
  if (latest <= now) return undefined
  return wished <= latest ? { at: wished, shortened: false } : { at: latest, shortened: true }
}

/** `/tunda`: the viewer's reminders are put off. */
export async function snooze(asking: Asking, until: SnoozeUntil): Promise<ReminderOutcomes['snooze']> {
  const { tx, viewer, now, holidays } = asking
  const zone = zoneOf(viewer.zone)
  const today = dateOf(now, zone)
  const open = (await tasksOf(asking, viewer.personId, today)).filter(
    ({ state }) => state === 'due' || state === 'late' || state === 'returned',
  )
  if (open.length === 0) return { kind: 'nothing-due' }
  const [due] = open
    .map((task) => (task.due >= today ? task.due : task.lock))
    .filter((date) => date >= today)
    .sort()
  const moment = snoozeMoment(now, until, due, zone, holidays)
  if (!moment) return { kind: 'last-day' }
  await setSnooze(statements(tx), viewer.personId, moment.at, now)
  return { kind: 'snoozed', until: moment.at.toISOString(), ...(moment.shortened && due !== undefined && { due }) }
}
