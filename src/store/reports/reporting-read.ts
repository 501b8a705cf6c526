import type { QuarterNumber } from '../../domain/requests/requests.ts'
import { withValues } from '../database/with-values.ts'
import { placeStatement } from '../plans/indicator-place.ts'
import type { IndicatorPlace, Raw } from '../plans/indicator-place.ts'
import { planOf } from '../plans/plan-read.ts'
import type { PlanRead } from '../plans/plan-read.ts'
import { planOfSome } from '../plans/stored-plan.ts'
import type { StoredPlan } from '../plans/stored-plan.ts'
import { inForceStatement, toFacts } from './versions.ts'
import type { StoredVersion, VersionRow } from './versions.ts'

/** What a report is written on: the indicator's place, the plan with this indicator alone, and the version in force. */
export type ReportingRead = { place: IndicatorPlace; read: PlanRead; latest?: StoredVersion }

type Key = { indicatorId: number; year: number; quarter: QuarterNumber }

/**
 * All of it in one statement: each is asked with every message of a report, and a way to the database costs more than what it fetches.
 * `today` decides who is responsible. Undefined where the government has no such indicator in that year.
 */
export async function reportingRead(tx: Raw, governmentId: number, key: Key, today: string): Promise<ReportingRead | undefined> {
  const [row] = await tx.$queryRawUnsafe<{ place: IndicatorPlace | null; plan: StoredPlan | null; latest: VersionRow | null }[]>(
    statement,
    ...[key.indicatorId, governmentId, today, key.year, key.quarter],
  )
  if (!row?.place || !row.plan || row.place.year !== key.year) return undefined
  return { place: row.place, read: planOf(row.plan), ...(row.latest && { latest: toFacts(row.latest) }) }
}

const agency = '(select agency_id from indicator where id = $1)'
const statement = `
  select
    (select row_to_json(x) from (${placeStatement}) x) as place,
    (${withValues(planOfSome, [agency, '$4::int', '$2::int', 'array[$1]'])}) as plan,
    (select row_to_json(x) from (${withValues(inForceStatement, ['$1', '$5'])}) x) as latest`
