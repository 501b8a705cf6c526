import type { Figure, Money } from '../domain/figure.ts'
import type { QuarterNumber } from '../domain/requests.ts'
import type { Tx } from './database.ts'

export type NewVersion = {
  agencyId: number
  indicatorId: number
  quarter: QuarterNumber
  figure: Figure
  money?: Money
  cause?: string
  personId: number
  at: Date
  onTime: boolean
  evidence: ({ fileId: number } | { link: string })[]
}

/** The report of an indicator's period, locked for this transaction, and the number of its newest version (0 for none). */
export async function lockReport(
  tx: Tx,
  agencyId: number,
  indicatorId: number,
  quarter: QuarterNumber,
): Promise<{ reportId: number; newest: number }> {
  // One statement that makes the row or finds it; Prisma's upsert reads first and can lose the race to another instance.
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into report (agency_id, indicator_id, quarter) values (${agencyId}, ${indicatorId}, ${quarter}::smallint)
    on conflict (indicator_id, quarter) do update set quarter = excluded.quarter returning id`
  if (!row) throw new Error('a report was neither made nor found')
  // A statement of its own: only one that begins after the lock sees what another instance has added meanwhile.
  const [last] = await tx.$queryRaw<{ newest: number }[]>`
    select coalesce(max(number), 0)::int as newest from report_version where report_id = ${row.id}`
  return { reportId: row.id, newest: last?.newest ?? 0 }
}

/** Adds a version to a locked report, with its evidence. Returns its id. */
export async function addVersion(tx: Tx, reportId: number, number: number, version: NewVersion): Promise<number> {
  const { figure } = version
  const value = figure.kind === 'number' ? figure.value.toFixed() : figure.kind === 'grade' ? (figure.score?.toFixed() ?? null) : null
  const rounded = value === null ? null : roundedForSums(value)
  const money = version.money ? JSON.stringify(version.money) : null
  // With its evidence in one statement: Prisma takes as long for each row as this for all.
  const [made] = await tx.$queryRaw<{ id: number }[]>`
    with made as (
      insert into report_version (agency_id, report_id, number, figure, value, money, cause, person_id, source, at, on_time)
      values (${version.agencyId}, ${reportId}, ${number}, ${JSON.stringify(figure)}::jsonb, ${rounded}::numeric, ${money}::jsonb, ${version.cause ?? null},
        ${version.personId}, 'chat', ${version.at.toISOString()}::timestamptz, ${version.onTime})
      returning id, agency_id),
    shown as (
      insert into evidence (agency_id, version_id, file_id, link)
      select made.agency_id, made.id, x."fileId", x.link
      from made, jsonb_to_recordset(${JSON.stringify(version.evidence)}::jsonb) as x("fileId" int, link text))
    select id from made`
  if (!made) throw new Error('a version was not written')
  return made.id
}

/** The column holds ten decimals; the exact value is in the figure. */
const roundedForSums = (value: string): string => {
  const [whole = '0', fraction = ''] = value.split('.')
  return fraction ? `${whole}.${fraction.slice(0, 10)}` : whole
}

/**
 * A decision on a version. False where somebody decided at the same moment, or a newer version has come: the sequence collides, or the
 * trigger refuses; the caller's transaction goes on behind a savepoint.
 */
export async function decide(
  tx: Tx,
  on: {
    agencyId: number
    versionId: number
    kind: 'verified' | 'returned' | 'reopened' | 'withdrawn'
    personId: number
    at: Date
    reason?: string
    after: number
  },
): Promise<boolean> {
  const made = await tx.$queryRaw<{ id: number }[]>`
    insert into decision (agency_id, version_id, sequence, kind, person_id, at, reason)
    select ${on.agencyId}, ${on.versionId}, ${on.after + 1}, ${on.kind}::decision_kind, ${on.personId}, ${on.at}, ${on.reason ?? null}
    where not exists (select 1 from report_version v join report_version n on n.report_id = v.report_id and n.number > v.number where v.id = ${on.versionId})
    on conflict (version_id, sequence) do nothing returning id`
  return made.length > 0
}

/** How many decisions a version has: the next one is made on that understanding. */
export async function decisionsOn(tx: Tx, versionId: number): Promise<number> {
  const newest = await tx.decision.aggregate({ where: { versionId }, _max: { sequence: true } })
  return newest._max.sequence ?? 0
}

/** A line of the audit: ids, never names. */
export async function audit(
  tx: Tx,
  row: {
    governmentId: number
    agencyId?: number
    /** Nobody where the operator did it, by a command. */
    personId: number | null
    channel: string
    at: Date
    what: string
    subject: string
    from?: unknown
    to?: unknown
    why?: string
  },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await tx.$executeRaw`
    insert into audit (government_id, agency_id, person_id, channel, at, what, subject, from_value, to_value, why)
    values (${row.governmentId}, ${row.agencyId ?? null}::int, ${row.personId}, ${row.channel}, ${row.at.toISOString()}::timestamptz, ${row.what}, ${row.subject},
      ${json(row.from)}::jsonb, ${json(row.to)}::jsonb, ${row.why ?? null})`
}
