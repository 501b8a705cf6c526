import { Decimal } from '../domain/decimal.ts'
import { readAmount } from '../domain/typed/read-amount.ts'
import { evenText } from '../domain/typed/typed-text.ts'
import { provisionalWords, unpublishedWords } from '../domain/typed/typed-words.ts'
import { decimalText } from '../documents/shape/values.ts'
import type { DecimalText } from '../documents/shape/values.ts'
import { readGrade, readNotYetPublished } from '../documents/shape/figure-value.ts'
import type { FigureText, TargetText } from '../documents/shape/figure-value.ts'

/** A row of a source file: its fields differ from report to report, so every one is asked for by name and kind. */
export type SourceRow = Record<string, unknown>

export const isRow = (value: unknown): value is SourceRow => typeof value === 'object' && value !== null && !Array.isArray(value)
/** The rows of a section; a section that is missing or of another form has none. */
export const rowsOf = (source: SourceRow, section: string): SourceRow[] => {
  const rows = source[section]
  return Array.isArray(rows) ? rows.filter(isRow) : []
}
/** A field's text, trimmed, its spaces single; undefined where there is none. */
export const textOf = (row: SourceRow, field: string): string | undefined => {
  const value = row[field]
  const text =
    typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, ' ').trim() : typeof value === 'number' ? String(value) : ''
  return text === '' ? undefined : text
}

/** How often "1.250" means a thousand in this column: a count of things has no three decimals. */
export type Reading = { counts?: boolean }

/** A number as reports print it: "97,50", "1.250.000", "Rp 12.500", "126%", "20 Dokumen"; undefined where it is none. */
export function numberIn(value: unknown, { counts = false }: Reading = {}): DecimalText | undefined {
  if (typeof value === 'number') return decimalText(value)
  if (typeof value !== 'string') return undefined
  const found =
    /^(?:rp\.?|idr|[≥≤><~±]+|rata-rata|sekitar)?\s*(-?\d[\d.,]*\d|-?\d)\s*(?:,-)?\s*(?:%|persen|[a-z][a-z /]*)?(?:\(.*\))?$/i.exec(
      value.normalize('NFKC').trim(),
    )
  const digits = found?.[1]
  if (!digits) return undefined
  return decimalText(withPoint(digits, counts))
}

/** Rupiah: "Rp 1.250.000.000,-", "1,200,000,000", "Rp 1,2 M", "350 jt". A lone "500.000" is half a million: money has no thousandths. */
export function rupiahIn(value: unknown): DecimalText | undefined {
  if (typeof value === 'number') return decimalText(value)
  const text = typeof value === 'string' ? evenText(value) : undefined
  const read = text === undefined ? undefined : readAmount(text, { money: true, mark: ',' })
  if (read?.kind !== 'amount' || read.amount.percent || read.amount.words !== '') return undefined
  const { readings, multiplied } = read.amount
  const reading = multiplied ? readings[0] : (readings.find(({ as }) => as === 'thousands') ?? readings[0])
  return decimalText(reading.value.toFixed())
}

/** Digits with a point as decimal mark. The last kind of mark is the decimal one; a mark that repeats groups thousands. */
const withPoint = (digits: string, counts: boolean): string => {
  const comma = digits.lastIndexOf(',')
  const point = digits.lastIndexOf('.')
  if (comma >= 0 && point >= 0) return comma > point ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '')
  const mark = comma >= 0 ? ',' : '.'
  const pieces = digits.split(mark)
  if (pieces.length > 2) return pieces.join('')
  if (pieces.length === 2 && pieces[1]?.length === 3 && counts && pieces[0] !== '0') return pieces.join('')
  return digits.replace(',', '.')
}

/** Nothing is printed: an empty cell, or the dash of a report. */
export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && /^[-–—\s]*$/.test(value))

/** "N/A", "Data Belum Rilis", "belum tersedia": the figure exists and is not known yet. */
export const unpublishedIn = (text: string): FigureText | undefined =>
  readNotYetPublished(text) ?? (unpublishedWords.has(text.trim().toLowerCase()) ? { kind: 'not-yet-published' } : undefined)

