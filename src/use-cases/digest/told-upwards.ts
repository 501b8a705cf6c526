import { addDays } from '../../calendar/dates.ts'
import { workingDaysBetween } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import type { LateUpwards } from '../../domain/leadership/digest.ts'
import { grouped } from '../../domain/grouped.ts'
import type { Quarter } from '../../domain/period.ts'
import { levelsTold } from '../../store/calendar/escalations.ts'
import { triedWith } from '../../store/reports/late-officers.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import { statements } from '../../store/database/statements.ts'
import type { StatementReader } from '../../store/database/statements.ts'

/** Reminders before the period was opened were of another one. */
const sinceDays = 40

/** The same look at the calendar notes the level and writes the digest, some seconds into its minute. */
const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000)

export type LatePeriodOf = { agencyId: number; agreementId: number; year: number; quarter: Quarter; due: string; zone: string }

/**
 * What the digest says once of a period that is so late that leadership hears of it: who still owes how much, how often they were reminded,
 * and whom else it was told to. Undefined where that was before `since`, or everything has come meanwhile.
 */
export async function toldUpwards(
  reader: StatementReader,
  { agencyId, agreementId, year, quarter, due, zone: name }: LatePeriodOf,
  { today, since, holidays }: { today: string; since: Date; holidays: Holidays },
): Promise<LateUpwards | undefined> {
  const db = statements(reader)
  const zone: Zone = zoneOf(name)
  const levels = await levelsTold(db, { agencyId, year, quarter }, zone)
  const leadership = levels.find(({ level }) => level === 'leadership')
  if (!leadership || minuteOf(leadership.at) <= since) return undefined
  // With TW IV the year is due.
  const quarters = quarter === 4 ? [4, 0] : [quarter]
  const periods = quarters.map((one) => ({ agreementId, quarter: one, due, lock: due }))
  const open = await openReports(db, periods, { today, unpublished: false })
  const owed = [...grouped(open, ({ personId }) => String(personId))].map(([, reports]) => reports)
  if (owed.length === 0) return undefined
  const ids = owed.flatMap(([first]) => first?.personId ?? [])
  const tried = new Map((await triedWith(db, ids, addDays(due, -sinceDays), today, zone)).map((one) => [one.personId, one]))
  const people = owed.flatMap((reports) => {
    const [first] = reports
    if (!first) return []
    const { times = 0, last = null } = (first.personId !== null && tried.get(first.personId)) || {}
    return [{ name: first.person, count: reports.length, times, ...(last !== null && { last }) }]
  })
  const dayOf = (level: string) => levels.find((one) => one.level === level)?.on
  const [verifier, head] = [dayOf('verifier'), dayOf('head')]
  return {
    days: workingDaysBetween(due, today, holidays),
    people: people.sort((a, b) => b.count - a.count),
    ...(verifier !== undefined && { verifier }),
    ...(head !== undefined && { head }),
  }
}
