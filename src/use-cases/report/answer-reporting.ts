import { periodOn } from '../../calendar/due-rules.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Answers, ReportKey } from '../../domain/requests/requests.ts'
import { indicatorPlace } from '../../store/plans/indicator-place.ts'
import type { IndicatorPlace } from '../../store/plans/indicator-place.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import { versionInForce } from '../../store/reports/versions.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { mayReport, maySeeAgency } from '../rights.ts'

/** All that the report conversation needs of one indicator and period; undefined alike where it is unknown, foreign, or of another year. */
export async function answerReporting({ tx, viewer, now, holidays }: Asking, key: ReportKey): Promise<Answers['reporting']> {
  const today = todayIn(now, viewer.zone)
  const place = await indicatorPlace(tx, viewer.governmentId, key.indicatorId, today)
  if (place?.year !== key.year || !maySeeAgency(viewer, place)) return undefined
  const read = await readPlan(tx, { governmentId: viewer.governmentId }, place.agencyId, place.year, [key.indicatorId])
  const indicator = read?.plan.indicators.find((i) => i.key === place.key)
  if (!read || !indicator) return undefined
  const latest = await versionInForce(tx, key.indicatorId, key.quarter)
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
