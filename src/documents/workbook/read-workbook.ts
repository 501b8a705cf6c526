import { checkDocument } from '../check/check-document.ts'
import type { Checked } from '../check/check-document.ts'
import { foundText, placed } from '../check/finding.ts'
import type { Finding, FindingCode } from '../check/finding.ts'
import { belowTitle } from './below-title.ts'
import { cellMarks } from './cell-marks.ts'
import type { SheetMarks } from './cell-marks.ts'
import { checkRows } from '../check/check-rows.ts'
import { unpackWorkbook } from './unpack-workbook.ts'
import { readList } from './read-list.ts'
import type { Notes } from './read-list.ts'
import { readSingle } from './read-single.ts'
import { collect } from './workbook-collect.ts'
import type { Origins, ReadSheets } from './workbook-collect.ts'
import { limits, listSheetNames } from './workbook-format.ts'
import { cellOf } from './workbook-grid.ts'
import type { Grid } from './workbook-grid.ts'
import { namesIn, placeIn } from './workbook-names.ts'

const unmarked: SheetMarks = { cells: new Map(), merged: [] }

const refused = (code: FindingCode, found: string, values: Record<string, string> = {}): Checked => ({
  findings: [{ where: { path: '' }, severity: 'error', code, found, values }],
})

/** Reads a workbook as the same document that JSON gives, through the same schema; findings name sheet, row and column. */
export async function checkWorkbook(bytes: Uint8Array): Promise<Checked> {
  if (bytes.length > limits.bytes) return refused('file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB`, { limit: '20 MB' })
  const unpacked = unpackWorkbook(bytes)
  if (unpacked === 'broken') return refused('not-a-workbook', '-')
  if (unpacked === 'too-large') return refused('file-too-large', '> 200 MB', { limit: '200 MB' })
  if (unpacked === 'too-far') return refused('too-many-rows', `> ${limits.rows}`, { limit: String(limits.rows) })
  let grids: Grid[]
  try {
    const { default: readSheets } = await import('read-excel-file/node')
    const marked = cellMarks(bytes)
    grids = (await readSheets(unpacked, { trim: false })).map(({ sheet, data }) => {
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
  return rows > limits.rows ? refused('too-many-rows', String(rows), { limit: String(limits.rows) }) : checkGrids(grids.map(belowTitle))
}

function checkGrids(grids: Grid[]): Checked {
  const names = namesIn(grids)
  const notes: Notes = { names, findings: [], hidden: new Map() }
  const { findings, hidden } = notes
  const origins: Origins = new Map()
  const known = new Set([names.grid('guide'), names.grid('agency'), ...listSheetNames.map(names.grid)])
  for (const { name } of grids.filter((grid) => !known.has(grid)))
    findings.push({ where: { path: '', sheet: name }, severity: 'warning', code: 'unknown-sheet', found: name, values: {} })
  for (const { name, heading } of grids)
    if (heading !== undefined) {
      const row = String(heading)
      findings.push({ where: { path: '', sheet: name }, severity: 'warning', code: 'title-above', found: row, values: { row } })
    }
  const single = names.grid('agency')
  if (!single) return refused('sheet-missing', grids.map(({ name }) => name).join(', '), { sheet: names.sheet('agency') })
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
    const grid = names.grid(sheet)
    if (grid) sheets[sheet] = readList(sheet, grid, notes)
  }
  const inWorkbook = (values: Finding['values']): Finding['values'] => {
    const section = listSheetNames.find((name) => name === values['section'])
    return section ? { ...values, section: names.sheet(section) } : values
  }
  checkRows(sheets, (sheet, row, field, code, values = {}) => {
    const where = { path: '', sheet: names.sheet(sheet), row: row.number, column: names.heading(sheet, field) }
    if (hidden.get(where.sheet)?.(where.row, where.column)) return
    findings.push({ where, severity: 'error', code, found: foundText(row.values[field]), values: inWorkbook(values) })
  })
  const input = collect(readSingle(single, origins, notes), sheets, origins)
  const { document, findings: checked } = checkDocument(input)
  const place = (path: string) => placeIn(names, origins, path)
  const found = checked.map((one) => ({ ...placed(one, place), values: inWorkbook(one.values) }))
  // A cell that could not be read is told once, by its own finding.
  const told = new Set(findings.map(({ where }) => `${where.sheet} ${where.row} ${where.column}`))
  const isTold = ({ sheet = '', row = 0, column = '' }: Finding['where']) =>
    told.has(`${sheet} ${row} ${column}`) || hidden.get(sheet)?.(row, column)
  const fresh = found.filter(({ where }) => where.column === undefined || !isTold(where))
  const all = [...findings, ...fresh]
  return all.some(({ severity }) => severity === 'error') ? { findings: all } : { document, findings: all, locate: place }
}
