import type { DocumentInput } from '../../../src/documents/shape/document.ts'

/** The quarter that has ended last before a day. */
function lastQuarter(today: Date): { year: number; quarter: 1 | 2 | 3 | 4 } {
  const month = today.getUTCMonth()
  if (month < 3) return { year: today.getUTCFullYear() - 1, quarter: 4 }
  return { year: today.getUTCFullYear(), quarter: month < 6 ? 1 : month < 9 ? 2 : 3 }
}

const indicators = [
  { key: 'logistik', shortName: 'Bahan Logistik Kantor', unit: 'Paket', target: 250 },
  { key: 'diklat', shortName: 'Diklat Pegawai', unit: 'Orang', target: 20 },
  { key: 'ikm', shortName: 'Indeks Kepuasan Masyarakat', unit: 'Nilai', target: 83, aggregation: 'last' as const },
  { key: 'hukum', shortName: 'Bantuan Hukum', unit: 'Kasus', target: 4 },
]

/** A small agency to play with on any day of any year: what is due is the quarter that has just ended, and it stays open for long. */
export function sampleAgency(today: Date): DocumentInput {
  const { year, quarter } = lastQuarter(today)
  const cells = (target: number) =>
    [1, 2, 3, 4].map((one) => (one === quarter ? target : null)) as [number | null, number | null, number | null, number | null]
  const officer = (number: number, responsible: string[]) => ({
    key: `petugas-${number}`,
    name: `Kepala Bidang ${number}`,
    roles: [{ role: 'officer' as const, scope: 'unit' as const, unit: 'bidang' }],
    responsible,
  })
  return {
    government: { key: 'kota-coba', name: 'Kota Coba' },
    agency: { key: 'DINAS', name: 'Dinas Contoh', shortName: 'DINAS' },
    year,
    rules: { capaianScale: 'capaian', dueRule: 'days-after', dueNumber: 60, lockAfter: 250 },
    scales: [
      {
        key: 'capaian',
        name: 'Capaian',
        bands: [
          { label: 'Tercapai', lower: 100 },
          { label: 'Belum tercapai', upper: 100, upperInclusive: false },
        ],
      },
    ],
    units: [{ key: 'bidang', name: 'Bidang Contoh' }],
    indicators: indicators.map(({ key, shortName, unit, target, aggregation = 'sum' as const }) => ({
      ...{ key, name: shortName, shortName, unit, level: 'sasaran', standing: 'agreement', aggregation, responsibleUnit: 'bidang' },
      targets: { year: target, quarters: cells(target) },
    })),
    people: [
      officer(1, ['logistik', 'diklat']),
      officer(2, ['ikm', 'hukum']),
      { key: 'verifikator', name: 'Verifikator', roles: [{ role: 'verifier', scope: 'agency' }] },
      { key: 'kepala', name: 'Kepala Dinas', roles: [{ role: 'head', scope: 'agency' }] },
    ],
  }
}
