import { Holiday } from '../calendar/holidays.ts'
import { foundText } from './check/finding.ts'
import type { Finding, FindingCode } from './check/finding.ts'
import { unpackWorkbook } from './workbook/unpack-workbook.ts'

/** A file of holidays as it was read: the rows, or everything that is wrong with it. */
export type ReadHolidays = { holidays: Holiday[]; findings: Finding[] }

type Field = keyof Holiday
type Cells = { row: number; values: Partial<Record<Field, unknown>> }
type Grid = { sheet: string; rows: unknown[][] }

/** Headings as they are written in files, in both languages. */
const headings: Record<Field, readonly string[]> = {
  date: ['date', 'tanggal'],
  kind: ['kind', 'jenis'],
  name_id: ['name_id', 'name', 'nama', 'nama hari libur', 'hari libur'],
  name_en: ['name_en', 'nama inggris', 'english'],
  decree: ['decree', 'dasar', 'dasar hukum', 'keputusan', 'skb'],
}
const fields = Object.keys(headings) as Field[]
const kinds: Record<string, Holiday['kind']> = {
  nasional: 'national',
  'libur nasional': 'national',
  'cuti bersama': 'collective-leave',
  pemilu: 'election',
  pilkada: 'election',
  daerah: 'local',
  'libur daerah': 'local',
  lokal: 'local',
  'hari kerja': 'working-day',
}

/**
 * Reads holidays from JSON (the form of the table that the house ships with), CSV or a workbook's first sheet, with headings in either
 * language. Each row names its decree. Findings name row and column; with one of them nothing is to be written.
 */
export async function readHolidays({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<ReadHolidays> {
  if (/\.xlsx$/i.test(name)) return readGrid(await workbookGrid(name, bytes))
  const text = textOf(bytes)
  if (text === undefined) return { holidays: [], findings: [fileFinding('not-json', name)] }
  return /\.json$/i.test(name) || /^\s*[[{]/.test(text) ? readJson(text) : readGrid({ sheet: name, rows: csvRows(text) })
}

function readJson(text: string): ReadHolidays {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    return { holidays: [], findings: [fileFinding('not-json', cause instanceof Error ? cause.message : '-')] }
  }
  if (!Array.isArray(parsed)) return { holidays: [], findings: [fileFinding('wrong-type', foundText(parsed), { type: 'array' })] }
  const rows = parsed.map((one: unknown, at): Cells => ({ row: at + 1, values: typeof one === 'object' && one !== null ? one : {} }))
  return checked(rows, (row, column) => ({ path: `${row - 1}.${column}`, row, column }))
}

function readGrid(grid: Grid | Finding): ReadHolidays {
  if ('code' in grid) return { holidays: [], findings: [grid] }
  const { sheet, rows } = grid
  const [head = [], ...body] = rows
  const columns = head.map((cell) => fields.find((field) => headings[field].includes(word(cell))))
  const missing = (['date', 'name_id', 'decree'] as const).filter((field) => !columns.includes(field))
  if (missing.length > 0) {
    const list = fields.map((field) => headings[field][0]).join(', ')
    return {
      holidays: [],
      findings: [
        {
          where: { path: '', sheet, row: 1, column: missing.join(', ') },
          severity: 'error',
          code: 'unknown-column',
          found: foundText(head.join(', ')),
          values: { list },
        },
      ],
    }
  }
  const cells = body.flatMap((row, at): Cells[] => {
    if (row.every((cell) => word(cell) === '')) return []
    const values: Cells['values'] = {}
    for (const [place, field] of columns.entries()) if (field && word(row[place]) !== '') values[field] = row[place]
    return [{ row: at + 2, values }]
  })
  return checked(cells, (row, column) => ({ path: '', sheet, row, column }))
}

/** Every row by the schema of the table, and no day twice in one kind. */
function checked(rows: readonly Cells[], where: (row: number, column: string) => Finding['where']): ReadHolidays {
  const findings: Finding[] = []
  const holidays: Holiday[] = []
  const seen = new Map<string, number>()
  for (const { row, values } of rows) {
    const filled = { ...values, date: dateText(values.date), kind: kindText(values.kind), name_en: values.name_en ?? values.name_id }
    const read = Holiday.safeParse(filled)
    for (const issue of read.error?.issues ?? []) {
      const field = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''))
      const found = foundText((values as Record<string, unknown>)[field])
      const list = Holiday.shape.kind.options.join(', ')
      findings.push({
        where: where(row, field),
        severity: 'error',
        code: codeOf(field, found),
        found,
        values: field === 'kind' ? { list } : {},
      })
    }
    if (!read.success) continue
    const key = `${read.data.date} ${read.data.kind}`
    const first = seen.get(key)
    if (first !== undefined)
      findings.push({
        ...{ where: where(row, 'date'), severity: 'error', code: 'duplicate-key', found: key, values: {} },
        before: where(first, 'date'),
      })
    seen.set(key, row)
    holidays.push(read.data)
  }
  return findings.length > 0 ? { holidays: [], findings } : { holidays, findings }
}

function codeOf(field: string, found: string): FindingCode {
  if (!fields.some((known) => known === field)) return 'unknown-field'
  if (found === '-') return 'required'
  return field === 'date' ? 'not-a-date' : field === 'kind' ? 'not-in-list' : 'text-missing'
}

/** `2024-12-25`, and as people write it: `25/12/2024`, `25-12-2024`. A date cell of a workbook has no zone. */
function dateText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typeof value === 'string' ? value : '') ?? []
  if (day && month && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return typeof value === 'string' ? value.trim() : value
}
const kindText = (value: unknown): unknown => (value === undefined ? 'national' : (kinds[word(value)] ?? value))
const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : value instanceof Date ? 'date' : ''

async function workbookGrid(name: string, bytes: Uint8Array): Promise<Grid | Finding> {
  const unpacked = unpackWorkbook(bytes)
  if (typeof unpacked === 'string') return fileFinding('not-a-workbook', name)
  const { default: readSheets } = await import('read-excel-file/node')
  const [first] = await readSheets(unpacked).catch(() => [])
  return first ? { sheet: first.sheet, rows: first.data } : fileFinding('not-a-workbook', name)
}

/** Fields by comma, or by semicolon where the head has one; quotes as RFC 4180 has them. */
function csvRows(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '')
  const mark = (plain.split('\n')[0] ?? '').includes(';') ? ';' : ','
  const rows: string[][] = [[]]
  const field = new RegExp(`("(?:[^"]|"")*"|[^${mark}"\\r\\n]*)(${mark}|\\r?\\n|$)`, 'gy')
  for (let found = field.exec(plain); found; found = field.exec(plain)) {
    const [whole, cell = '', end = ''] = found
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim())
    if (end !== mark && end !== '') rows.push([])
    if (whole === '' || field.lastIndex >= plain.length) break
  }
  return rows
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const fileFinding = (code: FindingCode, found: string, values: Record<string, string> = {}): Finding => ({
  where: { path: '' },
  severity: 'error',
  code,
  found: foundText(found),
  values,
})
