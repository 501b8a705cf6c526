import { Decimal } from '../domain/decimal.ts'
import { knownScales } from '../domain/rating/known-scales.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import { boundsOf } from './source-bounds.ts'
import { uniqueKeys } from './source-keys.ts'
import { isRow, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

type ScaleInput = NonNullable<DocumentInput['scales']>[number]
type BandInput = ScaleInput['bands'][number]
export type Note = (about: string, said: string) => void

/** The scales of a file, and which of them is in force for what. */
export type Scales = { scales: ScaleInput[]; capaianScale: string; absorptionScale?: string; efficiencyScale?: string }

const infinite = new Decimal('1e30')

/** Reads the scales. In force for capaian is the one whose labels the file prints beside its figures, else the one made for capaian. */
export function convertScales(source: SourceRow, printed: { category: string; capaian?: string }[], note: Note): Scales {
  const rows = rowsOf(source, 'scales').map((row, i) => ({ row, name: textOf(row, 'name') ?? `Skala ${i + 1}`, bands: bandsOf(row, note) }))
  const usable = rows.filter(({ bands }) => bands.length > 0)
  for (const { name } of rows.filter(({ bands }) => bands.length === 0)) note(name, 'no band with bounds; the scale is left out')
  const keys = uniqueKeys(usable.map(({ name }) => [name.replace(/\([^)]*\)/g, ''), name]))
  const scales = usable.map(({ row, name, bands }, i) => ({
    key: keys[i] ?? `skala-${i + 1}`,
    name,
    source: textOf(row, 'legalBasis') ?? textOf(row, 'source'),
    bands,
  }))
  const about = usable.map(({ row, name }) => `${name} ${textOf(row, 'appliesTo') ?? ''}`.toLowerCase())
  const points = usable.map(({ bands }, i) => {
    const labels = printed.filter(({ category, capaian }) =>
      bands.some((band) => labelled(band, category) && (!capaian || near(band, capaian))),
    ).length
    const meant = about[i] ?? ''
    // A scale of efficiency speaks of capaian too, and is not for it.
    const efficiency = labels === 0 && /efisien/.test(meant) ? 5 : 0
    return (
      labels * 10 +
      (meant.includes('capaian') ? 3 : 0) -
      efficiency -
      (/tidak (pernah )?(di)?(pakai|gunakan|jelaskan)|tidak pernah/.test(meant) ? 5 : 0)
    )
  })
  const best = points.indexOf(Math.max(...points))
  const chosen = scales[best]
  const rivals = scales.filter((_, i) => i !== best && points[i] === points[best] && (points[i] ?? 0) > 0)
  if (chosen && rivals.length) note(chosen.name, `taken for capaian, though as good as ${rivals.map(({ name }) => `“${name}”`).join(', ')}`)
  const find = (pattern: RegExp, not?: RegExp): string | undefined =>
    scales[about.findIndex((text) => pattern.test(text) && !not?.test(text))]?.key
  const others = {
    absorptionScale: find(/serapan|penyerapan|realisasi anggaran/, /efisien/),
    efficiencyScale: find(/efisien/, /capaian kinerja|capaian indikator/) ?? find(/efisien/),
  }
  if (chosen && (points[best] ?? 0) > 0) {
    note(chosen.name, `in force for capaian: ${(points[best] ?? 0) >= 10 ? 'its labels are printed beside capaian' : 'made for capaian'}`)
    const strange = printed.filter(({ category }) => !chosen.bands.some((band) => labelled(band, category))).map(({ category }) => category)
    if (strange.length) note(chosen.name, `also printed beside figures, and no label of it: ${[...new Set(strange)].join(', ')}`)
    return { scales, capaianScale: chosen.key, ...others }
  }
  const fallback = knownScale('three-words')
  note('scales', 'no scale for capaian; the three words exceeded, reached, not reached are used')
  return { scales: [...scales, fallback], capaianScale: fallback.key, ...others }
}

/** A scale that the house knows, as a document has it. */
export function knownScale(key: string): ScaleInput {
  const known = knownScales.find((scale) => scale.key === key)
  if (!known) throw new Error(`no known scale ${key}`)
  return {
    ...known,
    bands: known.bands.map((band) => ({ ...band, lower: band.lower?.toFixed(), upper: band.upper?.toFixed() })),
  }
}

function bandsOf(row: SourceRow, note: Note): BandInput[] {
  const bands = Array.isArray(row['bands']) ? row['bands'].filter(isRow) : []
  const read = bands.flatMap((band): BandInput[] => {
    const [label, bounds] = [textOf(band, 'label') ?? textOf(band, 'raw'), boundsOf(band)]
    if (label === undefined || !bounds) {
      note(label ?? 'band', `band without ${label === undefined ? 'label' : 'bounds that are understood'}; left out`)
      return []
    }
    return [{ label: label.replace(/\s*\([^)]*\)\s*$/, ''), ...bounds }]
  })
  const bound = (band: BandInput, side: 'lower' | 'upper') => {
    const value = side === 'lower' ? band.lower : band.upper
    return value === undefined ? (side === 'lower' ? infinite.neg() : infinite) : new Decimal(value)
  }
  // Best first, whatever the order of printing.
  return read.sort((a, b) => bound(b, 'lower').cmp(bound(a, 'lower')) || bound(b, 'upper').cmp(bound(a, 'upper')))
}

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const labelled = (band: BandInput, category: string): boolean => {
  const [label, said] = [words(band.label), words(category)]
  return (
    label === said ||
    said.split(' mutu ')[0]?.trim() === label ||
    label.split(/ (?=ter|mel)/).includes(said) ||
    said.startsWith(`${label} `)
  )
}

/** In the band, or close to it: printed scales have gaps, and tops below real values. */
const near = ({ lower, upper }: BandInput, capaian: string): boolean =>
  (lower === undefined || new Decimal(capaian).gte(new Decimal(lower).minus(2))) &&
  (upper === undefined || new Decimal(capaian).lte(new Decimal(upper).plus(40)))
