import { readAddress } from './cell-marks.ts'
import type { Grid } from './workbook-grid.ts'
import { columnOf, listSheetOf } from './workbook-names.ts'

/** So many rows may a title have. */
const mostTitle = 20

/**
 * A list whose headings stand below a title, with the headings as its first row and the rows down to their old place empty: every row of the
 * list keeps its number. Any other sheet stays as it is.
 */
export const belowTitle = (grid: Grid): Grid => {
  const sheet = listSheetOf(grid.name)
  if (!sheet) return grid
  const headings = ([...cells]: Grid['rows'][number]) => cells.filter((cell) => cell !== null && columnOf(sheet, cell) !== undefined).length
  if (headings(grid.rows[0] ?? []) > 0) return grid
  // One heading alone may be a word of the title.
  const at = grid.rows.slice(0, mostTitle).findIndex((cells) => headings(cells) > 1)
  if (at < 0) return grid
  const isBelow = (row: number | undefined) => row !== undefined && row > at + 1
  return {
    ...grid,
    heading: at + 1,
    rows: grid.rows.map((cells, i) => (i === 0 ? (grid.rows[at] ?? []) : i <= at ? [] : cells)),
    marks: new Map([...grid.marks].filter(([place]) => isBelow(Number(place.split(':')[0])))),
    merged: grid.merged.filter((range) => isBelow(readAddress(range.split(':')[1] ?? '')?.row)),
  }
}
