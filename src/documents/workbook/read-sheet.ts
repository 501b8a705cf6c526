import type { Sheet } from '../../message/incoming.ts'
import { storable } from '../../message/storable.ts'
import { inspectZip } from './unpacked-size.ts'

/** What an officer fills in by hand is far smaller; what is larger is evidence. */
const small = { bytes: 2 ** 20, unpacked: 10 * 2 ** 20, rows: 300, columns: 40 }

/** The filled rows of a workbook's first sheet, their cells in their places, empty ones as ''. Nothing where it is no small workbook; never throws for what stands in it. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet | undefined> {
  if (bytes.length > small.bytes || inspectZip(bytes, small.unpacked) !== 'fine') return undefined
  try {
    const { default: readSheets } = await import('read-excel-file/node')
    const [first] = await readSheets(Buffer.from(bytes), { trim: true })
    const rows = storable(first?.data ?? []).map((row) => row.map(cellOf))
    if (rows.length > small.rows || rows.some((row) => row.length > small.columns)) return undefined
    return rows
  } catch {
    // Broken, locked with a password, or made by a program that does it otherwise: then it is a file like any other.
    return undefined
  }
}

/** Dates, ticks and errors of formulas are no values of an indicator. */
const cellOf = (value: unknown): string | number => {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' ? value.trim() : ''
}
