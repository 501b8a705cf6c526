import { dateOf } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { zones } from '../../calendar/zones.ts'
import type { Database } from '../../store/database/database.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import type { OpenReport } from '../../store/reports/open-reports.ts'
import { plannedYearsOf } from '../../store/calendar/reporting-calendar.ts'
import { periodDates, yearsAsked } from './period-dates.ts'
import { stillTaken } from './write-out.ts'

/** A report that is owed on a day, and how it stands then. */
export type Owed = OpenReport & { standing: 'due' | 'late' | 'returned' | 'not-yet-published' }

/**
 * Everything that is owed on a day (without one on today's date in each zone), agency by agency: what periods that are open or late lack,
 * and what is not yet published. It is what reminders of that day go by.
 */
export async function whoOwes(db: Pick<Database, 'sql'>, holidays: Holidays, when: { on?: PlainDate; now: Date }): Promise<Owed[]> {
  const owed: Owed[] = []
  for (const zone of zones) {
    const today = when.on ?? dateOf(when.now, zone)
    for await (const planned of plannedYearsOf(db, yearsAsked(today), zone)) {
      const opened = periodDates(planned, today, holidays).filter(({ opens }) => opens <= today)
      const reports = await openReports(db, opened, { today, unpublished: true })
      for (const report of reports) if (stillTaken(report, today)) owed.push({ ...report, standing: standingOf(report, today) })
    }
  }
  return owed
}

const standingOf = ({ state, due }: OpenReport, today: PlainDate): Owed['standing'] => {
  if (state === 'unpublished') return 'not-yet-published'
  if (state === 'returned') return 'returned'
  return today > due ? 'late' : 'due'
}
