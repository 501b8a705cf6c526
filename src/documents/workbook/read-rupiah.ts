import { Decimal } from '../../domain/decimal.ts'
import { multiplierOf } from '../../domain/typed/typed-words.ts'
import { readDecimal } from './workbook-cells.ts'
import type { Cell, CellRead } from './workbook-cells.ts'

/** A sign before or after Rp, digits with their marks, what closes an amount (",-"), and a word such as juta or M. */
const amount = /^([-−]?)\s*(?:(?:rp|idr)\b\.?)?\s*([-−]?)\s*(\d[\d.,]*?)(?:[,.][-–—=]+)?\s*([a-z]*)\.?$/i

/** Rupiah as people write it: "Rp 120.000.000.000,00", "Rp1.250.000,-", "500.000", "Rp 1,2 M", "350 jt". Never a share of something. */
export function readRupiah(value: Cell): CellRead {
  if (typeof value === 'number') return readDecimal(value)
  const text = String(value)
    .replace(/(rp|idr)(?=[\d-])/i, '$1 ')
    .trim()
  const [, before = '', after = '', digits, word = ''] = amount.exec(text) ?? []
  const times = word === '' || /^rupiah$/i.test(word) ? new Decimal(1) : multiplierOf(word.toLowerCase(), true)
  if (digits === undefined || !times || (before && after)) return { code: 'not-rupiah' }
  const read = readDecimal(times.eq(1) ? grouped(digits) : digits)
  if ('code' in read) return read.code === 'not-a-number' ? { code: 'not-rupiah' } : read
  const size = new Decimal(String(read.value)).times(times)
  return { value: (before || after ? size.negated() : size).toFixed() }
}

/** Rupiah have no thousandths: three digits behind a point are a group, and so are several groups behind commas. */
function grouped(digits: string): string {
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits)) return digits.replaceAll('.', '')
  return /^\d{1,3}(,\d{3}){2,}(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits
}

const percent = /\s*(%|persen|percent)$/i

/** Money in the unit of its column, or in the one that it names: "12,5%", "Rp 350 jt". */
export function readMoney(value: Cell, unit: string): CellRead {
  const text = String(value).trim()
  const isText = typeof value === 'string'
  const kind = isText && percent.test(text) ? 'percent' : isText && /^[-−]?\s*(rp|idr)/i.test(text) ? 'rupiah' : unit
  const read = kind === 'rupiah' ? readRupiah(value) : readDecimal(isText ? text.replace(percent, '') : value)
  return 'code' in read ? read : { value: { kind, value: read.value } }
}
