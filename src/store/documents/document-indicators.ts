import type { WritableDocument as Document } from './writable-document.ts'
import type { Tx } from '../database/database.ts'
import { jsonOrNull } from '../database/json-column.ts'
import type { Place } from '../plans/plan-write.ts'
import { canonical, rowChanges } from '../database/row-changes.ts'

type Ids = ReadonlyMap<string, number>
type Parents = { units: Ids; objectives: Ids; budgetRows: Ids }

/** Writes indicators, their targets in the document's revision, and what they are compared with. Returns ids by key. */
export async function writeIndicators(tx: Tx, place: Place, document: Document, parents: Parents, at: Date): Promise<Map<string, number>> {
  const { agencyId, agreementId } = place
  const idOf = (ids: Ids, key: string | undefined): number | null => (key === undefined ? null : (ids.get(key) ?? null))
  const wanted = document.indicators.map((indicator, position) => ({
    key: indicator.key,
    code: indicator.code ?? null,
    name: indicator.name,
    subject: indicator.subject ?? null,
    shortName: indicator.shortName,
    level: indicator.level,
    standing: indicator.standing,
    objectiveId: idOf(parents.objectives, indicator.objective),
    unit: indicator.unit,
    decimals: indicator.decimals,
    formula: indicator.formula,
    baseline: indicator.baseline ?? null,
    basis: indicator.basis,
    aggregation: indicator.aggregation ?? ('once' as const),
    composite: indicator.composite,
    evidence: indicator.evidence,
    unitId: idOf(parents.units, indicator.responsibleUnit),
    moneyOfId: idOf(parents.budgetRows, indicator.moneyOf),
    supportedBy: indicator.supportedBy,
    valueScale: indicator.valueScale ?? null,
    validUntil: indicator.validUntil ?? null,
    position,
    retiredAt: null,
  }))
  const stored = await tx.indicator.findMany({ where: { agreementId } })
  const { create, update, gone } = rowChanges(wanted, stored)
  const data = ({ composite, ...row }: (typeof wanted)[number]) => ({ ...row, composite: jsonOrNull(composite) })
  if (create.length) await tx.indicator.createMany({ data: create.map((row) => ({ ...data(row), agencyId, agreementId })) })
  for (const { id, row } of update) await tx.indicator.update({ where: { id }, data: data(row) })
  const retired = gone.map(({ id }) => id)
  if (retired.length) {
    await tx.indicator.updateMany({ where: { id: { in: retired }, retiredAt: null }, data: { retiredAt: at } })
    // An objective that goes lets go of the retired; of the others the document has said where they belong.
    await tx.indicator.updateMany({ where: { id: { in: retired } }, data: { objectiveId: null } })
  }
  const rows = create.length ? await tx.indicator.findMany({ where: { agreementId }, select: { id: true, key: true } }) : stored
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await writeTargets(tx, place, document, ids)
  await writeReferences(tx, place, document, ids)
  return ids
}

async function writeTargets(tx: Tx, { agencyId, revisionId }: Place, document: Document, ids: Ids): Promise<void> {
  const wanted = document.indicators.flatMap(({ key, targets }) => {
    const indicatorId = ids.get(key)
    if (indicatorId === undefined) return []
    return [targets.year, ...targets.quarters].flatMap((target, quarter) =>
      target ? [{ key: `${indicatorId}:${quarter}`, indicatorId, quarter, target }] : [],
    )
  })
  const stored = await tx.targetRow.findMany({ where: { revisionId } })
  const { create, update, gone } = rowChanges(
    wanted,
    stored.map((row) => ({ ...row, key: `${row.indicatorId}:${row.quarter}` })),
  )
  const data = ({ indicatorId, quarter, target }: (typeof wanted)[number]) => ({ indicatorId, quarter, target })
  if (create.length) await tx.targetRow.createMany({ data: create.map((row) => ({ ...data(row), agencyId, revisionId })) })
  for (const { id, row } of update) await tx.targetRow.update({ where: { id }, data: data(row) })
  if (gone.length) await tx.targetRow.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
}

/** Earlier years, Renstra targets and benchmarks of one indicator, as the rows of the reference table. */
const referencesOf = (indicator: Document['indicators'][number]) => [
  ...Object.entries(indicator.previousYears).map(([year, value]) => ({ kind: 'previous-year', year: Number(year), name: '', value })),
  ...Object.entries(indicator.renstra.targets).flatMap(([year, value]) =>
    value ? [{ kind: 'renstra-year', year: Number(year), name: '', value }] : [],
  ),
  ...(indicator.renstra.end?.target
    ? [{ kind: 'renstra-end', year: indicator.renstra.end.year, name: '', value: indicator.renstra.end.target }]
    : []),
  ...indicator.comparisons.map(({ name, figure }) => ({ kind: 'benchmark', year: null, name, value: figure })),
]

async function writeReferences(tx: Tx, { agencyId }: Place, document: Document, ids: Ids): Promise<void> {
  const stored = new Map<number, object[]>()
  for (const { indicatorId, kind, year, name, value } of await tx.reference.findMany({
    where: { agencyId, indicatorId: { in: [...ids.values()] } },
    orderBy: { id: 'asc' },
  }))
    stored.set(indicatorId, [...(stored.get(indicatorId) ?? []), { kind, year, name, value }])
  const changed = document.indicators.flatMap((indicator) => {
    const indicatorId = ids.get(indicator.key)
    const wanted = referencesOf(indicator)
    return indicatorId === undefined || canonical(wanted) === canonical(stored.get(indicatorId) ?? []) ? [] : [{ indicatorId, wanted }]
  })
  const before = changed.map(({ indicatorId }) => indicatorId).filter((id) => stored.has(id))
  if (before.length) await tx.reference.deleteMany({ where: { agencyId, indicatorId: { in: before } } })
  const data = changed.flatMap(({ indicatorId, wanted }) => wanted.map((row) => ({ ...row, agencyId, indicatorId })))
  if (data.length) await tx.reference.createMany({ data })
}
