import { catalogue } from '../text/catalogue.ts'
import { checkDocument } from './check-document.ts'
import type { Checked } from './check-document.ts'
import { foundText } from './finding.ts'
import type { Finding, FindingCode } from './finding.ts'
import { inspectZip } from './unpacked-size.ts'
import { fromNeutral, readDecimal, readFigureCell, readMoney, readTarget } from './workbook-cells.ts'
import type { Cell, CellRead } from './workbook-cells.ts'
import { collect } from './workbook-collect.ts'
import type { Origins, ReadRow, ReadSheets } from './workbook-collect.ts'
import { limits, listSheetNames, listSheets, singleBooleans, singleDecimals, singleFields, singleIntegers } from './workbook-format.ts'
import type { CellKind, ListSheet } from './workbook-format.ts'

type Grid = { name: string; rows: Cell[][] }
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
    grids = (await readSheets(Buffer.from(bytes), { trim: false })).map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map(cellOf)),
    }))
  } catch (cause) {
    return refused('not-a-workbook', cause instanceof Error ? cause.message.slice(0, 80) : '-')
  }
  const rows = grids.reduce((total, grid) => total + grid.rows.length, 0)
  return rows > limits.rows ? refused('too-many-rows', String(rows), { limit: String(limits.rows) }) : checkGrids(grids)
}

/** Dates become days: a date typed in Excel has no zone. */
const cellOf = (value: unknown): Cell => {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'string') return value.trim() === '' ? null : fromNeutral(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
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
  for (const sheet of listSheetNames) {
    const grid = gridOf(sheet)
    if (grid) sheets[sheet] = readList(sheet, grid, findings)
  }
  const input = collect(readSingle(single, origins, findings), sheets, origins)
  const { document, findings: checked } = checkDocument(input)
  const named = new Map(
    [...listSheetNames, 'agency' as const].map((sheet) => [sheet, gridOf(sheet)?.name ?? words[0]?.sheet[sheet] ?? sheet]),
  )
  const placed = checked.map((one): Finding => ({ ...one, where: place(one.where.path, origins, named) }))
  // A cell that could not be read is told once, by its own finding.
  const told = new Set(findings.map(({ where }) => `${where.sheet} ${where.row} ${where.column}`))
  const fresh = placed.filter(({ where }) => where.column === undefined || !told.has(`${where.sheet} ${where.row} ${where.column}`))
  const all = [...findings, ...fresh]
  return all.some(({ severity }) => severity === 'error')
    ? { findings: all }
    : { document, findings: all, locate: (path) => place(path, origins, named) }
}

const sameWord = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

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
      ...(field !== undefined && { column: headingOf(field) }),
    }
  }
  return { path }
}

const firstField = (sheet: ListSheet | 'agency'): string | undefined => (sheet === 'agency' ? undefined : listSheets[sheet][0]?.field)

const headings: Record<string, string>[] = words.map(({ heading }) => heading)
const headingOf = (field: string): string => headings[0]?.[field] ?? field

function readList(sheet: ListSheet, { name, rows }: Grid, findings: Finding[]): ReadRow[] {
  const columns = listSheets[sheet]
  const [header = [], ...body] = rows
  const found = header.map((cell, i) => {
    const column = columns.find(({ field }) => headings.some((of) => sameWord(of[field] ?? field, String(cell ?? ''))))
    if (!column && cell !== null) {
      const list = columns.map(({ field }) => headingOf(field)).join(', ')
      findings.push({
        where: { path: '', sheet: name, row: 1, column: String(i + 1) },
        severity: 'error',
        code: 'unknown-column',
        found: foundText(cell),
        values: { list },
      })
    }
    return column
  })
  return body.flatMap((cells, i): ReadRow[] => {
    if (cells.every((cell) => cell === null)) return []
    const number = i + 2
    const unitField = (field: string) =>
      field.startsWith('plan') ? 'planUnit' : field.startsWith('realised') ? 'realisedUnit' : 'moneyUnit'
    const values: Record<string, unknown> = {}
    for (const [j, column] of found.entries()) {
      const cell = cells[j] ?? null
      if (!column || cell === null || column.kind === 'explanation') continue
      const unit = column.kind === 'money' ? cells[found.findIndex((other) => other?.field === unitField(column.field))] : null
      // A grade or a range is a target, whatever else stands in the column of references.
      const kind = column.field === 'value' && /renstra/.test(String(values['referenceKind'])) ? 'target' : column.kind
      const read = readCell(kind, cell, String(unit ?? 'rupiah'))
      if ('code' in read) {
        const where = { path: '', sheet: name, row: number, column: headingOf(column.field) }
        findings.push({ where, severity: 'error', code: read.code, found: foundText(cell), values: read.values ?? {} })
      } else values[column.field] = read.value
    }
    return [{ number, values }]
  })
}

function readCell(kind: CellKind, cell: Cell, unit: string): CellRead {
  switch (kind) {
    case 'decimal':
      return readDecimal(cell)
    case 'integer':
      return typeof cell === 'number'
        ? { value: cell }
        : /^\d+$/.test(String(cell).trim())
          ? { value: Number(cell) }
          : { code: 'not-a-number' }
    case 'boolean':
      return typeof cell === 'boolean'
        ? { value: cell }
        : /^(ya|yes|true|benar|1)$/i.test(String(cell))
          ? { value: true }
          : { value: /^(tidak|no|false|salah|0)$/i.test(String(cell)) ? false : cell }
    case 'figure':
      return readFigureCell(cell)
    case 'target':
      return readTarget(cell)
    case 'money':
      return readMoney(cell, unit)
    case 'keys':
      return {
        value: String(cell)
          .split(/[\s,;]+/)
          .filter((key) => key !== ''),
      }
    case 'days': {
      const days = String(cell)
        .split(/[\s,;]+/)
        .filter((part) => part !== '')
      return days.every((part) => /^\d+$/.test(part)) ? { value: days.map(Number) } : { code: 'not-a-number' }
    }
    case 'quarter':
      return { value: /^[1-4]$/.test(String(cell).trim()) ? Number(cell) : String(cell).trim() }
    case 'text':
    case 'explanation':
    case 'date':
    case 'instant':
      return { value: String(cell) }
  }
}

function readSingle({ name, rows }: Grid, origins: Origins, findings: Finding[]): Record<string, unknown> {
  const document: Record<string, unknown> = { revision: {}, government: {}, agency: {}, rules: {} }
  for (const [i, [label, cell = null]] of rows.entries()) {
    const field = singleFields.find((known) => sameWord(known, String(label ?? '')))
    if (!field) continue
    origins.set(field, { sheet: 'agency', row: i + 1, field })
    if (cell === null) continue
    const kind = singleIntegers.has(field)
      ? 'integer'
      : singleBooleans.has(field)
        ? 'boolean'
        : singleDecimals.has(field)
          ? 'decimal'
          : field === 'reminders.before'
            ? 'days'
            : 'text'
    const read = readCell(kind, cell, 'rupiah')
    if ('code' in read) {
      findings.push({
        where: { path: field, sheet: name, row: i + 1, column: field },
        severity: 'error',
        code: read.code,
        found: foundText(cell),
        values: read.values ?? {},
      })
      continue
    }
    putAt(document, field.split('.'), read.value)
  }
  return document
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
