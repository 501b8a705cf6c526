import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { d } from '../../src/domain/decimal.ts'
import type { Decimal } from '../../src/domain/decimal.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import type { Scale } from '../../src/domain/plan.ts'
import { defaultPolicy } from '../../src/domain/rating/known-scales.ts'
import { shownValue } from '../../src/domain/shown-value.ts'

const Cell = z.union([z.number(), z.string(), z.null()])
const Cells = z.tuple([Cell, Cell, Cell, Cell]).nullish()

/** The form of the three published reports, as far as figures are tested. Numbers keep their printed digits through their text. */
const Report = z.object({
  agency: z.object({ short: z.string(), year: z.number() }),
  scales: z.array(
    z.object({
      name: z.string(),
      bands: z.array(
        z.object({
          label: z.string(),
          lower: z.number().nullable(),
          lowerInclusive: z.boolean().nullable(),
          upper: z.number().nullable(),
          upperInclusive: z.boolean().nullable(),
        }),
      ),
    }),
  ),
  indicators: z.array(
    z.object({
      level: z.string(),
      name: z.string(),
      subject: z.string().optional(),
      unit: z.string(),
      annualTarget: Cell.optional(),
      aggregation: z.enum(['sum', 'last', 'average', 'once']).nullable(),
      quarterlyTargets: Cells,
      quarterlyRealisasi: Cells,
      targetsByYear: z.record(z.string(), Cell).nullish(),
      realisasiByYear: z.record(z.string(), Cell).optional(),
      capaianPrinted: z.string().nullish(),
      categoryPrinted: z.string().nullish(),
      components: z
        .array(
          z.object({
            name: z.string(),
            weight: z.number().nullish(),
            value: z.number().nullish(),
            valueBPSDM: z.number().optional(),
            maxBobotIndikator: z.number().optional(),
            subAspects: z.array(z.object({ weight: z.number(), verified: z.number() })).optional(),
          }),
        )
        .nullish(),
    }),
  ),
  budget: z.array(
    z.object({
      year: z.number().optional(),
      level: z.enum(['total', 'program', 'kegiatan', 'subkegiatan']),
      code: z.string().nullish(),
      parent: z.string().nullish(),
      name: z.string(),
      pagu: z.number().nullable(),
      realisasi: z.number().nullable(),
      percentPrinted: z.string().nullable(),
      quarterlyAllocation: z.array(z.number()).optional(),
      quarterlyRealisasi: z.array(z.number()).optional(),
    }),
  ),
  capaianRows: z
    .array(z.object({ table: z.string(), indicator: z.string(), target: z.number(), realisasi: z.number(), capaianPrinted: z.string() }))
    .default([]),
  comparisons: z
    .array(z.object({ kind: z.string(), indicator: z.string(), values: z.record(z.string(), Cell), printedResult: z.string().nullish() }))
    .default([]),
  aggregates: z.array(z.object({ what: z.string(), printed: z.string().nullish(), recomputed: z.unknown() })).default([]),
  efficiency: z
    .array(z.object({ indicator: z.string(), capaian: z.number().optional(), serapan: z.number().optional(), printed: z.string() }))
    .default([]),
})
export type Report = z.output<typeof Report>

const read = (name: string): Report =>
  Report.parse(JSON.parse(readFileSync(new URL(`../fixtures/reports/${name}.json`, import.meta.url), 'utf8')))

export const setda = read('setda-bekasi-2024')
export const bkpsdm = read('bkpsdm-bekasi-2024')
export const bkd = read('bkd-dki-2024')
export const reports = [setda, bkpsdm, bkd]

/** A number of a report, with the digits that its text has. */
export const exact = (value: number): Decimal => d(String(value))

/** A printed number as a value and the decimals it is printed with: `101,07`, `105.92%`, `rata-rata 100% (1290)`. */
export const printed = (text: string): { value: Decimal; decimals: number } | undefined => {
  const found = /-?\d+(?:[.,]\d+)?/.exec(text)?.[0]
  if (found === undefined) return undefined
  const point = found.replace(',', '.')
  return { value: d(point), decimals: point.split('.')[1]?.length ?? 0 }
}

/** A printed number without its marks for thousands: `27,682,067,532` and `87,88` become `27682067532` and `87.88`. */
const plainNumber = (found: string): string =>
  /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(found) ? found.replaceAll(/[.,]/g, '') : found.replace(',', '.')

/** All numbers of a printed text with the digits they are printed with; what stands in brackets or after a semicolon explains them. */
export const printedNumbers = (text: string): string[] =>
  (text.replaceAll(/\([^)]*\)|;.*$/g, '').match(/\d+(?:[.,]\d+)*/g) ?? []).map(plainNumber)

/** A value written with the decimals of what is printed, to be compared as text with the same. */
export const asPrinted = (value: Decimal | undefined, text: string): string =>
  value === undefined ? 'none' : shownValue(value, printed(text)?.decimals ?? 2).toFixed(printed(text)?.decimals ?? 2)
export const printedText = (text: string): string => printed(text)?.value.toFixed(printed(text)?.decimals ?? 2) ?? text

export const cellTarget = (cell: z.output<typeof Cell> | undefined): Target | null => {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'number') return { kind: 'number', value: exact(cell) }
  return cell === 'A' ? { kind: 'grade', letter: 'A' } : null
}
export const cellFigure = (cell: z.output<typeof Cell> | undefined): Figure =>
  typeof cell === 'number' ? { kind: 'number', value: exact(cell) } : { kind: 'not-yet-published' }

/** The scales of a report, with the default policy; those printed without bounds can't be loaded. */
export const scalesOf = (report: Report): Scale[] =>
  report.scales
    .filter(({ bands }) => bands.length > 0)
    .map(({ name, bands }) => ({
      key: `${report.agency.short} ${name}`,
      name,
      policy: defaultPolicy,
      bands: bands.map(({ label, lower, lowerInclusive, upper, upperInclusive }, i) => ({
        label,
        ...(lower === null ? {} : { lower: exact(lower) }),
        lowerInclusive: lowerInclusive ?? false,
        ...(upper === null ? {} : { upper: exact(upper) }),
        upperInclusive: upperInclusive ?? false,
        better: bands.length - i,
      })),
    }))
