import { Figure, Money } from '../../domain/figure.ts'
import { decisionState } from '../../domain/decision-state.ts'
import type { QuarterNumber, VersionFacts } from '../../domain/requests/requests.ts'
import type { Raw } from '../plans/indicator-place.ts'
import { hasNewer, versionInForceJoin } from './in-force.ts'

/** A version's facts as a statement gives them; times are text where they come inside JSON. */
export type VersionRow = {
  versionId: number
  number: number
  agencyId: number
  agencyShortName: string
  governmentId: number
  indicatorId: number
  year: number
  quarter: number
  name: string
  unit: string
  decimals: number
  figure: unknown
  money: unknown
  cause: string | null
  at: Date | string
  personId: number | null
  by: string | null
  evidence: number
  decision: 'verified' | 'returned' | 'reopened' | 'withdrawn' | null
  decidedBy: string | null
  decidedAt: Date | string | null
  reason: string | null
  unitId: number | null
  unitName: string | null
  newest: boolean
}

/** A version as people are told of it, and whether a newer one has come since. */
export type StoredVersion = VersionFacts & { governmentId: number; newest: boolean; sequence?: number }

/** Looked up and not joined: of many versions the whole table would be read for a few names. */
const nameOf = (id: string): string => `(select p.name from person p where p.id = ${id})`

/** Facts of versions `v`, which are rows of the table or those that a statement has just written; `evidence` counts a version's. */
const factsFrom = (versions: string, evidence: string) => `
  select v.id as "versionId", v.number, v.agency_id as "agencyId", a.short_name as "agencyShortName", a.government_id as "governmentId",
    r.indicator_id as "indicatorId", p.year, r.quarter::int as quarter, i.short_name as name, i.unit, i.decimals::int as decimals,
    v.figure, v.money, v.cause, v.at, v.person_id as "personId", ${nameOf('v.person_id')} as by,
    ${evidence} as evidence,
    d.kind::text as decision, ${nameOf('d.person_id')} as "decidedBy", d.at as "decidedAt", d.reason, i.unit_id as "unitId", u.name as "unitName",
    not ${hasNewer} as newest
  from ${versions} v join report r on r.id = v.report_id and r.agency_id = v.agency_id join indicator i on i.id = r.indicator_id
  join agreement p on p.id = i.agreement_id join agency a on a.id = v.agency_id
  left join unit u on u.id = i.unit_id
  left join lateral (select * from decision n where n.version_id = v.id order by n.sequence desc limit 1) d on true`

const select = factsFrom('report_version', '(select count(*)::int from evidence e where e.version_id = v.id)')

/** Versions by id, of one government; others are left out like unknown ones. */
export async function versionsById(tx: Raw, governmentId: number, ids: readonly number[]): Promise<StoredVersion[]> {
  const rows = await tx.$queryRawUnsafe<VersionRow[]>(
    `${select} where v.id = any($1::int[]) and a.government_id = $2 order by i.position, v.id`,
    [...ids],
    governmentId,
  )
  return rows.map(toFacts)
}

/** The version in force of the indicator `$1` in the quarter `$2`. */
export const inForceStatement = `${select} where v.id = (
  select v.id from report r ${versionInForceJoin} where r.indicator_id = $1::int and r.quarter = $2::smallint)`

/** The version in force of an indicator's period: the newest that is not withdrawn. */
export async function versionInForce(tx: Raw, indicatorId: number, quarter: QuarterNumber): Promise<StoredVersion | undefined> {
  const rows = await tx.$queryRawUnsafe<VersionRow[]>(inForceStatement, indicatorId, quarter)
  return rows[0] && toFacts(rows[0])
}

export type NewVersion = {
  agencyId: number
  figure: Figure
  money?: Money
  cause?: string
  personId: number
  at: Date
  onTime: boolean
  evidence: ({ fileId: number } | { link: string })[]
}

/**
 * Adds a version to a locked report, numbered after all that were there, with its evidence and that of the version which it replaces:
 * files and links stay where they are, and count for both. One statement; Prisma takes as long for each row as this for all.
 */
