import { addDays, dateOf, instantAt } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { officeHours } from '../../calendar/working-hours.ts'
import { zones } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import type { Database } from '../../store/database/database.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import { nextWaitingReminder } from '../../store/calendar/reminders.ts'
import { plannedYearsOf } from '../../store/calendar/reporting-calendar.ts'
import { periodDates, yearsAsked } from './period-dates.ts'
import type { PeriodDates } from './period-dates.ts'

/** Further ahead than this nothing is looked for. */
const horizonDays = 120

/**
 * The next moment at which somebody is reminded, or told that others are late, by what is missing now: the next date of a cadence whose period
 * lacks something, or a reminder that was put off. Undefined where nothing lies ahead.
 */
export async function nextReminder(db: Pick<Database, 'sql'>, holidays: Holidays, now: Date): Promise<Date | undefined> {
  const moments: Date[] = []
  const waiting = await nextWaitingReminder(db, now)
  if (waiting) moments.push(waiting)
  for (const zone of zones) {
    const next = await nextSlot(db, holidays, zone, now)
    if (next) moments.push(next)
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

async function nextSlot(db: Pick<Database, 'sql'>, holidays: Holidays, zone: Zone, now: Date): Promise<Date | undefined> {
  const today = dateOf(now, zone)
  const morning = (date: PlainDate): Date => instantAt(date, officeHours.start, zone)
  const from = morning(today) > now ? today : addDays(today, 1)
  const years = yearsAsked(addDays(today, horizonDays))
  const ahead = new Map<PlainDate, PeriodDates[]>()
  for await (const planned of plannedYearsOf(db, years, zone))
    for (const period of periodDates(planned, today, holidays))
      for (const date of new Set([...period.reminders, period.escalations.verifier, period.escalations.head]))
        if (date >= from && date <= addDays(today, horizonDays)) ahead.set(date, [...(ahead.get(date) ?? []), period])
  for (const [date, due] of [...ahead].sort(([a], [b]) => (a < b ? -1 : 1)))
    if ((await openReports(db, due, { today: date, unpublished: false })).some(({ personId }) => personId !== null)) return morning(date)
  return undefined
}
