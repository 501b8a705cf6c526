import type { Sheet } from '../../message/incoming.ts'
import { storable } from '../../message/storable.ts'
import type { CellMark } from './cell-marks.ts'
import { cellMarks } from './cell-marks.ts'
import { unpackWorkbook } from './unpack-workbook.ts'
import { cellOf as asShown } from './workbook-grid.ts'

/** What an officer fills in by hand is far smaller; what is larger is evidence. */
const small = { bytes: 2 ** 20, unpacked: 10 * 2 ** 20, rows: 300, columns: 40 }

/** The filled rows of a workbook's first sheet, their cells in their places, empty ones as ''. Nothing where it is no small workbook; never throws for what stands in it. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet | undefined> {
  const unpacked = bytes.length > small.bytes ? 'too-large' : unpackWorkbook(bytes, small.unpacked)
  if (typeof unpacked === 'string') return undefined
  try {
    const { default: readSheets } = await import('read-excel-file/node')
    const [first] = await readSheets(unpacked, { trim: true })
    const marks = cellMarks(bytes).get(first?.sheet ?? '')?.cells
    const rows = storable(first?.data ?? []).map((row, i) => row.map((value, j) => cellOf(value, marks?.get(`${i + 1}:${j + 1}`))))
    if (rows.length > small.rows || rows.some((row) => row.length > small.columns)) return undefined
    return rows
  } catch {
    // Broken, locked with a password, or made by a program that does it otherwise: then it is a file like any other.
    return undefined
  }
}

/** Dates, ticks and errors of formulas are no values of an indicator; 87,75% is what Excel shows of 0,8775. */
const cellOf = (value: unknown, mark: CellMark | undefined): string | number => {
  if (mark?.kind === 'percent' && typeof value === 'number') return String(asShown(value, mark))
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' ? value.trim() : ''
}
