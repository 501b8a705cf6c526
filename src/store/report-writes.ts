import type { Figure, Money } from '../domain/figure.ts'
import type { QuarterNumber } from '../domain/requests.ts'
import { Prisma } from '../../.cache/prisma/client.ts'
import type { Tx } from './database.ts'
import { jsonOrNull } from './json-column.ts'

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

/** JSON of a figure with its decimals as text. */
export const jsonOf = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue

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
  const newest = await tx.reportVersion.aggregate({ where: { reportId: row.id }, _max: { number: true } })
  return { reportId: row.id, newest: newest._max.number ?? 0 }
}

/** Adds a version to a locked report, with its evidence. Returns its id. */
export async function addVersion(tx: Tx, reportId: number, number: number, version: NewVersion): Promise<number> {
  const { figure } = version
  const value = figure.kind === 'number' ? figure.value.toFixed() : figure.kind === 'grade' ? (figure.score?.toFixed() ?? null) : null
  const made = await tx.reportVersion.create({
    data: {
      agencyId: version.agencyId,
      reportId,
      number,
      figure: jsonOf(figure),
      value: value === null ? null : roundedForSums(value),
      money: version.money ? jsonOf(version.money) : jsonOrNull(undefined),
      cause: version.cause ?? null,
      personId: version.personId,
      source: 'chat',
      at: version.at,
      onTime: version.onTime,
    },
    select: { id: true },
  })
  if (version.evidence.length > 0)
    await tx.evidence.createMany({
      data: version.evidence.map((e) => ({
        agencyId: version.agencyId,
        versionId: made.id,
        ...('fileId' in e ? { fileId: e.fileId } : { link: e.link }),
      })),
    })
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
    personId: number
    channel: string
    at: Date
    what: string
    subject: string
    from?: unknown
    to?: unknown
    why?: string
  },
): Promise<void> {
  await tx.audit.create({
    data: {
      governmentId: row.governmentId,
      agencyId: row.agencyId ?? null,
      personId: row.personId,
      channel: row.channel,
      at: row.at,
      what: row.what,
      subject: row.subject,
      from: row.from === undefined ? Prisma.DbNull : jsonOf(row.from),
      to: row.to === undefined ? Prisma.DbNull : jsonOf(row.to),
      why: row.why ?? null,
    },
  })
}
