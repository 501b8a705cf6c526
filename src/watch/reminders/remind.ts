import { addDays, dateOf, instantAt } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { isWorkingMoment, officeHours } from '../../calendar/working-hours.ts'
import { zones } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import type { Database } from '../../store/database.ts'
import { openReports } from '../../store/open-reports.ts'
import type { OpenReport } from '../../store/open-reports.ts'
import { claimReminded, endReminders } from '../../store/reminders.ts'
import type { RemindedPerson } from '../../store/reminders.ts'
import { expandSlots, noteReminderDay, reminderWork } from '../../store/reminder-slots.ts'
import { plannedYears } from '../../store/reporting-calendar.ts'
import type { Texts } from '../../text/texts.ts'
import { escalate } from './escalate.ts'
import { outcomeFor } from './outcome-for.ts'
import { periodDates, triggersOn, yearsAsked } from './period-dates.ts'
import type { KnownDates } from './period-dates.ts'

/** What reminding touches. */
export type Watchtower = { db: Database; tongues: Record<'id' | 'en', Texts>; holidays: Holidays }

/** What a tick has done: people newly to be reminded, messages written, reminders that came to nothing, levels that were told. */
export type Reminded = { expanded: number; said: number; silent: number; escalated: number }

/** Slots in one statement, and people in one message run: long enough to be quick, short enough that others get their turn on one connection. */
const slotsAtOnce = 40
const peopleAtOnce = 200

/**
 * Says what is due to be said by the calendar. In each zone's office hours the day is looked at once: every slot of the cadence that has come
 * is claimed and expanded in the database, then written out in parts. Truth is in the claims: a tick that is missed, doubled, killed or run
 * elsewhere at the same time changes nothing. Outside office hours it costs nothing, with nothing to do one statement.
 */
export async function remind(tower: Watchtower, now: Date): Promise<Reminded> {
  const counts: Reminded = { expanded: 0, said: 0, silent: 0, escalated: 0 }
  const awake = zones.filter((zone) => isWorkingMoment(now, zone, tower.holidays))
  if (awake.length === 0) return counts
  const days = awake.map((zone) => {
    const today = dateOf(now, zone)
    return { zone, today, name: `reminders:${zone}`, slot: instantAt(today, officeHours.start, zone) }
  })
  const { done, waiting } = await reminderWork(tower.db, days, now)
  let more = waiting
  for (const { zone, today, name, slot } of days) {
    if (done.includes(name)) continue
    const added = await lookAtDay(tower, zone, today, now)
    counts.expanded += added.expanded
    counts.escalated += added.escalated
    await noteReminderDay(tower.db, name, slot)
    more ||= added.expanded > 0
  }
  if (more) for (const { zone, today } of days) await writeOut(tower, zone, today, now, counts)
  return counts
}

async function lookAtDay(tower: Watchtower, zone: Zone, today: PlainDate, now: Date): Promise<{ expanded: number; escalated: number }> {
  const { db, holidays } = tower
  const periods = periodDates(await plannedYears(db, yearsAsked(today), { zones: [zone] }), today, holidays)
  const triggers = triggersOn(periods, today)
  let expanded = 0
  for (let at = 0; at < triggers.length; at += slotsAtOnce)
    expanded += await expandSlots(db, triggers.slice(at, at + slotsAtOnce), { today, now })
  return { expanded, escalated: await escalate(tower, periods, today, now) }
}

async function writeOut(tower: Watchtower, zone: Zone, today: PlainDate, now: Date, counts: Reminded): Promise<void> {
  const day = { from: instantAt(today, '00:00', zone), to: instantAt(addDays(today, 1), '00:00', zone) }
  const known: KnownDates = new Map()
  for (;;) {
    const people = await claimReminded(tower.db, zone, { now, today, day, limit: peopleAtOnce })
    if (people.length === 0) return
    const open = await openOf(tower, people, today, known)
    const done = people.map((person) => outcomeFor(person, open.get(person.personId) ?? [], { today, now }, tower.tongues))
    await endReminders(tower.db, done, now)
    const said = done.filter(({ letter }) => letter).length
    counts.said += said
    counts.silent += done.length - said
    await tower.db.notify('outbox')
  }
}

/** What is open from each of some people now: in periods that have opened and are not locked, and what waits for its publication. */
async function openOf(
  { db, holidays }: Watchtower,
  people: readonly RemindedPerson[],
  today: PlainDate,
  known: KnownDates,
): Promise<Map<number, OpenReport[]>> {
  const ids = people.map(({ personId }) => personId)
  const periods = periodDates(await plannedYears(db, yearsAsked(today), { people: ids, today }), today, holidays, known)
  const reports = await openReports(
    db,
    periods.filter((period) => period.opens <= today),
    { today, people: ids, unpublished: true },
  )
  const open = new Map<number, OpenReport[]>()
  for (const report of reports) {
    if (report.personId === null || !stillTaken(report, today)) continue
    open.set(report.personId, [...(open.get(report.personId) ?? []), report])
  }
  return open
}

/** What is locked is not asked for any more; what is not yet published never locks. */
const stillTaken = ({ state, lock }: Pick<OpenReport, 'state' | 'lock'>, today: PlainDate): boolean =>
  state === 'unpublished' || today <= lock
