import { foundText } from '../check/finding.ts'
import type { Finding, FindingCode } from '../check/finding.ts'
import { mergedCells } from './merged-cells.ts'
import type { Takes } from './merged-cells.ts'
import { readCell } from './read-cell.ts'
import type { Cell } from './workbook-cells.ts'
import type { ReadRow } from './workbook-collect.ts'
import { listSheets } from './workbook-format.ts'
import type { ColumnFormat, ListSheet } from './workbook-format.ts'
import { broken, isBroken } from './workbook-grid.ts'
import type { Grid } from './workbook-grid.ts'
import { columnOf } from './workbook-names.ts'
import type { Names } from './workbook-names.ts'

/** Where what is found while reading is noted. `hidden`: the cells of each sheet that merged ranges take. */
export type Notes = { names: Names; findings: Finding[]; hidden: Map<string, Takes> }

/** The rows of a list, each cell read as its column wants it; what can't be read is noted with its place. */
export function readList(sheet: ListSheet, grid: Grid, notes: Notes): ReadRow[] {
  const { name, rows, marks } = grid
  const { findings, hidden } = notes
  const headingOf = (field: string) => notes.names.heading(sheet, field)
  const [, ...body] = rows
  const found = readHeadings(sheet, grid, notes)
  const read = found.flatMap((column, j) => (column && column.kind !== 'explanation' ? [[j + 1, headingOf(column.field)] as const] : []))
  const merged = mergedCells(grid, new Map(read))
  findings.push(...merged.findings)
  hidden.set(name, merged.takes)
  return body.flatMap((cells, i): ReadRow[] => {
    const number = i + 2
    const markAt = (j: number) => marks.get(`${number}:${j + 1}`)
    if (cells.every((cell, j) => cell === null && !isBroken(markAt(j)))) return []
    const unitField = (field: string) =>
      field.startsWith('plan') ? 'planUnit' : field.startsWith('realised') ? 'realisedUnit' : 'moneyUnit'
    const values: Record<string, unknown> = {}
    for (const [j, column] of found.entries()) {
      const [cell, mark] = [cells[j] ?? null, markAt(j)]
      if (!column || column.kind === 'explanation' || (cell === null && !isBroken(mark))) continue
      const unit = column.kind === 'money' ? cells[found.findIndex((other) => other?.field === unitField(column.field))] : null
      // A grade or a range is a target, whatever else stands in the column of references.
      const kind = column.field === 'value' && /renstra/.test(String(values['referenceKind'])) ? 'target' : column.kind
      const read = isBroken(mark) ? { code: broken[mark.kind] } : readCell(kind, cell, String(unit ?? 'rupiah'), column.field === 'weight')
      if ('code' in read) {
        const where = { path: '', sheet: name, row: number, column: headingOf(column.field) }
        const shown = isBroken(mark) ? mark.found : foundText(cell)
        findings.push({ where, severity: 'error', code: read.code, found: shown, values: ('values' in read && read.values) || {} })
      } else values[column.field] = read.value
    }
    return [{ number, values }]
  })
}

/** The column of each cell of the row of headings; a heading that is unknown, missing above something or there twice is said. */
function readHeadings(sheet: ListSheet, { name, rows, heading = 1 }: Grid, { names, findings }: Notes): (ColumnFormat | undefined)[] {
  const columns: readonly ColumnFormat[] = listSheets[sheet]
  const [header = [], ...body] = rows
  const width = Math.max(header.length, ...body.map((cells) => cells.length))
  const tell = (i: number, code: FindingCode, found: Cell, values: Record<string, string> = {}) =>
    void findings.push({
      where: { path: '', sheet: name, row: heading, column: String(i + 1) },
      severity: 'error',
      code,
      found: foundText(found),
      values,
    })
  const first = new Map<string, number>()
  return Array.from({ length: width }, (_, i) => {
    const cell = header[i] ?? null
    if (cell === null) {
      if (body.some((cells) => (cells[i] ?? null) !== null)) tell(i, 'heading-missing', null)
      return undefined
    }
    const column = columnOf(sheet, cell)
    const before = column && first.get(column.field)
    if (!column) tell(i, 'unknown-column', cell, { list: columns.map(({ field }) => names.heading(sheet, field)).join(', ') })
    else if (before !== undefined) tell(i, 'duplicate-column', cell, { first: String(before) })
    else first.set(column.field, i + 1)
    return before === undefined ? column : undefined
  })
}
