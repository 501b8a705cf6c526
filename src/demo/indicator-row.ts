import { sameName } from './source-keys.ts'
import { isRow, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** The year of the Renstra's end: printed with the target ("75 (2026)"), or in the name of a compared value ("targetAkhirRenstra2026"). */
export function endYearOf(row: SourceRow, source: SourceRow): number | undefined {
  const printed = /\((?:tahun )?(20\d\d)\)/i.exec(textOf(row, 'renstraEndTarget') ?? '')?.[1]
  if (printed !== undefined) return Number(printed)
  const compared = rowsOf(source, 'comparisons').filter(
    (one) => /renstra/i.test(textOf(one, 'kind') ?? '') && sameName(textOf(one, 'indicator') ?? '') === sameName(textOf(row, 'name') ?? ''),
  )
  const years = compared
    .flatMap(({ values }) => (isRow(values) ? Object.keys(values) : []))
    .flatMap((key) => /^target\D*(20\d\d)$/i.exec(key)?.[1] ?? [])
  return years.length ? Math.max(...years.map(Number)) : undefined
}

/** The level as the house writes it: "Sub Kegiatan" is subkegiatan, so that it finds its row in the budget. */
export function levelOf(row: SourceRow): string {
  const level = textOf(row, 'level') ?? 'lainnya'
  const plain = level.toLowerCase().replace(/[^a-z]/g, '')
  return ['program', 'kegiatan', 'subkegiatan'].find((known) => known === plain) ?? level
}

/** Agreement: tujuan, sasaran and IKU; support: program, kegiatan, subkegiatan, and other rows with quarters of their own (action plans). */
export function standingOf(row: SourceRow): 'agreement' | 'support' | 'component' {
  const level = (textOf(row, 'level') ?? '').toLowerCase()
  if (row['iku'] === true) return 'agreement'
  if (/^(tujuan|sasaran(?! (program|kegiatan|sub))|iku|iks|indikator kinerja (utama|sasaran|tujuan)|strategis|outcome)/.test(level))
    return 'agreement'
  if (/program|kegiatan|aksi|output/.test(level)) return 'support'
  return Array.isArray(row['quarterlyTargets']) && row['quarterlyTargets'].some((cell) => cell !== null) ? 'support' : 'component'
}

/** The units that a row names: a list, or "Bagian A dan Bagian B". */
export function unitsOf(row: SourceRow): string[] {
  const value = row['responsible']
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [textOf(row, 'responsible') ?? '']
  return texts
    .flatMap((text) =>
      text.split(
        /\s*;\s*|\s*,\s*(?=(?:Sub )?(?:Bagian|Bidang|Suku|Suban|Sekretariat)\b)|\s+dan\s+(?=(?:Sub ?)?(?:Bagian|Bidang|Suku|Suban|Sekretariat|UPT)\b)/i,
      ),
    )
    .map((text) => text.trim())
    .filter((text) => text !== '')
}
