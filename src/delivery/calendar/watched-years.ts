import type { Holidays } from '../../calendar/holidays.ts'
import type { QuarterPeriod } from '../../calendar/periods.ts'
import { quarterStandings } from '../../calendar/quarter-standings.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import type { AlertSeen } from '../../domain/leadership/alerts.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import type { Tx } from '../../store/database/database.ts'
import { statements } from '../../store/database/statements.ts'
import type { WatchedAgency } from '../../store/leadership/alert-news.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import { contextOf } from '../../watch/alerts/context.ts'
import type { AlertContext } from '../../watch/alerts/context.ts'

/**
 * An agency as it stands now, by year: the running one, and those before it of which reports were told of as missing that are still waited for.
 * A year without a plan is left out. Nothing that lies after `now` is in it.
 */
export async function watchedYears(
  tx: Tx,
  { agencyId, governmentId, rules, exceptions }: WatchedAgency,
  running: QuarterPeriod,
  open: readonly AlertSeen[],
  { today, now, holidays }: { today: string; now: Date; holidays: Holidays },
): Promise<Map<number, AlertContext>> {
  const waited = open.filter(({ rule, facts }) => rule === 'not-reported' && facts.year < running.year).map(({ facts }) => facts.year)
  const seen = new Map<number, AlertContext>()
  for (const year of new Set([running.year, ...waited])) {
    const read = await readPlan(tx, { governmentId }, agencyId, year)
    if (!read) continue
    const quarter = year === running.year ? running.quarter : 4
    const [earlier] = year === running.year ? [] : await plannedYears(statements(tx), [year], { agencyId })
    const standings = quarterStandings(year, quarter, today, dueRuleOf(earlier?.rules ?? rules, exceptions), holidays)
    const known = read.reported.filter(({ at }) => at <= now.toISOString())
    seen.set(year, contextOf(read.plan, known, quarter, standings))
  }
  return seen
}
