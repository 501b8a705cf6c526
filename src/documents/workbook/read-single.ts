import { catalogue } from '../../text/catalogue.ts'
import { foundText } from '../check/finding.ts'
import type { FindingCode } from '../check/finding.ts'
import { readCell } from './read-cell.ts'
import { mergedCells } from './merged-cells.ts'
import type { Notes } from './read-list.ts'
import type { Origins } from './workbook-collect.ts'
import { singleBooleans, singleDecimals, singleFields, singleIntegers } from './workbook-format.ts'
import type { CellKind } from './workbook-format.ts'
import { broken, isBroken, sameWord } from './workbook-grid.ts'
import type { Grid } from './workbook-grid.ts'

/** Reads the sheet of single values, a label and a value in each row, as the top of the document. */
export function readSingle(grid: Grid, origins: Origins, { names, findings, hidden }: Notes): Record<string, unknown> {
  const { name, rows, marks } = grid
  const document: Record<string, unknown> = { revision: {}, government: {}, agency: {}, rules: {} }
  const column = names.heading('agency', '')
  const merged = mergedCells(
    grid,
    new Map([
      [1, catalogue.id.workbook.single.field],
      [2, column],
    ]),
  )
  findings.push(...merged.findings)
  hidden.set(name, merged.takes)
  for (const [i, [label, cell = null]] of rows.entries()) {
    const tell = (code: FindingCode, found: unknown, values: Record<string, string> = {}) =>
      void findings.push({ where: { path: '', sheet: name, row: i + 1, column }, severity: 'error', code, found: foundText(found), values })
    const field = singleFields.find((known) => sameWord(known, String(label ?? '')))
    const mark = marks.get(`${i + 1}:2`)
    const filled = cell !== null || isBroken(mark)
    if (!field) {
      if (i > 0 && ((label ?? null) !== null || filled)) tell('unknown-field', label)
      continue
    }
    const before = origins.get(field)
    if (before && filled) tell('duplicate-row', label, { first: String(before.row) })
    if (!before) origins.set(field, { sheet: 'agency', row: i + 1, field })
    if (!filled || before) continue
    const read = isBroken(mark) ? { code: broken[mark.kind] } : readCell(singleKind(field), cell, 'rupiah')
    if ('code' in read) {
      tell(read.code, isBroken(mark) ? mark.found : cell, ('values' in read && read.values) || {})
      continue
    }
    putAt(document, field.split('.'), read.value)
  }
  return document
}

const singleKind = (field: string): CellKind => {
  if (singleIntegers.has(field)) return 'integer'
  if (singleBooleans.has(field)) return 'boolean'
  if (singleDecimals.has(field)) return 'decimal'
  return field === 'reminders.before' ? 'days' : 'text'
}

/** Puts a value where its path leads; a part that is not there yet is made. */
function putAt(within: object, [key = '', ...deeper]: string[], value: unknown): void {
  if (deeper.length === 0) {
    Reflect.set(within, key, value)
    return
  }
  const part: unknown = Reflect.get(within, key) ?? {}
  if (typeof part !== 'object' || part === null) return
  Reflect.set(within, key, part)
  putAt(part, deeper, value)
}
