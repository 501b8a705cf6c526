import type { Worksheet } from 'exceljs'
import { catalogue } from '../../text/catalogue.ts'
import type { AlertRuleName } from '../../domain/leadership/alerts.ts'
import type { Locale } from '../../text/catalogue.ts'
import type { Document } from '../shape/document.ts'
import { decimalCell, neutral } from './workbook-cells.ts'
import type { Cell } from './workbook-cells.ts'
import { listSheetNames, listSheets, singleChoices, singleDecimals, singleFields } from './workbook-format.ts'
import type { ColumnFormat, ListSheet } from './workbook-format.ts'
import { alertRows, rowsOfDocument } from './workbook-rows.ts'
import type { SheetRow } from './workbook-rows.ts'

/** The workbook of a document; it imports back to the same. */
export const writeWorkbook = (document: Document, locale: Locale = 'id'): Promise<Uint8Array> => write(document, locale)

/** The empty workbook with explanations and drop-downs. */
export const templateWorkbook = (locale: Locale = 'id'): Promise<Uint8Array> => write(undefined, locale)

const heading = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F4E79' } } as const
const longestList = 600

async function write(document: Document | undefined, locale: Locale): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const words = catalogue[locale].workbook
  const guide = workbook.addWorksheet(words.sheet.guide)
  guide.getColumn(1).width = 110
  for (const [i, line] of Object.values(words.guide).entries()) {
    const cell = guide.getCell(i + 1, 1)
    cell.value = line
    cell.alignment = { wrapText: true, vertical: 'top' }
    if (i === 0) cell.font = { bold: true, size: 14 }
  }
  writeSingle(workbook.addWorksheet(words.sheet.agency, frozen), document, Object.values(words.single), words.explain)
  const rows = document ? rowsOfDocument(document) : { ...noRows(), alerts: alertRows({}) }
  // Every rule says what it means and where it begins.
  for (const row of rows.alerts) row['explanation'] = words.rule[row['rule'] as AlertRuleName]
  const headings: Record<string, string> = words.heading
  for (const sheet of listSheetNames) writeList(workbook.addWorksheet(words.sheet[sheet], frozen), listSheets[sheet], rows[sheet], headings)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const noRows = () => Object.fromEntries(listSheetNames.map((sheet) => [sheet, [] as SheetRow[]])) as Record<ListSheet, SheetRow[]>

const frozen = { views: [{ state: 'frozen' as const, ySplit: 1 }] }

function writeHeadings(sheet: Worksheet, titles: string[]): void {
  for (const [i, title] of titles.entries()) {
    const cell = sheet.getCell(1, i + 1)
    cell.value = title
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = heading
    cell.alignment = { wrapText: true, vertical: 'middle' }
  }
}

const put = (sheet: Worksheet, row: number, column: number, value: Cell | undefined): void => {
  if (value !== undefined && value !== null) sheet.getCell(row, column).value = typeof value === 'string' ? neutral(value) : value
}

const dropDown = (choices: readonly string[]) => ({ type: 'list' as const, allowBlank: true, formulae: [`"${choices.join(',')}"`] })

function writeSingle(sheet: Worksheet, document: Document | undefined, titles: string[], explain: Partial<Record<string, string>>): void {
  writeHeadings(sheet, titles)
  sheet.getColumn(3).width = 80
  sheet.getColumn(1).width = 28
  sheet.getColumn(2).width = 60
  for (const [i, field] of singleFields.entries()) {
    sheet.getCell(i + 2, 1).value = field
    const value = document ? at(document, field) : field === 'format' ? 1 : undefined
    put(sheet, i + 2, 2, typeof value === 'string' && singleDecimals.has(field) ? decimalCell(value) : value)
    put(sheet, i + 2, 3, explain[field.replaceAll('.', '-')])
    const choices = singleChoices[field]
    if (choices) sheet.getCell(i + 2, 2).dataValidation = dropDown(choices)
  }
}

const at = (document: Document, field: string): Cell | undefined => {
  const value = field
    .split('.')
    .reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined), document)
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

function writeList(sheet: Worksheet, columns: readonly ColumnFormat[], rows: SheetRow[], headings: Record<string, string>): void {
  writeHeadings(
    sheet,
    columns.map(({ field }) => headings[field] ?? field),
  )
  for (const [j, { field, width, choices }] of columns.entries()) {
    sheet.getColumn(j + 1).width = width ?? 16
    for (const [i, row] of rows.entries()) put(sheet, i + 2, j + 1, row[field])
    if (choices)
      for (let row = 2; row <= Math.max(rows.length + 20, Math.min(60, longestList)); row++)
        sheet.getCell(row, j + 1).dataValidation = dropDown(choices)
  }
}
