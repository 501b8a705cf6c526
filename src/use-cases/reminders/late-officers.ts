import { addDays } from '../../calendar/dates.ts'
import { dueDate, lockDate } from '../../calendar/due-rules.ts'
import { workingDaysBetween } from '../../calendar/holidays.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { LateOfficers, ReminderAnswers, ReminderOutcomes } from '../../domain/requests/reminder-requests.ts'
import type { AgencyName } from '../../domain/requests/requests.ts'
import { addNudges, expectedReports, nudgedOn, triedWith } from '../../store/reports/late-officers.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import type { OpenReport } from '../../store/reports/open-reports.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import { statements } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { agenciesSeen, mayFollowUp } from '../rights.ts'

/** Reminders before the period was opened were of another one. */
const sinceDays = 40

/** `/siapa`: who has not reported in the running period. Without an agency the viewer's own, or which of several. */
export async function lateOfficers(asking: Asking, agencyId?: number): Promise<ReminderAnswers['late-officers']> {
  const { tx, viewer } = asking
  const seen = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: agenciesSeen(viewer) })
  const own = seen.filter(({ id }) => mayFollowUp(viewer, id) && (agencyId === undefined || id === agencyId))
  const [agency, ...more] = own
  if (!agency) return { kind: 'not-yours' }
  if (more.length > 0) return { kind: 'which', agencies: own }
  const late = await lateIn(asking, agency)
  return late ? { kind: 'shown', late } : { kind: 'nothing-due' }
}

async function lateIn({ tx, viewer, now, holidays }: Asking, agency: AgencyName): Promise<LateOfficers | undefined> {
  const db = statements(tx)
  const today = todayIn(now, viewer.zone)
  const { year, quarter } = runningPeriod(today)
  const [planned] = await plannedYears(db, [year], { agencyId: agency.id })
  if (!planned) return undefined
  const rule = dueRuleOf(planned.rules, planned.exceptions)
  // With TW IV the year is due.
  const quarters = quarter === 4 ? [4, 0] : [quarter]
  const total = await expectedReports(db, planned.agreementId, quarters)
  if (total === 0) return undefined
  const due = dueDate({ year, quarter }, rule, holidays)
  const lock = lockDate({ year, quarter }, rule, holidays)
  const periods = quarters.map((one) => ({ agreementId: planned.agreementId, quarter: one, due, lock }))
  const open = await openReports(db, periods, { today, unpublished: false })
  const counts = countsOf(open)
  const tried = await triedWith(db, [...counts.keys()], addDays(due, -sinceDays), today, zoneOf(viewer.zone))
  const people = tried.map(({ personId, times, last, reachable, absentUntil }) => ({
    personId,
    ...(counts.get(personId) ?? { name: '', count: 0 }),
    ...{ times, reachable },
    ...(last !== null && { last }),
    ...(absentUntil !== null && { absentUntil }),
  }))
  people.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
  const daysLate = workingDaysBetween(due, today, holidays)
  const nobodys = open.filter(({ personId }) => personId === null).length
  return { agency, year, quarter, today, due, lock, daysLate, total, missing: open.length, people, nobodys }
}

function countsOf(open: readonly OpenReport[]): Map<number, { name: string; count: number }> {
  const counts = new Map<number, { name: string; count: number }>()
  for (const { personId, person } of open)
    if (personId !== null) counts.set(personId, { name: person ?? '', count: (counts.get(personId)?.count ?? 0) + 1 })
  return counts
}

/** `/ingatkan`: reminds everybody who has not reported, at once in office hours and else when they begin, at most once a day. */
export async function nudge(asking: Asking, agencyId: number): Promise<ReminderOutcomes['nudge']> {
  const { tx, viewer, channel, now, holidays, atEnd, wake } = asking
  const answer = await lateOfficers(asking, agencyId)
  if (answer.kind === 'nothing-due') return { kind: 'nobody' }
  if (answer.kind !== 'shown') return { kind: 'refused' }
  const { people, today, year, quarter, lock } = answer.late
  if (people.length === 0 || today > lock) return { kind: 'nobody' }
  const db = statements(tx)
  const dueAt = nextWorkingMoment(now, zoneOf(viewer.zone), holidays)
  const ids = people.map(({ personId }) => personId)
  if (!(await addNudges(db, { agencyId, year, quarter, day: today, people: ids, dueAt, now }))) {
    const before = await nudgedOn(db, agencyId, today)
    return { kind: 'already', by: before?.by ?? '–', at: (before?.at ?? now).toISOString() }
  }
  const line = {
    governmentId: viewer.governmentId,
    agencyId,
    personId: viewer.personId,
    channel,
    at: now,
    what: 'nudged',
    subject: `nudge:${agencyId}:${today}`,
  }
  atEnd(() => audit(tx, line))
  if (dueAt <= now) wake('calendar')
  return { kind: 'nudged', names: people.map(({ name }) => name), at: dueAt.toISOString(), now: dueAt <= now }
}
