import { catalogue } from '../../text/catalogue.ts'
import { checkDocument } from '../check/check-document.ts'
import type { Checked } from '../check/check-document.ts'
import { foundText } from '../check/finding.ts'
import type { Finding, FindingCode } from '../check/finding.ts'
import { cellMarks } from './cell-marks.ts'
import type { SheetMarks } from './cell-marks.ts'
import { checkRows } from '../check/check-rows.ts'
import { inspectZip } from './unpacked-size.ts'
import { mergedCells } from './merged-cells.ts'
import type { Takes } from './merged-cells.ts'
import { readCell } from './read-cell.ts'
import { readSingle } from './read-single.ts'
import type { Cell } from './workbook-cells.ts'
import { collect } from './workbook-collect.ts'
import type { Origins, ReadRow, ReadSheets } from './workbook-collect.ts'
import { limits, listSheetNames, listSheets } from './workbook-format.ts'
import { broken, cellOf, isBroken, sameWord } from './workbook-grid.ts'
import type { Grid } from './workbook-grid.ts'
import type { ColumnFormat, ListSheet } from './workbook-format.ts'

const unmarked: SheetMarks = { cells: new Map(), merged: [] }
const words = [catalogue.id.workbook, catalogue.en.workbook]

const refused = (code: FindingCode, found: string, values: Record<string, string> = {}): Checked => ({
  findings: [{ where: { path: '' }, severity: 'error', code, found, values }],
})

