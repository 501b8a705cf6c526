import { foundText } from '../check/finding.ts'
import type { Finding } from '../check/finding.ts'
import { readAddress } from './cell-marks.ts'
import type { Grid } from './workbook-grid.ts'

/** The cells that one merged range takes from the table: rows and columns from 1, both ends within. */
type Taken = { range: string; top: number; left: number; bottom: number; right: number }

/**
 * Merged ranges that hide cells of the table: the value stands in one of them only, and the others would be read as empty. `columns` are
 * those that are read, from 1, with their headings. Ranges within the first row and beside the table, and empty ones, lose nothing.
 */
export function mergedCells({ name, rows, merged }: Grid, columns: ReadonlyMap<number, string>): { findings: Finding[]; takes: Takes } {
  const width = Math.max(0, ...columns.keys())
  const taken = merged.flatMap((range): Taken[] => {
    const [first, last] = range.split(':').map(readAddress)
    if (!first || !last) return []
    const [top, left] = [first.row, first.column]
    const [bottom, right] = [Math.min(last.row, rows.length), Math.min(last.column, width)]
    const read = [...columns.keys()].filter((column) => column >= left && column <= right)
    const hides = read.some((column) => column !== left) || (read.length > 0 && bottom > top)
    const isFilled = () => rows.slice(top - 1, bottom).some((cells) => cells.slice(left - 1, last.column).some((cell) => cell !== null))
    return bottom >= 2 && hides && isFilled() ? [{ range, top: Math.max(top, 2), left, bottom, right }] : []
  })
  const findings = taken.map(({ range, top, left, right }): Finding => {
    const column = [...columns].find(([at]) => at >= left && at <= right)?.[1]
    const where = { path: '', sheet: name, row: top, ...(column !== undefined && { column }) }
    return { where, severity: 'error', code: 'merged-cells', found: foundText(range), values: {} }
  })
  const numbers = new Map([...columns].map(([column, heading]) => [heading, column]))
  return {
    findings,
    takes: (row, heading) => {
      const column = numbers.get(heading) ?? 0
      return taken.some(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right)
    },
  }
}

/** Whether a cell, by its row and heading, is in a merged range that is told: what is missing there needs no finding of its own. */
export type Takes = (row: number, heading: string) => boolean
