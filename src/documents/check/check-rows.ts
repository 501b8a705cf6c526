import type { Finding } from './finding.ts'
import type { ReadRow, ReadSheets } from '../workbook/workbook-collect.ts'
import { listSheets } from '../workbook/workbook-format.ts'
import type { ColumnFormat, HeadingField, ListSheet } from '../workbook/workbook-format.ts'

/** Says of a row of a sheet what is wrong with it. */
export type Tell = (sheet: ListSheet, row: ReadRow, field: HeadingField, code: Finding['code'], values?: Record<string, string>) => void

/** Sheets whose rows belong to a row of another sheet, by the column that names its key. */
const belongings = [
  { sheet: 'inputs', field: 'indicator', to: 'indicators' },
  { sheet: 'references', field: 'indicator', to: 'indicators' },
  { sheet: 'budgetYears', field: 'row', to: 'budget' },
  { sheet: 'roles', field: 'person', to: 'people' },
  { sheet: 'duties', field: 'person', to: 'people' },
  { sheet: 'identities', field: 'person', to: 'people' },
] as const

/** What the rows of a workbook would lose in silence when they are put together: rows of nobody, of an unknown kind, or twice. */
export function checkRows(sheets: ReadSheets, tell: Tell): void {
  for (const { sheet, field, to } of belongings) {
    const known = new Set(sheets[to].map(({ values }) => values['key']))
    for (const row of sheets[sheet]) {
      const key = row.values[field]
      if (key === undefined) tell(sheet, row, field, 'required')
      else if (!known.has(key)) tell(sheet, row, field, 'unknown-reference', { section: to })
    }
  }
  for (const row of sheets.references) checkReference(row, tell)
  for (const row of sheets.budgetYears) if (row.values['year'] === undefined) tell('budgetYears', row, 'year', 'required')
  tellTwice('references', 'referenceKind', sheets.references, tell, ({ indicator, referenceKind, year, name }) =>
    referenceKind === 'renstra-end' ? [indicator, referenceKind] : [indicator, referenceKind, referenceKind === 'benchmark' ? name : year],
  )
  tellTwice('budgetYears', 'year', sheets.budgetYears, tell, ({ row, year }) => [row, year])
}

function checkReference(row: ReadRow, tell: Tell): void {
  const { referenceKind: kind, year, name, value } = row.values
  const columns: readonly ColumnFormat[] = listSheets.references
  const kinds = columns.find(({ field }) => field === 'referenceKind')?.choices ?? []
  if (kind === undefined) tell('references', row, 'referenceKind', 'required')
  else if (typeof kind !== 'string' || !kinds.includes(kind))
    tell('references', row, 'referenceKind', 'not-in-list', { list: kinds.join(', ') })
  else if (kind === 'benchmark' ? name === undefined : year === undefined)
    tell('references', row, kind === 'benchmark' ? 'name' : 'year', 'required')
  if (value === undefined) tell('references', row, 'value', 'required')
}

function tellTwice(sheet: ListSheet, field: HeadingField, rows: ReadRow[], tell: Tell, of: (values: ReadRow['values']) => unknown[]): void {
  const first = new Map<string, number>()
  for (const row of rows) {
    const key = JSON.stringify(of(row.values))
    const before = first.get(key)
    if (before !== undefined) tell(sheet, row, field, 'duplicate-row', { first: String(before) })
    first.set(key, before ?? row.number)
  }
}