export async function addVersion(tx: Raw, reportId: number, version: NewVersion, before: number | undefined): Promise<StoredVersion> {
  const { figure, money } = version
  const value = figure.kind === 'number' ? figure.value.toFixed() : figure.kind === 'grade' ? (figure.score?.toFixed() ?? null) : null
  const [made] = await tx.$queryRawUnsafe<VersionRow[]>(
    addition,
    version.agencyId,
    reportId,
    JSON.stringify(figure),
    value === null ? null : roundedForSums(value),
    money ? JSON.stringify(money) : null,
    version.cause ?? null,
    version.personId,
    version.at.toISOString(),
    version.onTime,
    JSON.stringify(version.evidence.map((one, place) => ({ ...one, place }))),
    before ?? null,
  )
  if (!made) throw new Error('a version was not written')
  return toFacts(made)
}

const addition = `
  with made as (
    insert into report_version (agency_id, report_id, number, figure, value, money, cause, person_id, source, at, on_time)
    select $1::int, $2::int, coalesce(max(number), 0) + 1, $3::jsonb, $4::numeric, $5::jsonb, $6::text, $7::int, 'chat', $8::timestamptz, $9::boolean
    from report_version where report_id = $2
    returning *),
  shown as (
    insert into evidence (agency_id, version_id, file_id, link)
    select made.agency_id, made.id, x.file_id, x.link from made, (
      select "fileId" as file_id, link, 0 as carried, place from jsonb_to_recordset($10::jsonb) as n("fileId" int, link text, place int)
      union all select file_id, link, 1, id from evidence where version_id = $11::int) x
    order by x.carried, x.place returning id)
  ${factsFrom('made', '(select count(*)::int from shown)')}`

/** The column holds ten decimals; the exact value is in the figure. */
const roundedForSums = (value: string): string => {
  const [whole = '0', fraction = ''] = value.split('.')
  return fraction ? `${whole}.${fraction.slice(0, 10)}` : whole
}

/** The versions of agencies that wait for a decision: newest, neither verified, returned nor withdrawn. */
export async function versionsWaiting(tx: Raw, agencyIds: readonly number[]): Promise<StoredVersion[]> {
  const rows = await tx.$queryRawUnsafe<VersionRow[]>(waiting, [...agencyIds])
  return rows.map(toFacts)
}

const inOrder = 'order by a.short_name, p.year, r.quarter, i.position'
const waiting = `${select} where v.agency_id = any($1::int[]) and d.kind is null and i.retired_at is null and not ${hasNewer} ${inOrder}`
/** Versions whose ids an expression gives. */
export const versionsOf = (ids: string) => `${select} where v.id = any(${ids}) ${inOrder}`

const quarters: readonly QuarterNumber[] = [0, 1, 2, 3, 4]

/** A version as people are told of it, from its row. */
export function toFacts(row: VersionRow): StoredVersion {
  return {
    versionId: row.versionId,
    number: row.number,
    agencyId: row.agencyId,
    agencyShortName: row.agencyShortName,
    governmentId: row.governmentId,
    newest: row.newest,
    key: { indicatorId: row.indicatorId, year: row.year, quarter: quarters[row.quarter] ?? 0 },
    name: row.name,
    unit: row.unit,
    decimals: row.decimals,
    figure: Figure.parse(row.figure),
    ...(row.money !== null && { money: Money.parse(row.money) }),
    ...(row.cause !== null && { cause: row.cause }),
    evidence: row.evidence,
    state: decisionState(row.decision),
    by: { ...(row.personId !== null && { personId: row.personId }), name: row.by ?? '' },
    at: new Date(row.at).toISOString(),
    ...(row.decision && {
      decision: {
        kind: row.decision,
        by: row.decidedBy ?? '',
        at: row.decidedAt === null ? '' : new Date(row.decidedAt).toISOString(),
        ...(row.reason !== null && { reason: row.reason }),
      },
    }),
    ...(row.unitName !== null && { unitName: row.unitName }),
    ...(row.unitId !== null && { unitId: row.unitId }),
  }
}
