import { Decimal } from '../../domain/decimal.ts'
import type { WritableDocument as Document } from './writable-document.ts'
import type { Tx } from '../database/database.ts'
import { jsonOrNull } from '../database/json-column.ts'
import type { Place } from '../plans/plan-write.ts'
import { canonical } from '../database/row-changes.ts'
import { newestVersions } from '../reports/newest-versions.ts'

type Ids = ReadonlyMap<string, number>
type ReportOf = Document['reports'][number]

/** What a version says; `at`, `by` and whether it came in time alone make no new one. */
const saying = (of: { figure: unknown; money?: unknown; cause?: string | null }): string =>
  canonical({ figure: of.figure, money: of.money ?? null, cause: of.cause ?? null })

const quarterOf = ({ quarter }: ReportOf): number => (quarter === 'year' ? 0 : quarter)

/** Writes reports as versions and decisions. An equal one writes nothing, another figure a new version; a decision is added where the state is a new one. */
export async function writeReports(
  tx: Tx,
  { agencyId, agreementId }: Place,
  document: Document,
  { indicators, people }: { indicators: Ids; people: Ids },
): Promise<{ versions: number; decisions: number }> {
  if (document.reports.length === 0) return { versions: 0, decisions: 0 }
  const wanted = document.reports.flatMap((report) => {
    const indicatorId = indicators.get(report.indicator)
    return indicatorId === undefined ? [] : [{ report, indicatorId, key: `${indicatorId}:${quarterOf(report)}` }]
  })
  const ids = await reportIds(tx, agencyId, agreementId, wanted)
  const newest = new Map((await newestVersions(tx, agreementId)).map((row) => [row.reportId, row]))
  const highest = await highestNumbers(tx, agreementId)
  const fresh = wanted.flatMap(({ report, key }) => {
    const reportId = ids.get(key)
    const before = reportId === undefined ? undefined : newest.get(reportId)
    if (reportId === undefined || (before && saying(before) === saying(report))) return []
    return [{ report, reportId, number: (highest.get(reportId) ?? 0) + 1 }]
  })
  const made = fresh.length
    ? await tx.reportVersion.createManyAndReturn({
        data: fresh.map(({ report, reportId, number }) => ({
          agencyId,
          reportId,
          number,
          figure: report.figure,
          value: valueOf(report.figure),
          money: jsonOrNull(report.money),
          cause: report.cause ?? null,
          personId: report.by === undefined ? null : (people.get(report.by) ?? null),
          source: 'document',
          at: new Date(report.at),
          onTime: report.onTime,
        })),
        select: { id: true, reportId: true },
      })
    : []
  const versionOf = new Map(made.map(({ id, reportId }) => [reportId, id]))
  const decisions = wanted.flatMap(({ report, key }) => {
    const reportId = ids.get(key)
    if (reportId === undefined || report.state === 'submitted') return []
    const before = versionOf.has(reportId) ? undefined : newest.get(reportId)
    const versionId = versionOf.get(reportId) ?? before?.versionId
    if (versionId === undefined || before?.decision === report.state) return []
    return [
      {
        agencyId,
        versionId,
        sequence: (before?.sequence ?? 0) + 1,
        kind: report.state,
        personId: report.decidedBy === undefined ? null : (people.get(report.decidedBy) ?? null),
        at: new Date(report.decidedAt ?? report.at),
        reason: report.reason ?? null,
      },
    ]
  })
  if (decisions.length) await tx.decision.createMany({ data: decisions })
  return { versions: made.length, decisions: decisions.length }
}

async function reportIds(
  tx: Tx,
  agencyId: number,
  agreementId: number,
  wanted: { report: ReportOf; indicatorId: number; key: string }[],
): Promise<Map<string, number>> {
  const find = () =>
    tx.report.findMany({ where: { agencyId, indicator: { agreementId } }, select: { id: true, indicatorId: true, quarter: true } })
  const index = (rows: Awaited<ReturnType<typeof find>>) => new Map(rows.map((row) => [`${row.indicatorId}:${row.quarter}`, row.id]))
  const ids = index(await find())
  const missing = wanted.filter(({ key }) => !ids.has(key))
  if (missing.length === 0) return ids
  await tx.report.createMany({ data: missing.map(({ report, indicatorId }) => ({ agencyId, indicatorId, quarter: quarterOf(report) })) })
  return index(await find())
}

/** The number of the last version of each report, withdrawn or not. */
async function highestNumbers(tx: Tx, agreementId: number): Promise<Map<number, number>> {
  const rows = await tx.reportVersion.groupBy({
    by: ['reportId'],
    where: { report: { indicator: { agreementId } } },
    _max: { number: true },
  })
  return new Map(rows.map((row) => [row.reportId, row._max.number ?? 0]))
}

/** The figure as a number of at most ten decimals, for sums in SQL; null for a grade and what is not yet published. */
const valueOf = (figure: ReportOf['figure']): string | null =>
  figure.kind === 'number' ? new Decimal(figure.value).toDecimalPlaces(10).toFixed() : null
