import { readMoney, readRupiah } from './read-rupiah.ts'
import { readFigureCell, readPercent, readTarget } from './workbook-cells.ts'
import type { Cell, CellRead } from './workbook-cells.ts'
import type { CellKind } from './workbook-format.ts'

/** Reads a cell as its column wants it. `unit` is that of money; `asFraction` reads "80%" as 0.8. */
export function readCell(kind: CellKind, cell: Cell, unit: string, asFraction = false): CellRead {
  switch (kind) {
    case 'decimal':
      return readPercent(cell, asFraction)
    case 'integer':
      return typeof cell === 'number'
        ? { value: cell }
        : /^\d+$/.test(String(cell).trim())
          ? { value: Number(cell) }
          : { code: 'not-a-number' }
    case 'boolean':
      return typeof cell === 'boolean'
        ? { value: cell }
        : /^(ya|yes|true|benar|1)$/i.test(String(cell).trim())
          ? { value: true }
          : { value: /^(tidak|no|false|salah|0)$/i.test(String(cell).trim()) ? false : cell }
    case 'figure':
      return readFigureCell(cell)
    case 'target':
      return readTarget(cell)
    case 'rupiah':
      return readRupiah(cell)
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
      return { value: String(cell).trim() }
  }
}
