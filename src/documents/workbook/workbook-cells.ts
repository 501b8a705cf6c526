import { Decimal } from '../../domain/decimal.ts'
import { isNoTarget, readGrade, readNotYetPublished } from '../shape/figure-value.ts'
import type { FigureText, TargetText } from '../shape/figure-value.ts'
import type { FindingCode } from '../check/finding.ts'
import { decimalText } from '../shape/values.ts'
import type { DecimalText, MoneyValue } from '../shape/values.ts'

/** What stands in a cell: a number only where a double holds it exactly as shown. */
export type Cell = string | number | boolean | null
export type CellProblem = { code: FindingCode; values?: Record<string, string> }
export type CellRead = { value: unknown } | CellProblem

const comma = (text: DecimalText): string => text.replace('.', ',')

/** A decimal as a cell: a number where Excel keeps all its digits, else text. */
export const decimalCell = (text: DecimalText): Cell => (new Decimal(text).precision() <= 15 ? Number(text) : comma(text))

export function targetCell(target: TargetText | null): Cell {
  if (!target) return null
  if (target.kind === 'number') return decimalCell(target.value)
  if (target.kind === 'range') return `${comma(target.low)}–${comma(target.high)}`
  return target.score === undefined
    ? target.letter
    : `${target.letter} (${comma(target.score)})${target.rules === undefined ? '' : ` ${target.rules}`}`
}

export function figureCell(figure: FigureText): Cell {
  if (figure.kind === 'not-yet-published') return figure.expected === undefined ? 'N/A' : `N/A (${figure.expected})`
  const mark = figure.provisional ? ' sementara' : ''
  if (figure.kind === 'grade') return `${figure.score === undefined ? figure.letter : `${figure.letter} (${comma(figure.score)})`}${mark}`
  const whole = figure.parts ? `${comma(figure.parts.numerator)}/${comma(figure.parts.denominator)}` : comma(figure.value)
  const inputs = Object.entries(figure.inputs ?? {}).map(([key, { value, parts }]) =>
    parts ? `${key}=${comma(parts.numerator)}/${comma(parts.denominator)}` : `${key}=${comma(value)}`,
  )
  if (!figure.parts && !mark && inputs.length === 0) return decimalCell(figure.value)
  return `${whole}${mark}${inputs.length ? ` {${inputs.join('; ')}}` : ''}`
}

/** Money in the column's unit is a plain number; in the other unit it says so. */
export const moneyCell = (money: MoneyValue | null, unit: string): Cell => {
  if (!money) return null
  if (money.kind === unit) return decimalCell(money.value)
  return money.kind === 'percent' ? `${comma(money.value)}%` : `Rp ${comma(money.value)}`
}

/**
 * A number as it stands in a cell: Excel's own, rounded to the 15 digits that it shows, or text in Indonesian or plain notation.
 * "1.250" could be either and is given back as two readings.
 */
export function readDecimal(value: Cell): CellRead {
  if (typeof value === 'number') return { value: new Decimal(value).toSignificantDigits(15).toFixed() }
  const text = String(value).replace(/\s/g, '').replace('−', '-')
  if (/^-?\d{1,3}\.\d{3}$/.test(text))
    return { code: 'ambiguous-number', values: { first: text.replace('.', ''), second: text.replace('.', ',') } }
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll('.', '') : text
  const number = /^-?\d+([.,]\d+)?$/.test(plain) ? decimalText(plain.replace(',', '.')) : undefined
  return number === undefined ? { code: 'not-a-number' } : { value: number }
}

/** The same, also as "72,5%": the number of percent, or where it is a weight the fraction that it means. */
export function readPercent(value: Cell, asFraction = false): CellRead {
  const text = typeof value === 'string' ? withoutPercent(value) : undefined
  if (text === undefined || text === value) return readDecimal(value)
  const read = readDecimal(text)
  return 'code' in read || !asFraction ? read : { value: new Decimal(String(read.value)).div(100).toFixed() }
}

