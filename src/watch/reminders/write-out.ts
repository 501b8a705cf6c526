import { addDays, instantAt } from '../../calendar/dates.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import type { OpenReport } from '../../store/reports/open-reports.ts'
import { claimReminded, endReminders } from '../../store/calendar/reminders.ts'
import type { RemindedPerson } from '../../store/calendar/reminders.ts'
import { onceUnpublished } from '../../store/calendar/reminder-slots.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import { outcomeFor } from './outcome-for.ts'
import { periodDates, worthAsking, yearsAsked } from './period-dates.ts'
import type { KnownDates } from './period-dates.ts'
import { phrases } from './phrases.ts'
import type { WorkingDay, Watchtower } from './watchtower.ts'

/** People in one part: enough to be quick, few enough that others get their turn on one connection. */
const peopleAtOnce = 250

/** Writes out a zone's reminders that are due, part by part, each person's as one message. Any number of instances share the parts. */
export async function writeOut(tower: Watchtower, day: WorkingDay): Promise<{ said: number; silent: number }> {
  const { zone, today, now } = day
  const bounds = { from: instantAt(today, '00:00', zone), to: instantAt(addDays(today, 1), '00:00', zone) }
  const known: KnownDates = new Map()
  const tongues = { id: phrases(tower.tongues.id, today), en: phrases(tower.tongues.en, today) }
  const counts = { said: 0, silent: 0 }
  for (;;) {
    const people = await claimReminded(tower.db, zone, { now, today, day: bounds, limit: peopleAtOnce })
    if (people.length === 0) return counts
    const open = await openOf(tower, people, day, known)
    const done = people.map((person) => outcomeFor(person, open.get(person.personId) ?? [], { today, now }, tongues))
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
  { today }: WorkingDay,
  known: KnownDates,
): Promise<Map<number, OpenReport[]>> {
  const ids = people.map(({ personId }) => personId)
  const planned = await plannedYears(db, yearsAsked(today), { people: ids, today })
  const periods = periodDates(planned, today, holidays, known)
  const unpublished = await onceUnpublished(
    db,
    planned.map(({ agreementId }) => agreementId),
  )
  const reports = await openReports(db, worthAsking(periods, today, unpublished), { today, people: ids, unpublished: true })
  const open = new Map<number, OpenReport[]>()
  for (const report of reports) {
    if (report.personId === null || !stillTaken(report, today)) continue
    const own = open.get(report.personId)
    if (own) own.push(report)
    else open.set(report.personId, [report])
  }
  return open
}

/** What is locked is not asked for any more; what is not yet published never locks. */
export const stillTaken = ({ state, lock }: Pick<OpenReport, 'state' | 'lock'>, today: string): boolean =>
  state === 'unpublished' || today <= lock
