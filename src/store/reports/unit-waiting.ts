import type { AgencyName } from '../../domain/requests/requests.ts'
import type { UnitPeriod } from '../../message/message.ts'
import { withValues } from '../database/with-values.ts'
import type { Raw } from '../plans/indicator-place.ts'
import { planOf } from '../plans/plan-read.ts'
import type { PlanRead } from '../plans/plan-read.ts'
import { planOfSome } from '../plans/stored-plan.ts'
import type { StoredPlan } from '../plans/stored-plan.ts'
import { versionInForceJoin } from './in-force.ts'
import { toFacts, versionsOf } from './versions.ts'
import type { StoredVersion, VersionRow } from './versions.ts'

/** What of one unit and period waits for a decision, with the plan of these indicators, by which it is judged. */
export type UnitWaiting = { agency: AgencyName; versions: StoredVersion[]; read: PlanRead }

/**
 * In one statement, because it is asked with every report: a unit has few indicators, each with one report in a period. Undefined where
 * the government has no such agency, or it has no plan of that year.
 */
export async function unitWaiting(tx: Raw, governmentId: number, of: UnitPeriod): Promise<UnitWaiting | undefined> {
  const [row] = await tx.$queryRawUnsafe<{ agency: AgencyName | null; versions: VersionRow[]; plan: StoredPlan | null }[]>(
    statement,
    ...[of.agencyId, of.year, of.quarter, of.unitId ?? null, governmentId],
  )
  if (!row?.agency || !row.plan) return undefined
  return { agency: row.agency, versions: row.versions.map(toFacts), read: planOf(row.plan) }
}

const statement = `
  with waiting as materialized (
    select v.id, i.id as indicator_id from agreement p join indicator i on i.agreement_id = p.id
    join report r on r.indicator_id = i.id ${versionInForceJoin}
    where p.agency_id = $1 and p.year = $2 and i.unit_id is not distinct from $4::int and i.retired_at is null and r.quarter = $3 and d.kind is null)
  select
    (select json_build_object('id', a.id, 'key', a.key, 'name', a.name, 'shortName', a.short_name, 'governmentName', g.name)
      from agency a join government g on g.id = a.government_id where a.id = $1 and a.government_id = $5) as agency,
    (select coalesce(json_agg(x), '[]') from (${versionsOf('array(select id from waiting)')}) x) as versions,
    (${withValues(planOfSome, ['$1', '$2', '$5', 'array(select indicator_id from waiting)'])}) as plan`
