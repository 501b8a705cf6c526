import type { WritableDocument as Document } from './writable-document.ts'
import type { Tx } from '../database/database.ts'
import { jsonOrNull } from '../database/json-column.ts'
import type { Place } from '../plans/plan-write.ts'
import { rowChanges } from '../database/row-changes.ts'

/** Writes the budget tree and its ceilings in the document's revision. A row that it leaves out loses its ceiling there and stays in older revisions. */
export async function writeBudget(tx: Tx, { agencyId, agreementId, revisionId }: Place, document: Document): Promise<Map<string, number>> {
  const wanted = document.budget.map(({ key, parent, level, code, name, previousYears }, position) => ({
    key,
    parentKey: parent ?? null,
    level,
    code: code ?? null,
    name,
    position,
    previousYears,
  }))
  const stored = await tx.budgetRow.findMany({ where: { agreementId } })
  const { create, update } = rowChanges(wanted, stored)
  if (create.length) await tx.budgetRow.createMany({ data: create.map((row) => ({ ...row, agencyId, agreementId })) })
  for (const { id, row } of update) await tx.budgetRow.update({ where: { id }, data: row })
  const rows = create.length ? await tx.budgetRow.findMany({ where: { agreementId } }) : stored
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await writeCeilings(tx, { agencyId, revisionId }, document, ids)
  await writeRealised(tx, agencyId, document, ids)
  return ids
}

type Ids = ReadonlyMap<string, number>

async function writeCeilings(
  tx: Tx,
  { agencyId, revisionId }: Pick<Place, 'agencyId' | 'revisionId'>,
  document: Document,
  ids: Ids,
): Promise<void> {
  const wanted = document.budget.flatMap(({ key, ceiling, originalCeiling, plan }) => {
    const budgetRowId = ids.get(key)
    return budgetRowId === undefined ? [] : [{ key: String(budgetRowId), budgetRowId, ceiling, original: originalCeiling ?? null, plan }]
  })
  const stored = await tx.budgetCeiling.findMany({ where: { revisionId } })
  const { create, update, gone } = rowChanges(
    wanted,
    stored.map((row) => ({ ...row, key: String(row.budgetRowId) })),
  )
  const data = ({ budgetRowId, ceiling, original, plan }: (typeof wanted)[number]) => ({
    budgetRowId,
    ceiling,
    original,
    plan: jsonOrNull(plan),
  })
  if (create.length) await tx.budgetCeiling.createMany({ data: create.map((row) => ({ ...data(row), agencyId, revisionId })) })
  for (const { id, row } of update) await tx.budgetCeiling.update({ where: { id }, data: data(row) })
  if (gone.length) await tx.budgetCeiling.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
}

async function writeRealised(tx: Tx, agencyId: number, document: Document, ids: Ids): Promise<void> {
  const wanted = document.budget.flatMap(({ key, realised }) => {
    const budgetRowId = ids.get(key)
    if (budgetRowId === undefined) return []
    const quarters = realised.quarters.map((money, i) => ({ quarter: i + 1, money }))
    const year = realised.year === undefined ? null : { kind: 'rupiah' as const, value: realised.year }
    return [...quarters, { quarter: 0, money: year }].flatMap(({ quarter, money }) =>
      money ? [{ key: `${budgetRowId}:${quarter}`, budgetRowId, quarter, money }] : [],
    )
  })
  const stored = await tx.budgetRealisation.findMany({ where: { agencyId, budgetRowId: { in: [...ids.values()] } } })
  const { create, update, gone } = rowChanges(
    wanted,
    stored.map((row) => ({ ...row, key: `${row.budgetRowId}:${row.quarter}` })),
  )
  const data = ({ budgetRowId, quarter, money }: (typeof wanted)[number]) => ({ budgetRowId, quarter, money })
  if (create.length) await tx.budgetRealisation.createMany({ data: create.map((row) => ({ ...data(row), agencyId })) })
  for (const { id, row } of update) await tx.budgetRealisation.update({ where: { id }, data: data(row) })
  // Rows of another year's agreement are not among `ids`; of this one, what the document no longer says goes.
  if (gone.length) await tx.budgetRealisation.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
}
