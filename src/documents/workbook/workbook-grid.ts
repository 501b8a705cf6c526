import { Decimal } from '../../domain/decimal.ts'
import type { CellMark, SheetMarks } from './cell-marks.ts'
import { fromNeutral } from './workbook-cells.ts'
import type { Cell } from './workbook-cells.ts'

/**
 * A sheet as it was read: its cells, what their values do not tell, by `row:column` from 1, and the ranges that are merged. `heading` is the
 * row in which the headings of a list stand in the file, where that is not the first.
 */
export type Grid = { name: string; rows: Cell[][]; marks: SheetMarks['cells']; merged: SheetMarks['merged']; heading?: number }

/** Dates become days: a date typed in Excel has no zone. What Excel shows in percent is read as it is shown. */
export const cellOf = (value: unknown, mark: CellMark | undefined): Cell => {
  if (mark?.kind === 'percent' && typeof value === 'number')
    return `${new Decimal(value).times(100).toSignificantDigits(15).toFixed().replace('.', ',')}%`
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'string') return value.trim() === '' ? null : fromNeutral(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** A cell that has no value to read, and the code of its finding. */
export const broken = { 'not-computed': 'not-computed', error: 'cell-error' } as const
export const isBroken = (mark: CellMark | undefined): mark is Exclude<CellMark, { kind: 'percent' }> => !!mark && mark.kind !== 'percent'

/** Names of sheets, headings and labels are equal whatever their case. */
export const sameWord = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()