/** The sign before a number that is no exact one, "≤ 80"; undefined where there is none. The number alone is kept. */
export const looseSign = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^\s*(>=|<=|[≥≤><~±]|sekitar|rata-rata)\s*\d/i.exec(value.normalize('NFKC'))?.[1] : undefined

const score = (row: SourceRow): DecimalText | undefined => numberIn(row['score'] ?? row['nilai'] ?? row['value'])

/** A target in any form that the files have: null, a number, "A (82,04)", "95%", "80-90", {grade, score}, {min, max}. `undefined`: not understood. */
export function targetIn(value: unknown, reading?: Reading): TargetText | null | undefined {
  if (isBlank(value)) return null
  if (typeof value === 'string' && (unpublishedIn(value) || /^(tidak ada|nihil target)$/i.test(value.trim()))) return null
  const number = numberIn(value, reading)
  if (number !== undefined) return { kind: 'number', value: number }
  if (typeof value === 'string') return readGrade(value) ?? rangeIn(value)
  if (!isRow(value)) return undefined
  const grade = readGrade(textOf(value, 'grade') ?? textOf(value, 'letter') ?? '')
  if (grade) {
    const behind = score(value)
    return { ...grade, ...(behind !== undefined && { score: behind }) }
  }
  const [low, high] = [numberIn(value['low'] ?? value['min']), numberIn(value['high'] ?? value['max'])]
  if (low !== undefined && high !== undefined) return { kind: 'range', low, high }
  const behind = score(value)
  return behind === undefined ? undefined : { kind: 'number', value: behind }
}

const rangeIn = (text: string): TargetText | undefined => {
  const [, first, second] = /^(\d[\d.,]*)\s*(?:-|–|s\.?d\.?|sampai)\s*(\d[\d.,]*)\s*(?:%|[a-z°/ ]*)$/i.exec(text.trim()) ?? []
  const [low, high] = [numberIn(first), numberIn(second)]
  return low === undefined || high === undefined || Number(low) > Number(high) ? undefined : { kind: 'range', low, high }
}

const provisional = new RegExp(provisionalWords.source, 'i')

/** A realisation in any form that the files have. `null`: nothing printed; `undefined`: not understood. */
export function figureIn(value: unknown, reading?: Reading): FigureText | null | undefined {
  if (isBlank(value)) return null
  // Before the number: else the mark would pass for its unit.
  if (typeof value === 'string' && provisional.test(value)) {
    const figure = figureIn(value.replace(provisional, '').trim(), reading)
    return figure && figure.kind !== 'not-yet-published' ? { ...figure, provisional: true } : figure
  }
  const number = numberIn(value, reading)
  if (number !== undefined) return { kind: 'number', value: number }
  if (typeof value === 'string') return readGrade(value) ?? unpublishedIn(value) ?? (reading?.counts ? undefined : partsIn(value))
  if (!isRow(value)) return undefined
  const grade = readGrade(textOf(value, 'grade') ?? textOf(value, 'letter') ?? '')
  const behind = score(value)
  if (grade) return { ...grade, ...(behind !== undefined && { score: behind }) }
  const [numerator, denominator] = [numberIn(value['numerator']), numberIn(value['denominator'])]
  if (numerator !== undefined && denominator !== undefined) return partsIn(`${numerator}/${denominator}`)
  return behind === undefined ? undefined : { kind: 'number', value: behind }
}

const partsIn = (text: string): FigureText | undefined => {
  const [, top, bottom] = /^([\d.,]+)\s*(?:\/|dari)\s*([\d.,]+)$/i.exec(text.trim()) ?? []
  const [numerator, denominator] = [numberIn(top, { counts: true }), numberIn(bottom, { counts: true })]
  if (numerator === undefined || denominator === undefined || Number(denominator) === 0) return undefined
  return percentParts(numerator, denominator)
}

/** A figure from its two numbers: 60 of 121, in percent. */
export const percentParts = (numerator: DecimalText, denominator: DecimalText): FigureText => ({
  kind: 'number',
  value: new Decimal(numerator).div(denominator).times(100).toFixed(),
  parts: { numerator, denominator },
})
