import type { QuarterNumber } from '../../domain/requests/requests.ts'
import type { Tx } from '../database/database.ts'

/** The report of an indicator's period, locked for this transaction: what is read after it has seen what other instances have added. */
export async function lockReport(tx: Tx, agencyId: number, indicatorId: number, quarter: QuarterNumber): Promise<number> {
  // One statement that makes the row or finds it; Prisma's upsert reads first and can lose the race to another instance.
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into report (agency_id, indicator_id, quarter) values (${agencyId}, ${indicatorId}, ${quarter}::smallint)
    on conflict (indicator_id, quarter) do update set quarter = excluded.quarter returning id`
  if (!row) throw new Error('a report was neither made nor found')
  return row.id
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
    where not exists (select 1 from report_version v where v.id = ${on.versionId} and has_newer_version(v.report_id, v.number))
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