const withoutPercent = (text: string): string => text.replace(/\s*(%|persen|percent)\s*$/i, '')

/** "80–90", "-5 – 5", "-5-5", "60% s.d. 85%", "-5 sampai 5": two numbers, each with its own sign. */
const range = /^([-−]?\d[\d.,]*)\s*%?\s*(?:[-–—−]|s\s?[./]?\s?d\.?|sampai(?:\s+dengan)?|hingga|to)\s*([-−]?\d[\d.,]*)$/i

export function readTarget(value: Cell): CellRead {
  if (typeof value === 'number') return readDecimal(value)
  const text = withoutPercent(String(value).trim())
  const [, low, high] = range.exec(text) ?? []
  if (low !== undefined && high !== undefined) {
    const [first, second] = [readDecimal(low), readDecimal(high)]
    if ('code' in first) return first
    if ('code' in second) return second
    const turned = new Decimal(String(first.value)).gt(String(second.value))
    return turned ? { code: 'range-turned' } : { value: { low: first.value, high: second.value } }
  }
  const [, rules] = / (letter|score)$/.exec(text) ?? []
  const grade = readGrade(rules === undefined ? text : text.slice(0, -rules.length - 1))
  if (grade) return { value: { kind: 'grade', letter: grade.letter, ...(grade.score && { score: grade.score }), ...(rules && { rules }) } }
  return isNoTarget(text) ? { value: null } : orElse(readDecimal(text), 'not-a-target')
}

const orElse = (read: CellRead, code: FindingCode): CellRead => ('code' in read && read.code === 'not-a-number' ? { code } : read)

export function readFigureCell(value: Cell): CellRead {
  if (typeof value === 'number') return readDecimal(value)
  const [, whole = '', listed] = /^([^{]*)(?:\{(.*)\})?$/.exec(withoutPercent(String(value).trim())) ?? []
  const provisional = /\b(sementara|provisional)\b/i.test(whole)
  const text = withoutPercent(whole.replace(/\(?\b(sementara|provisional)\b\)?/i, '').trim())
  const unpublished = readNotYetPublished(text)
  if (unpublished) return { value: unpublished }
  const mark = provisional ? { provisional } : {}
  const grade = readGrade(text)
  if (grade) return { value: { ...grade, ...mark } }
  const number = readRatioOr(text)
  if ('code' in number) return orElse(number, 'not-a-figure')
  const inputs: Record<string, unknown> = {}
  for (const item of (listed ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const [key = '', given = ''] = item.split('=').map((one) => one.trim())
    const read = readRatioOr(given)
    if ('code' in read) return orElse(read, 'not-a-figure')
    inputs[key] = read.value
  }
  const withInputs = listed === undefined ? {} : { inputs }
  return { value: { kind: 'number', ...asNumber(number.value), ...withInputs, ...mark } }
}

type Ratio = { parts: { numerator: unknown; denominator: unknown } }
const isRatio = (value: unknown): value is Ratio => typeof value === 'object' && value !== null && 'parts' in value
const asNumber = (value: unknown): object => (isRatio(value) ? { value: '0', parts: value.parts } : { value })

function readRatioOr(text: string): CellRead {
  const [, top, bottom] = /^([-−]?[\d.,]+)\s*(?:\/|dari)\s*([-−]?[\d.,]+)$/i.exec(text) ?? []
  if (top === undefined || bottom === undefined) return readDecimal(text)
  const [numerator, denominator] = [readDecimal(top), readDecimal(bottom)]
  if ('code' in numerator) return numerator
  return 'code' in denominator ? denominator : { value: { parts: { numerator: numerator.value, denominator: denominator.value } } }
}

const formulaStart = /^[=+\-@\t\r]/

/** Text that a spreadsheet would take for a formula gets an apostrophe before it; reading takes it away. */
export const neutral = (text: string): string => (formulaStart.test(text) || /^'[=+\-@\t\r']/.test(text) ? `'${text}` : text)
export const fromNeutral = (text: string): string => (/^'[=+\-@\t\r']/.test(text) ? text.slice(1) : text)
