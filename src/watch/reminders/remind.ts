import { dateOf, instantAt } from '../../calendar/dates.ts'
import { isWorkingMoment, officeHours } from '../../calendar/working-hours.ts'
import { zones } from '../../calendar/zones.ts'
import { countReminders } from '../../store/calendar/reminders.ts'
import { expandSlots, noteReminderDay, onceUnpublished, reminderWork } from '../../store/calendar/reminder-slots.ts'
import { plannedYearsOf } from '../../store/calendar/reporting-calendar.ts'
import { escalate } from './escalate.ts'
import { periodDates, triggersOn, worthAsking, yearsAsked } from './period-dates.ts'
import type { KnownDates } from './period-dates.ts'
import type { Watchtower, WorkingDay } from './watchtower.ts'
import { writeOut } from './write-out.ts'

/** What a tick has done: people newly to be reminded, messages written, reminders that came to nothing, levels that were told. */
export type Reminded = { expanded: number; said: number; silent: number; escalated: number }

/** Slots in one statement: enough to be quick, few enough that others get their turn on one connection. */
const slotsAtOnce = 40
/** So many new reminders change how the database should look for them. */
const many = 1000

/**
 * Says what is due to be said by the calendar. In each zone's office hours the day is looked at once: every slot of the cadence that has come
 * is claimed and expanded in the database, then written out in parts. Truth is in the claims: a tick that is missed, doubled, killed or run
 * elsewhere at the same time changes nothing. Outside office hours it costs nothing, with nothing to do one statement.
 */
export async function remind(tower: Watchtower, now: Date): Promise<Reminded> {
  const counts: Reminded = { expanded: 0, said: 0, silent: 0, escalated: 0 }
  const awake = zones.filter((zone) => isWorkingMoment(now, zone, tower.holidays))
  if (awake.length === 0) return counts
  const slots = awake.map((zone) => ({ zone, name: `reminders:${zone}`, slot: instantAt(dateOf(now, zone), officeHours.start, zone) }))
  const { done, waiting } = await reminderWork(tower.db, slots, now)
  const fresh = slots.filter(({ name }) => !done.includes(name))
  if (fresh.length === 0 && !waiting) return counts
  for (const { zone, name, slot } of fresh) {
    const added = await lookAt(tower, { zone, today: dateOf(now, zone), now })
    counts.expanded += added.expanded
    counts.escalated += added.escalated
    await noteReminderDay(tower.db, name, slot)
  }
  if (counts.expanded >= many) await countReminders(tower.db)
  if (!waiting && counts.expanded === 0) return counts
  for (const { zone } of slots) {
    const written = await writeOut(tower, { zone, today: dateOf(now, zone), now })
    counts.said += written.said
    counts.silent += written.silent
  }
  return counts
}

/** Looks at a zone's day, some agencies at a time: nothing that is held grows with how many there are. */
async function lookAt(tower: Watchtower, { zone, today, now }: WorkingDay): Promise<Pick<Reminded, 'expanded' | 'escalated'>> {
  const { db, holidays } = tower
  const known: KnownDates = new Map()
  const counts = { expanded: 0, escalated: 0 }
  for await (const planned of plannedYearsOf(db, yearsAsked(today), zone)) {
    const periods = periodDates(planned, today, holidays, known)
    const unpublished = await onceUnpublished(
      db,
      planned.map(({ agreementId }) => agreementId),
    )
    const triggers = triggersOn(worthAsking(periods, today, unpublished), today)
    for (let at = 0; at < triggers.length; at += slotsAtOnce)
      counts.expanded += await expandSlots(db, triggers.slice(at, at + slotsAtOnce), { today, now })
    counts.escalated += await escalate(tower, periods, today, now)
  }
  return counts
}
