import { d } from '../domain/decimal.ts'
import { shownValue } from '../domain/shown-value.ts'
import type { Decimal } from '../domain/decimal.ts'
import type { Locale, Texts } from './texts.ts'

/** Exactly so many decimals, or between `min` and `max`. */
export type Decimals = number | { min: number; max: number }

const marks = { id: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const satisfies Record<Locale, unknown>

/**
 * A number for people: `1.250.000,75` (id), `1,250,000.75` (en), rounded half away from zero. Without `decimals` all that
 * the value has. The minus is a plain hyphen, as people type it and spreadsheets read it; nothing becomes `-0`.
 */
export const writeNumber = (value: Decimal, locale: Locale, decimals?: Decimals): string => {
  const { min, max } = typeof decimals === 'object' ? decimals : { min: decimals ?? 0, max: decimals ?? value.decimalPlaces() }
  const rounded = shownValue(value, max)
  const [whole = '0', fraction = ''] = rounded.abs().toFixed(Math.max(min, rounded.decimalPlaces())).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, marks[locale].group)
  const sign = rounded.isNegative() && !rounded.isZero() ? '-' : ''
  return sign + grouped + (fraction && marks[locale].decimal + fraction)
}

/** So many decimals, or as many more as it takes for a value that is not zero to be seen: of 0,003 no two decimals are left to see. */
export const visible = (value: Decimal, decimals: number): number =>
  value.isZero() || !shownValue(value, decimals).isZero() ? decimals : value.toSignificantDigits(2).decimalPlaces()

/** A value in percent (83,28 is 83,28%), with the agency's decimals; the sign is attached. */
export const writePercent = (value: Decimal, locale: Locale, decimals: Decimals = 2): string => `${writeNumber(value, locale, decimals)}%`

/** Rupiah in full: `Rp1.200.000.000`. Sen only where there are any. */
export const writeRupiah = (value: Decimal, locale: Locale): string => {
  const sen = value.isInteger() ? 0 : 2
  return (value.isNegative() && !value.isZero() ? '-' : '') + `Rp${writeNumber(value.abs(), locale, sen)}`
}

const magnitudes = [
  { from: d('1e12'), word: 'units.money.trillion' },
  { from: d('1e9'), word: 'units.money.billion' },
  { from: d('1e6'), word: 'units.money.million' },
] as const

/** Rupiah in a few characters, for lists and pictures: `Rp1,2 miliar`, `Rp350 juta`; under a million in full. */
export const writeRupiahShort = (value: Decimal, texts: Texts): string => {
  // 999.995.000 is shown as 1 miliar, not as 1.000 juta: the magnitude is that of the rounded value.
  const rounded = value.toSignificantDigits(Math.max(1, value.abs().floor().toFixed(0).length % 3 || 3) + 2)
  const magnitude = magnitudes.find(({ from }) => rounded.abs().gte(from))
  if (!magnitude) return writeRupiah(shownValue(value, 0), texts.locale)
  const amount = writeNumber(value.abs().div(magnitude.from), texts.locale, { min: 0, max: 2 })
  return (value.isNegative() ? '-' : '') + texts.plain(magnitude.word, { amount })
}

/** A difference in points of the unit, in words: `naik 0,54 poin`, `turun 16,72 poin`, `tetap` where it rounds to nothing. */
export const writePoints = (difference: Decimal, texts: Texts, decimals = 2): string => {
  const shown = shownValue(difference, decimals)
  if (shown.isZero()) return texts.plain('units.points.same')
  const points = writeNumber(shown.abs(), texts.locale, decimals)
  return texts.plain(shown.isNegative() ? 'units.points.down' : 'units.points.up', { points })
}

/** The same with its mark before it: `▲ naik 0,54 poin`. A mark never stands without its word. */
export const writeChange = (difference: Decimal, texts: Texts, decimals = 2): string => {
  const shown = shownValue(difference, decimals)
  const mark = shown.isZero() ? '=' : shown.isNegative() ? '▼' : '▲'
  return `${mark} ${writePoints(difference, texts, decimals)}`
}
