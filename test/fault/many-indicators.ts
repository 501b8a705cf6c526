import type { DocumentInput } from '../../src/documents/shape/document.ts'

/** An agency for playing: so many officers with so many indicators each, due in TW III 2024, and one verifier. A government may have several; `agency` is its number. */
export function manyIndicators(officers: number, each: number, agency = 0): DocumentInput {
  const all = Array.from({ length: officers * each }, (_, i) => i)
  const tail = agency === 0 ? '' : `-${agency}`
  return {
    government: { key: 'kota-uji', name: 'Kota Uji', demo: true },
    agency: { key: `DINAS${tail}`, name: `Dinas Uji${tail}`, shortName: `DINAS${tail}` },
    year: 2024,
    rules: { capaianScale: 'c' },
    scales: [
      {
        key: 'c',
        name: 'Capaian',
        bands: [
          { label: 'Tercapai', lower: 100 },
          { label: 'Belum', upper: 100, upperInclusive: false },
        ],
      },
    ],
    units: [{ key: 'u', name: 'Bidang Uji' }],
    indicators: all.map((i) => ({
      key: keyOf(i),
      name: nameOf(i),
      shortName: nameOf(i),
      level: 'sasaran',
      standing: 'agreement',
      unit: 'Kasus',
      aggregation: 'sum',
      responsibleUnit: 'u',
      targets: { year: 400, quarters: [null, null, 200, 200] },
    })),
    people: [
      ...Array.from({ length: officers }, (_, officer) => ({
        key: officerKey(officer, agency),
        name: `Penanggung Jawab ${officer + 1}`,
        roles: [{ role: 'officer' as const, scope: 'unit' as const, unit: 'u' }],
        responsible: all.filter((i) => i % officers === officer).map(keyOf),
      })),
      { key: `verifikator${tail}`, name: 'Verifikator', roles: [{ role: 'verifier' as const, scope: 'agency' as const }] },
    ],
  }
}

export const keyOf = (i: number): string => `indikator-${i}`
/** Names that no other one resembles: what is typed must not be taken for a neighbour. */
export function nameOf(i: number): string {
  const word = words[i]
  if (word === undefined) throw new Error(`there are names for ${words.length} indicators`)
  return `Urusan ${word}`
}
export const officerKey = (officer: number, agency = 0): string =>
  agency === 0 ? `pejabat-${officer + 1}` : `pejabat-${agency}-${officer + 1}`
/** A value of its own for each indicator, near the target. */
export const valueOf = (i: number): number => 170 + i

// prettier-ignore
const words = [
  'anggrek', 'bendungan', 'cengkeh', 'dermaga', 'ekspor', 'fosfat', 'gamelan', 'hutan', 'imunisasi', 'jembatan', 'kopi', 'lumbung', 'mangrove', 'nelayan',
  'olahraga', 'perpustakaan', 'qari', 'rotan', 'sungai', 'terminal', 'udang', 'vaksin', 'wisata', 'yodium', 'zakat', 'arsip', 'bioskop', 'drainase',
  'embung', 'gizi', 'koperasi', 'listrik', 'museum', 'pupuk', 'sampah', 'trotoar',
]
