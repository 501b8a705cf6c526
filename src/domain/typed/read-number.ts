import { d } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'

/** One way to read a number: `thousands` and `decimal` say what its only separator was taken for; `plain` needs no choice. */
export type NumberReading = { value: Decimal; as: 'thousands' | 'decimal' | 'plain' }

export type NumberRefusal = 'not-a-number' | 'bad-groups' | 'scientific' | 'too-large'

/** All ways to read a number, likeliest first; two for `1.250`. */
export type NumberRead = { kind: 'readings'; readings: [NumberReading, ...NumberReading[]] } | { kind: 'refused'; reason: NumberRefusal }

/** Whole digits that a figure may have; what is stored holds no more. */
const mostDigits = 16
const mostDecimals = 8

const refused = (reason: NumberRefusal): NumberRead => ({ kind: 'refused', reason })

/**
 * Reads a number in either notation: `1.250.000,75` and `1,250,000.75`, groups by spaces or apostrophes, (3,5) and a minus for negatives.
 * Groups must have exactly three digits; the last kind of separator is the decimal one. A lone separator before three digits can be both.
 * `mark` is the decimal mark that is usual here: it orders the readings, and decides nothing.
 */
export const readNumber = (text: string, mark: ',' | '.' = ','): NumberRead => {
  const bracketed = /^\((.+)\)$/.exec(text)
  const signed = bracketed?.[1] ?? text
  const negative = bracketed !== null || signed.startsWith('-')
  const digits = signed.replace(/^[-+] ?/, '')
  if (/^\d[\d.,]*e[-+]?\d+$/.test(digits)) return refused('scientific')
  if (!/^[\d.,]?[\d.,' ]*\d$/.test(digits)) return refused('not-a-number')
  const read = readUnsigned(digits, mark)
  if (read.kind === 'refused' || !negative) return read
  const [first, ...others] = read.readings
  const negated = (reading: NumberReading): NumberReading => ({ ...reading, value: reading.value.negated() })
  return { kind: 'readings', readings: [negated(first), ...others.map(negated)] }
}

const readUnsigned = (digits: string, mark: ',' | '.'): NumberRead => {
  const spaced = /[' ]/.test(digits)
  const separators = [...digits.replace(/[^.,]/g, '')]
  const last = separators.at(-1)
  if (spaced) {
    const groups = /^(\d{1,3}(?:[' ]\d{3})+)(?:[.,](\d+))?$/.exec(digits)
    return groups ? one(groups[1]?.replace(/[' ]/g, ''), groups[2], 'plain') : refused('bad-groups')
  }
  if (last === undefined) return one(digits, undefined, 'plain')
  const kinds = new Set(separators).size
  if (kinds === 2) {
    const group = last === ',' ? '.' : ','
    const [whole = '', fraction = '', ...more] = digits.split(last)
    return more.length === 0 && areGroups(whole, group) ? one(whole.replaceAll(group, ''), fraction, 'plain') : refused('bad-groups')
  }
  if (separators.length > 1) return areGroups(digits, last) ? one(digits.replaceAll(last, ''), undefined, 'plain') : refused('bad-groups')
  const [whole = '', fraction = ''] = digits.split(last)
  const decimal = one(whole === '' ? '0' : whole, fraction, 'plain')
  if (!areGroups(digits, last)) return decimal
  const asDecimal = one(whole, fraction, 'decimal')
  const asThousands = one(whole + fraction, undefined, 'thousands')
  if (asDecimal.kind === 'refused' || asThousands.kind === 'refused') return asThousands
  const readings = last === mark ? [asDecimal, asThousands] : [asThousands, asDecimal]
  const [likelier, other] = readings.map((read) => read.readings[0])
  return likelier && other ? { kind: 'readings', readings: [likelier, other] } : refused('not-a-number')
}

/** `1.250.000`: one to three digits without a leading zero, then groups of exactly three. */
const areGroups = (digits: string, separator: string): boolean => {
  const [first = '', ...rest] = digits.split(separator)
  return /^[1-9]\d{0,2}$/.test(first) && rest.length > 0 && rest.every((group) => /^\d{3}$/.test(group))
}

const one = (whole = '', fraction = '', as: NumberReading['as']): NumberRead => {
  if (whole.replace(/^0+/, '').length > mostDigits || fraction.length > mostDecimals) return refused('too-large')
  return { kind: 'readings', readings: [{ value: d(fraction === '' ? whole : `${whole}.${fraction}`), as }] }
}