/** Reads a workbook as the same document that JSON gives, through the same schema; findings name sheet, row and column. */
export async function checkWorkbook(bytes: Uint8Array): Promise<Checked> {
  if (bytes.length > limits.bytes) return refused('file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB`, { limit: '20 MB' })
  const zip = inspectZip(bytes)
  if (zip !== 'fine') return zip === 'broken' ? refused('not-a-workbook', '-') : refused('file-too-large', '> 200 MB', { limit: '200 MB' })
  let grids: Grid[]
  try {
    const { default: readSheets } = await import('read-excel-file/node')
    const marked = cellMarks(bytes)
    grids = (await readSheets(Buffer.from(bytes), { trim: false })).map(({ sheet, data }) => {
      const { cells: marks, merged } = marked.get(sheet) ?? unmarked
      return {
        name: sheet,
        rows: data.map((row, i) => row.map((value, j) => cellOf(value, marks.get(`${i + 1}:${j + 1}`)))),
        marks,
        merged,
      }
    })
  } catch (cause) {
    return refused('not-a-workbook', cause instanceof Error ? cause.message.slice(0, 80) : '-')
  }
  const rows = grids.reduce((total, grid) => total + grid.rows.length, 0)
  return rows > limits.rows ? refused('too-many-rows', String(rows), { limit: String(limits.rows) }) : checkGrids(grids)
}

function checkGrids(grids: Grid[]): Checked {
  const findings: Finding[] = []
  const origins: Origins = new Map()
  const gridOf = (sheet: ListSheet | 'agency' | 'guide') => grids.find(({ name }) => words.some((of) => sameWord(of.sheet[sheet], name)))
  const known = new Set([gridOf('guide'), gridOf('agency'), ...listSheetNames.map(gridOf)])
  for (const { name } of grids.filter((grid) => !known.has(grid)))
    findings.push({ where: { path: '', sheet: name }, severity: 'warning', code: 'unknown-sheet', found: name, values: {} })
  const single = gridOf('agency')
  if (!single) return refused('sheet-missing', grids.map(({ name }) => name).join(', '), { sheet: words[0]?.sheet.agency ?? '' })
  const sheets: ReadSheets = {
    scales: [],
    alerts: [],
    units: [],
    objectives: [],
    indicators: [],
    inputs: [],
    references: [],
    budget: [],
    budgetYears: [],
    people: [],
    roles: [],
    duties: [],
    identities: [],
    rooms: [],
    reports: [],
  }
  const hidden = new Map<string, Takes>()
  for (const sheet of listSheetNames) {
    const grid = gridOf(sheet)
    if (grid) sheets[sheet] = readList(sheet, grid, findings, hidden)
  }
  checkRows(sheets, (sheet, row, field, code, values = {}) => {
    const where = { path: '', sheet: gridOf(sheet)?.name ?? sheet, row: row.number, column: headingOf(field) }
    if (hidden.get(where.sheet)?.(where.row, where.column)) return
    const section = listSheetNames.find((name) => name === values['section'])
    const said = section ? { ...values, section: gridOf(section)?.name ?? words[0]?.sheet[section] ?? section } : values
    findings.push({ where, severity: 'error', code, found: foundText(row.values[field]), values: said })
  })
  const input = collect(readSingle(single, origins, findings, hidden), sheets, origins)
  const { document, findings: checked } = checkDocument(input)
  const named = new Map(
    [...listSheetNames, 'agency' as const].map((sheet) => [sheet, gridOf(sheet)?.name ?? words[0]?.sheet[sheet] ?? sheet]),
  )
  const placed = checked.map((one): Finding => {
    const section = [...named].find(([sheet]) => sheet === one.values['section'])?.[1]
    return { ...one, where: place(one.where.path, origins, named), values: { ...one.values, ...(section !== undefined && { section }) } }
  })
  // A cell that could not be read is told once, by its own finding.
  const told = new Set(findings.map(({ where }) => `${where.sheet} ${where.row} ${where.column}`))
  const isTold = ({ sheet = '', row = 0, column = '' }: Finding['where']) =>
    told.has(`${sheet} ${row} ${column}`) || hidden.get(sheet)?.(row, column)
  const fresh = placed.filter(({ where }) => where.column === undefined || !isTold(where))
  const all = [...findings, ...fresh]
  return all.some(({ severity }) => severity === 'error')
    ? { findings: all }
    : { document, findings: all, locate: (path) => place(path, origins, named) }
}

function place(path: string, origins: Origins, names: ReadonlyMap<string, string>): Finding['where'] {
  for (let prefix = path; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
    const origin = origins.get(prefix)
    if (!origin) continue
    const rest = path.slice(prefix.length + 1).split('.')[0]
    // What is wrong with a row as a whole stands at its key.
    const field = origin.field ?? (rest === undefined || rest === '' ? firstField(origin.sheet) : rest)
    return {
      path,
      sheet: names.get(origin.sheet) ?? origin.sheet,
      row: origin.row,
      ...(field !== undefined && { column: origin.sheet === 'agency' ? catalogue.id.workbook.single.value : headingOf(field) }),
    }
  }
  return { path }
}

const firstField = (sheet: ListSheet | 'agency'): string | undefined => (sheet === 'agency' ? undefined : listSheets[sheet][0]?.field)

const headings: Record<string, string>[] = words.map(({ heading }) => heading)
const headingOf = (field: string): string => headings[0]?.[field] ?? field

function readList(sheet: ListSheet, grid: Grid, findings: Finding[], hidden: Map<string, Takes>): ReadRow[] {
  const { name, rows, marks } = grid
  const [, ...body] = rows
  const found = readHeadings(sheet, grid, findings)
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

/** The column of each cell of the first row; a heading that is unknown, missing above something or there twice is said. */
function readHeadings(sheet: ListSheet, { name, rows }: Grid, findings: Finding[]): (ColumnFormat | undefined)[] {
  const columns: readonly ColumnFormat[] = listSheets[sheet]
  const [header = [], ...body] = rows
  const width = Math.max(header.length, ...body.map((cells) => cells.length))
  const tell = (i: number, code: FindingCode, found: Cell, values: Record<string, string> = {}) =>
    void findings.push({
      where: { path: '', sheet: name, row: 1, column: String(i + 1) },
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
    const column = columns.find(({ field }) => headings.some((of) => sameWord(of[field] ?? field, String(cell))))
    const before = column && first.get(column.field)
    if (!column) tell(i, 'unknown-column', cell, { list: columns.map(({ field }) => headingOf(field)).join(', ') })
    else if (before !== undefined) tell(i, 'duplicate-column', cell, { first: String(before) })
    else first.set(column.field, i + 1)
    return before === undefined ? column : undefined
  })
}
