import type { Database } from '../database/database.ts'
import type { AgencyName } from '../../domain/requests/requests.ts'
import type { Reader } from './plan-read.ts'
import { versionInForceJoin } from '../reports/in-force.ts'

/** Whose names are asked for: agencies of one government, all of them or those named. */
export type NameScope = { governmentId: number; agencies: 'all' | readonly number[] }

/** The agencies of a scope, by short name. */
export const agencyNames = (tx: Reader, { governmentId, agencies }: NameScope): Promise<AgencyName[]> =>
  tx.$queryRaw<AgencyName[]>`
    select a.id, a.key, a.name, a.short_name as "shortName", g.name as "governmentName"
    from agency a join government g on g.id = a.government_id
    where a.government_id = ${governmentId} and (${agencies === 'all'} or a.id = any(${agencies === 'all' ? [] : [...agencies]}::int[]))
    order by a.short_name, a.id`

export type KnownAgency = AgencyName & { governmentId: number; governmentKey: string; zone: string }

/** Every agency of every government, for commands of the operator. */
export const everyAgency = (tx: Reader): Promise<KnownAgency[]> =>
  tx.$queryRaw<KnownAgency[]>`
    select a.id, a.key, a.name, a.short_name as "shortName", g.name as "governmentName", g.id as "governmentId", g.key as "governmentKey", g.zone
    from agency a join government g on g.id = a.government_id order by g.key, a.key`

export type IndicatorName = {
  indicatorId: number
  agencyId: number
  agency: string
  year: number
  name: string
  shortName: string
  subject: string | null
  code: string | null
  unit: string | null
}

/** The indicators of a scope's agencies in the asked year, or else in each agency's newest year that has begun by `year`, else its first. */
export const indicatorNames = (
  tx: Reader,
  { governmentId, agencies }: NameScope,
  year: number,
  exactly: boolean,
): Promise<IndicatorName[]> =>
  tx.$queryRaw<IndicatorName[]>`
    select i.id as "indicatorId", a.id as "agencyId", a.short_name as agency, p.year, i.name, i.short_name as "shortName", i.subject, i.code, u.name as unit
    from agency a
    join lateral (
      select id, year from agreement n where n.agency_id = a.id and (not ${exactly} or n.year = ${year})
      order by (n.year <= ${year}) desc, abs(n.year - ${year}) limit 1) p on true
    join indicator i on i.agreement_id = p.id and i.retired_at is null
    left join unit u on u.id = i.unit_id
    where a.government_id = ${governmentId} and (${agencies === 'all'} or a.id = any(${agencies === 'all' ? [] : [...agencies]}::int[]))
    order by a.short_name, i.position, i.id`

/** A year that an agency has an agreement for, and the periods of it with a report in force (1 to 4, 0 the year). */
export type ReportedYear = { year: number; quarters: number[] }

/** Which years an agency has planned, newest first, and what of them was reported. */
export const reportedYears = (tx: Reader, governmentId: number, agencyId: number): Promise<ReportedYear[]> =>
  tx.$queryRaw<ReportedYear[]>`
    select p.year, coalesce(array_agg(distinct r.quarter::int) filter (where r.id is not null), '{}') as quarters
    from agreement p join agency a on a.id = p.agency_id
    left join indicator i on i.agreement_id = p.id and i.retired_at is null
    left join report r on r.indicator_id = i.id and exists (
      select 1 from report_version v where v.report_id = r.id
        and not exists (select 1 from decision w where w.version_id = v.id and w.kind = 'withdrawn'))
    where p.agency_id = ${agencyId} and a.government_id = ${governmentId}
    group by p.year order by p.year desc`

export type VersionRow = {
  versionId: number
  number: number
  indicatorId: number
  quarter: number
  by: string | null
  personId: number | null
  decision: string | null
  decidedBy: string | null
  decidedAt: Date | null
  reason: string | null
  unitId: number | null
}

/** Who reported and decided what is in force in one period of an agreement, by name; the figures themselves come with the plan. */
export const periodVersions = (tx: Reader, agreementId: number, quarter: number): Promise<VersionRow[]> =>
  tx.$queryRawUnsafe<VersionRow[]>(periodStatement, agreementId, quarter)

const periodStatement = `
    select v.id as "versionId", v.number, r.indicator_id as "indicatorId", r.quarter::int as quarter, p.name as by, p.id as "personId",
      d.kind::text as decision, q.name as "decidedBy", d.at as "decidedAt", d.reason, i.unit_id as "unitId"
    from indicator i
    join report r on r.indicator_id = i.id and r.quarter = $2 ${versionInForceJoin}
    left join person p on p.id = v.person_id
    left join person q on q.id = d.person_id
    where i.agreement_id = $1`

/** An agency's short name, the government that it belongs to, and its zone; nothing where there is no such agency. */
export async function governmentOf(
  db: Pick<Database, 'sql'>,
  agencyId: number,
): Promise<{ governmentId: number; zone: string; shortName: string } | undefined> {
  const [row] = await db.sql<{ governmentId: number; zone: string; shortName: string }>(
    `select g.id as "governmentId", g.zone, a.short_name as "shortName" from agency a join government g on g.id = a.government_id where a.id = $1`,
    [agencyId],
  )
  return row
}
