import { numberIn, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** The bounds of a band; a missing one is open. */
export type Bounds = { lower?: string; lowerInclusive: boolean; upper?: string; upperInclusive: boolean }

/** The bounds that a row gives in cells of their own; where it gives none, those that its printed text has. What a cell leaves open (does the bound belong to the band?) the text decides. */
export function boundsOf(band: SourceRow): Bounds | undefined {
  const said = readBounds(textOf(band, 'raw') ?? '') ?? readBounds(textOf(band, 'label') ?? '')
  const [lower, upper] = [numberIn(band['lower'] ?? band['min']), numberIn(band['upper'] ?? band['max'])]
  if (lower === undefined && upper === undefined) return said
  const belongs = (flag: unknown, bound: string | undefined, told: string | undefined, toldInclusive: boolean | undefined) =>
    bound !== undefined && (typeof flag === 'boolean' ? flag : bound === told ? toldInclusive !== false : true)
  return {
    ...(lower !== undefined && { lower }),
    lowerInclusive: belongs(band['lowerInclusive'], lower, said?.lower, said?.lowerInclusive),
    ...(upper !== undefined && { upper }),
    upperInclusive: belongs(band['upperInclusive'], upper, said?.upper, said?.upperInclusive),
  }
}

const number = String.raw`(-?\d+(?:\.\d+)?)`
const between = new RegExp(`^${number}([<≤])([<≤])${number}$`)
const turned = new RegExp(`^${number}([>≥])([>≥])${number}$`)
const stretch = new RegExp(`^([>≥]?)${number}-([<≤]?)${number}$`)
const oneSided = new RegExp(`^([<≤>≥])${number}$`)
const lone = new RegExp(`^${number}$`)

/**
 * Bounds as scales print them: "101% – 110%", "85 ≤ x < 100", ">91-100", "> 60 s.d 70", "< 55", "60 ke bawah", "100%".
 * Undefined where the text is no stretch of numbers.
 */
export function readBounds(printed: string): Bounds | undefined {
  const text = plain(printed)
  const two = between.exec(text)
  if (two) return bounds(two[1], two[2] === '≤', two[4], two[3] === '≤')
  const back = turned.exec(text)
  if (back) return bounds(back[4], back[3] === '≥', back[1], back[2] === '≥')
  const long = stretch.exec(text)
  if (long) return bounds(long[2], long[1] !== '>', long[4], long[3] !== '<')
  const half = oneSided.exec(text)
  if (half) return /[<≤]/.test(half[1] ?? '') ? bounds(undefined, false, half[2], half[1] === '≤') : bounds(half[2], half[1] === '≥')
  const point = lone.exec(text)?.[1]
  return point === undefined ? undefined : bounds(point, true, point, true)
}

const bounds = (lower: string | undefined, lowerInclusive: boolean, upper?: string, upperInclusive = false): Bounds | undefined =>
  lower !== undefined && upper !== undefined && Number(lower) > Number(upper)
    ? undefined
    : {
        ...(lower !== undefined && { lower }),
        lowerInclusive: lower !== undefined && lowerInclusive,
        ...(upper !== undefined && { upper }),
        upperInclusive: upper !== undefined && upperInclusive,
      }

/** Signs instead of words, a point for a comma, and nothing that is no bound. */
const plain = (printed: string): string =>
  printed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/^[ivx]+\s*:/, '')
    .replace(/(-?\d+(?:[.,]\d+)?)\s*(?:%|persen)?\s*(?:ke ?bawah|atau kurang)/, '≤$1')
    .replace(/(-?\d+(?:[.,]\d+)?)\s*(?:%|persen)?\s*(?:ke ?atas|atau lebih)/, '≥$1')
    .replace(/kurang dari|di ?bawah/g, '<')
    .replace(/lebih dari|di ?atas/g, '>')
    .replace(/paling (?:sedikit|rendah)|minimal|minimum|sekurang-kurangnya/g, '≥')
    .replace(/paling (?:banyak|tinggi)|maksimal|maksimum/g, '≤')
    .replace(/s\s*[./]?\s*d\.?(?=\s*[<≤]?\s*\d)|sampai(?: dengan)?|hingga|[\u2010-\u2015\u2212]/g, '-')
    .replace(/>\s*=|=\s*>/g, '≥')
    .replace(/<\s*=|=\s*</g, '≤')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/%|persen|capaian|realisasi|nilai|\bx\b|\s+/g, '')
    .replace(/^≥(-?[\d.]+)≤/, '≥$1-≤')
