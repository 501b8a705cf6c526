import type { DocumentInput } from '../documents/shape/document.ts'
import { textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

type Zone = NonNullable<DocumentInput['government']['zone']>

/** Provinces that do not keep western time. @source Keputusan Presiden 41/1987, with the provinces made since */
const eastern: readonly (readonly [RegExp, Zone])[] = [
  [/\b(maluku|papua)\b/i, 'Asia/Jayapura'],
  [/\b(bali|nusa tenggara|sulawesi|gorontalo|kalimantan (selatan|timur|utara))\b/i, 'Asia/Makassar'],
]

const named: readonly (readonly [RegExp, Zone])[] = [
  [/^(wib|gmt\+?7|utc\+?7|asia\/jakarta|asia\/pontianak)$/i, 'Asia/Jakarta'],
  [/^(wita|gmt\+?8|utc\+?8|asia\/makassar)$/i, 'Asia/Makassar'],
  [/^(wit|gmt\+?9|utc\+?9|asia\/jayapura)$/i, 'Asia/Jayapura'],
]

const find = (among: readonly (readonly [RegExp, Zone])[], text: string | undefined): Zone | undefined =>
  text === undefined ? undefined : among.find(([pattern]) => pattern.test(text))?.[1]

/** The zone that a file states, or that follows from its province; undefined where it tells neither. */
export function zoneIn(agency: SourceRow, government: string): Zone | undefined {
  const stated = ['zone', 'timezone', 'timeZone', 'zonaWaktu'].map((field) => find(named, textOf(agency, field))).find((zone) => zone)
  if (stated) return stated
  const province = textOf(agency, 'province') ?? textOf(agency, 'provinsi') ?? (/^provinsi\b/i.test(government) ? government : undefined)
  return province === undefined ? undefined : (find(eastern, province) ?? 'Asia/Jakarta')
}

const kinds = { pemkot: 'Kota', pemkab: 'Kabupaten', pemprov: 'Provinsi' } as const

/** A government's name without "Pemerintah": "Pemkot Batam" and "Batam" of level kota are "Kota Batam", "Kab. X" is "Kabupaten X". */
export function governmentNameIn(agency: SourceRow): string | undefined {
  const printed = textOf(agency, 'government') ?? textOf(agency, 'pemda')
  if (printed === undefined) return undefined
  const plain = printed.replace(/^(?:pemerintah(?: daerah)?|pemda)\s+(?=\S)/i, '').replace(/^kab\.?\s+/i, 'Kabupaten ')
  const short = /^(pemkot|pemkab|pemprov)\s+(?=\S)/i.exec(plain)
  if (short) return `${kinds[short[1]?.toLowerCase() as keyof typeof kinds]} ${plain.slice(short[0].length)}`
  const level = /^(kota|kabupaten|provinsi)\b/i.exec(textOf(agency, 'level') ?? '')?.[1]
  if (level === undefined || /^(kota|kabupaten|provinsi|daerah|dki)\b/i.test(plain)) return plain
  return `${level.charAt(0).toUpperCase()}${level.slice(1).toLowerCase()} ${plain}`
}
