import { periodOn } from '../../calendar/due-rules.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Answers, ReportKey } from '../../domain/requests/requests.ts'
import type { IndicatorPlace } from '../../store/plans/indicator-place.ts'
import { reportingRead } from '../../store/reports/reporting-read.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { mayReport, maySeeAgency } from '../rights.ts'

/** All that the report conversation needs of one indicator and period; undefined alike where it is unknown, foreign, or of another year. */
export async function answerReporting({ tx, viewer, now, holidays }: Asking, key: ReportKey): Promise<Answers['reporting']> {
  const today = todayIn(now, viewer.zone)
  const found = await reportingRead(tx, viewer.governmentId, key, today)
  if (!found || !maySeeAgency(viewer, found.place)) return undefined
  const { place, read, latest } = found
  const indicator = read.plan.indicators.find((i) => i.key === place.key)
  if (!indicator) return undefined
  const period = { year: key.year, quarter: quarterName(key.quarter) }
  const rule = dueRuleOf(place.rules, place.exceptions)
  return {
    plan: { ...read.plan, indicators: [indicator], budget: read.plan.budget.filter((row) => row.key === indicator.moneyOf) },
    agencyId: place.agencyId,
    key: { indicatorId: key.indicatorId, year: key.year, quarter: key.quarter },
    reported: read.reported.filter((r) => r.indicatorKey === place.key),
    ...(latest && { latest }),
    today,
    ...periodOn(period, today, rule, holidays),
    mayReport: mayReport(viewer, reportPlace(place)),
  }
}

/** A place as rights ask for it. */
export const reportPlace = (place: IndicatorPlace) => ({
  agencyId: place.agencyId,
  unitId: place.unitId ?? undefined,
  responsibleId: place.responsibleId ?? undefined,
  delegateId: place.delegateId ?? undefined,
})
