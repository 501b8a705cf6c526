import { catalogue } from '../../text/catalogue.ts'
import type { Where } from '../check/finding.ts'
import type { Cell } from './workbook-cells.ts'
import { wholes } from './workbook-collect.ts'
import type { Origins } from './workbook-collect.ts'
import { listSheetNames, listSheets } from './workbook-format.ts'
import type { ColumnFormat, ListSheet } from './workbook-format.ts'
import { sameWord } from './workbook-grid.ts'
import type { Grid } from './workbook-grid.ts'

const words = [catalogue.id.workbook, catalogue.en.workbook] as const
const headings: Record<string, string>[] = words.map(({ heading }) => heading)

/** What the sheets and columns of a workbook are called in it, so that a person finds them; in Indonesian where they are not there. */
export type Names = {
  grid: (sheet: ListSheet | 'agency' | 'guide') => Grid | undefined
  sheet: (sheet: ListSheet | 'agency') => string
  heading: (sheet: ListSheet | 'agency', field: string) => string
}

/** The column of a list that a heading names, in either language. */
export const columnOf = (sheet: ListSheet, title: Cell): ColumnFormat | undefined =>
  listSheets[sheet].find(({ field }) => headings.some((of) => sameWord(of[field] ?? field, String(title))))

/** The list that a sheet is named after, in either language. */
export const listSheetOf = (name: string): ListSheet | undefined =>
  listSheetNames.find((sheet) => words.some((of) => sameWord(of.sheet[sheet], name)))

export function namesIn(grids: readonly Grid[]): Names {
  const grid: Names['grid'] = (sheet) => grids.find(({ name }) => words.some((of) => sameWord(of.sheet[sheet], name)))
  const titles = new Map<string, string>()
  for (const sheet of listSheetNames)
    for (const cell of grid(sheet)?.rows[0] ?? []) {
      const column = cell === null ? undefined : columnOf(sheet, cell)
      if (column) titles.set(`${sheet} ${column.field}`, String(cell).trim())
    }
  const value = String(grid('agency')?.rows[0]?.[1] ?? '').trim()
  const single = words.some((of) => sameWord(of.single.value, value)) ? value : words[0].single.value
  return {
    grid,
    sheet: (sheet) => grid(sheet)?.name ?? words[0].sheet[sheet],
    heading: (sheet, field) => (sheet === 'agency' ? single : (titles.get(`${sheet} ${field}`) ?? headings[0]?.[field] ?? field)),
  }
}

/** Where a path of the document stands in the workbook. */
export function placeIn(names: Names, origins: Origins, path: string): Where {
  for (let prefix = path; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
    const origin = origins.get(prefix)
    if (!origin) continue
    const { sheet, row } = origin
    const field = origin.field ?? fieldOf(sheet, path.slice(prefix.length + 1).split('.')[0] ?? '')
    return { path, sheet: names.sheet(sheet), row, ...(field !== undefined && { column: names.heading(sheet, field) }) }
  }
  return { path }
}

/** The column in which a part of a row begins; what is wrong with a row as a whole stands at its key. */
function fieldOf(sheet: ListSheet | 'agency', part: string): string | undefined {
  if (sheet === 'agency') return undefined
  const columns: readonly ColumnFormat[] = listSheets[sheet]
  return [part, wholes[part]].find((of) => columns.some(({ field }) => field === of)) ?? columns[0]?.field
}
