import { addDays, dateOf, instantAt } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { dueDate, lockDate } from '../../calendar/due-rules.ts'
import { addWorkingDays, nextWorkingDay } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { officeHours } from '../../calendar/working-hours.ts'
import { zoneOf } from '../../calendar/zones.ts'
import { AlertRules, standOf } from '../../domain/leadership/alert-rules.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import type { Database } from '../../store/database/database.ts'
import { watchedAgencies } from '../../store/leadership/alert-news.ts'
import type { WatchedAgency } from '../../store/leadership/alert-news.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import { settledAt } from './settled.ts'

/**
 * The next moment at which a look at the agencies finds something: news that have settled by then, or reports that are missing for so long that
 * the room hears of them, presses, or learns that their period is locked. The looks of other days, which find what they found before, are left out.
 */
export async function nextLook(db: Database, holidays: Holidays, now: Date): Promise<Date | undefined> {
  const { year } = runningPeriod(dateOf(now, 'Asia/Jakarta'))
  const moments: Date[] = []
  for (const agency of await watchedAgencies(db, [year], now)) {
    const settled = settledAt(agency)
    if (settled && settled > now) moments.push(settled)
    const late = daysOfLateness(agency, holidays, now)
      .map((day) => instantAt(day, officeHours.start, zoneOf(agency.zone)))
      .filter((at) => at > now)
    const [first] = late.sort((a, b) => a.getTime() - b.getTime())
    if (first && (await lacksReports(db, agency, holidays, now))) moments.push(first)
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

const runningOf = ({ zone, rules, exceptions }: WatchedAgency, holidays: Holidays, now: Date) => {
  const today = dateOf(now, zoneOf(zone))
  const period = runningPeriod(today)
  const rule = dueRuleOf(rules, exceptions)
  return { today, period, due: dueDate(period, rule, holidays), lock: lockDate(period, rule, holidays) }
}

/** When missing reports are told of, when they are urgent, and when it is too late for them; none where the agency does not want to hear of it. */
function daysOfLateness(agency: WatchedAgency, holidays: Holidays, now: Date): PlainDate[] {
  const set = AlertRules.safeParse(agency.alertRules)
  const { on, threshold, urgentFrom } = standOf('not-reported', set.success ? set.data['not-reported'] : undefined)
  if (!on) return []
  const { due, lock } = runningOf(agency, holidays, now)
  const days = [threshold, ...(urgentFrom ? [urgentFrom] : [])].map((count) => addWorkingDays(due, count.toNumber(), holidays))
  return [...days, nextWorkingDay(addDays(lock, 1), holidays)]
}

async function lacksReports(db: Database, agency: WatchedAgency, holidays: Holidays, now: Date): Promise<boolean> {
  const { today, period, due, lock } = runningOf(agency, holidays, now)
  const [planned] = await plannedYears(db, [period.year], { agencyId: agency.agencyId })
  if (!planned) return false
  const open = await openReports(db, [{ agreementId: planned.agreementId, quarter: period.quarter, due, lock }], {
    today,
    unpublished: false,
  })
  return open.length > 0
}
