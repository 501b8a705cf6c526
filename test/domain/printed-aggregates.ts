import { assessAgency } from '../../src/domain/assess/assess.ts'
import type { AgencyAssessment } from '../../src/domain/assess/assessment.ts'
import { comparisonsOf } from '../../src/domain/assess/comparisons.ts'
import { sumKnown } from '../../src/domain/assess/sum-known.ts'
import { computeComposite } from '../../src/domain/composite.ts'
import { Decimal, d } from '../../src/domain/decimal.ts'
import { efficiencyFormulas } from '../../src/domain/money/efficiency.ts'
import type { AgencyRules, Composite, Indicator } from '../../src/domain/plan.ts'
import { figure, indicator, plan, report, targets } from './a-plan.ts'
import type { Report } from './published-reports.ts'
import { bkd, bkpsdm, cellFigure, exact } from './published-reports.ts'

type Row = Report['indicators'][number]

/** The year of some printed indicators, through the whole engine. */
export const yearOf = (rows: Row[], rules: Partial<AgencyRules> = {}): AgencyAssessment => {
  const indicators = rows.map((row, i): Indicator => {
    const planned = targets([null, null, null, null], Number(row.annualTarget))
    return indicator({ key: String(i), name: row.name, basis: 'shown', aggregation: 'once', targets: planned })
  })
  const reported = rows.map((row, i) => report(String(i), 'year', cellFigure(row.realisasiByYear?.['2024'])))
  return assessAgency(plan(indicators, rules), reported, 'year')
}

export const agreement = bkd.indicators.filter(({ level }) => level.startsWith('sasaran'))
export const meritPrograms = bkd.indicators.filter(({ level, name }) => level === 'program' && name.startsWith('Nilai Aspek'))
export const actionPlans = bkd.indicators.filter(({ name }) => name.startsWith('Sub KSD'))
export const ratedOfBkpsdm = bkpsdm.indicators.filter(({ level, capaianPrinted }) => level === 'sasaran' && capaianPrinted)

/** What the engine gives for some printed numbers: their sum, their mean, or the sum of weight x verified score. */
const together = (kind: 'sum' | 'mean' | 'weighted', numbers: (Decimal | { weight: Decimal; value: Decimal })[]): Decimal => {
  const given = numbers.map((one) => (Decimal.isDecimal(one) ? { value: one } : one))
  const composite: Composite = { kind, inputs: given.map((one, i) => ({ key: `n${i}`, name: `n${i}`, kind: 'number', ...one })) }
  const result = computeComposite(composite, Object.fromEntries(given.map(({ value }, i) => [`n${i}`, { value }])))
  if (result.kind !== 'value') throw new Error(`no ${kind} of ${numbers.length} numbers: ${result.kind}`)
  return result.value
}
const sum = (numbers: (number | string | null | undefined)[]): Decimal =>
  together(
    'sum',
    numbers.flatMap((number) => (number === null || number === undefined ? [] : [exact(Number(number))])),
  )

const named = (report: Report, start: string): Row => {
  const [row, ...others] = report.indicators.filter(({ name }) => name.startsWith(start))
  if (!row || others.length > 0) throw new Error(`${others.length + 1} indicators begin with ${start}`)
  return row
}
const componentsOf = (row: Row) => row.components ?? []
const akip = componentsOf(named(bkpsdm, 'Nilai AKIP'))
const survey = componentsOf(named(bkpsdm, 'Nilai Survey'))
const merit = componentsOf(named(bkd, 'Indeks sistem merit pada aspek'))
const weights = (report: Report, start: string) => sum(componentsOf(named(report, start)).map(({ weight }) => weight))
const aspects = componentsOf(named(bkpsdm, 'Indeks Sistem Merit'))
const aspect = (name: string) => {
  const rows = aspects.find((found) => found.name === name)?.subAspects ?? []
  return together(
    'weighted',
    rows.map(({ weight, verified }) => ({ weight: exact(weight), value: exact(verified) })),
  )
}

type Money = 'pagu' | 'realisasi'
const rowsOf = (report: Report, level: string, year = 2024) =>
  report.budget.filter((row) => row.level === level && (row.year ?? 2024) === year)
const whole = (rows: Report['budget'], pick: Money): Decimal => {
  const found = sumKnown(rows.map((row) => (row[pick] === null ? undefined : exact(row[pick]))))
  if (!found) throw new Error(`no ${pick} in ${rows.length} rows`)
  return found
}
/** Rows of a level under the first or the second program, as they are printed after it. */
const under = (report: Report, program: 1 | 2, level: string, year = 2024) => {
  let programs = 0
  return report.budget
    .filter((row) => (row.year ?? 2024) === year)
    .filter((row) => {
      if (row.level === 'program') programs += 1
      return row.level === level && programs === program
    })
}
/** Ceiling, realisation and absorption of rows below a printed total. */
const moneyOf = (rows: Report['budget']): Decimal[] => {
  const [ceiling, spent] = [whole(rows, 'pagu'), whole(rows, 'realisasi')]
  return [ceiling, spent, spent.times(100).div(ceiling)]
}
const share = (rows: Report['budget']) => moneyOf(rows).slice(2)
const bkpsdmMoney = (program: 1 | 2, pick: Money, year: number) => [whole(under(bkpsdm, program, 'kegiatan', year), pick)]
/** Printed subtotals of kegiatan that follow from the sub-activities printed below them, in ceiling and realisation alike. */
const subtotalsThatFollow = (): number => {
  const starts = bkd.budget.flatMap(({ level }, i) => (level === 'kegiatan' ? [i] : []))
  return starts.filter((start) => {
    const after = bkd.budget.slice(start + 1)
    const end = after.findIndex(({ level }) => level !== 'subkegiatan')
    const below = end < 0 ? after : after.slice(0, end)
    const printed = bkd.budget[start]
    return !!printed && (['pagu', 'realisasi'] as const).every((pick) => whole(below, pick).eq(exact(printed[pick] ?? -1)))
  }).length
}

const count = ({ counts }: AgencyAssessment, label: string) => d(counts.find((found) => found.label === label)?.count ?? 0)
const bkdYear = () => yearOf(agreement, { capaianScale: 'reached' })
const meanOf = (assessment: AgencyAssessment) => [assessment.headline.value ?? d(0)]
const n = (...values: (number | Decimal)[]) => values.map((value) => d(value))

/**
 * Every printed aggregate that follows from what is printed below it, by its exact name: the numbers that the engine gives, unrounded, in the
 * order in which they are printed.
 */
export const computed = new Map<string, () => Decimal[]>([
  ['pagu 2024 Program Penunjang = jumlah 7 kegiatan (Tabel 3.17)', () => bkpsdmMoney(1, 'pagu', 2024)],
  ['realisasi 2024 Program Penunjang = jumlah 7 kegiatan (Tabel 3.17)', () => bkpsdmMoney(1, 'realisasi', 2024)],
  ['pagu 2024 Program Kepegawaian = jumlah 4 kegiatan (Tabel 3.17)', () => bkpsdmMoney(2, 'pagu', 2024)],
  ['realisasi 2024 Program Kepegawaian = jumlah 4 kegiatan (Tabel 3.17)', () => bkpsdmMoney(2, 'realisasi', 2024)],
  ['pagu 2023 Program Penunjang = jumlah kegiatan (Tabel 3.18)', () => bkpsdmMoney(1, 'pagu', 2023)],
  ['realisasi 2023 Program Penunjang = jumlah kegiatan (Tabel 3.18)', () => bkpsdmMoney(1, 'realisasi', 2023)],
  ['pagu 2023 Program Kepegawaian = jumlah kegiatan (Tabel 3.18)', () => bkpsdmMoney(2, 'pagu', 2023)],
  ['realisasi 2023 Program Kepegawaian = jumlah kegiatan (Tabel 3.18)', () => bkpsdmMoney(2, 'realisasi', 2023)],
  ['Jumlah pagu 2023 (Tabel 3.18)', () => [whole(rowsOf(bkpsdm, 'program', 2023), 'pagu')]],
  ['Jumlah realisasi 2023 (Tabel 3.18)', () => [whole(rowsOf(bkpsdm, 'program', 2023), 'realisasi')]],
  ['Jumlah pagu 2024 (Tabel 3.18)', () => [whole(rowsOf(bkpsdm, 'program'), 'pagu')]],
  ['Jumlah realisasi 2024 (Tabel 3.18)', () => [whole(rowsOf(bkpsdm, 'program'), 'realisasi')]],
  ['total anggaran PK (Tabel 2.2) = total anggaran bab III', () => [whole(rowsOf(bkpsdm, 'kegiatan'), 'pagu')]],
  [
    'sisa anggaran 2024',
    () => {
      const rows = rowsOf(bkpsdm, 'kegiatan')
      const left = efficiencyFormulas.unspent.compute({ ceiling: whole(rows, 'pagu'), spent: whole(rows, 'realisasi') }, 2)
      return n(left?.rupiah ?? 0)
    },
  ],
  ['persentase Jumlah 2023: rasio total, bukan rata-rata kegiatan', () => share(rowsOf(bkpsdm, 'kegiatan', 2023))],
  ['persentase Jumlah 2024: rasio total, bukan rata-rata kegiatan', () => share(rowsOf(bkpsdm, 'kegiatan'))],
  ['Nilai Hasil Evaluasi AKIP', () => [sum(akip.map(({ value }) => value))]],
  ['jumlah bobot komponen AKIP', () => [weights(bkpsdm, 'Nilai AKIP')]],
  ...[
    'Perencanaan Kebutuhan',
    'Pengadaan',
    'Pengembangan Karir',
    'Promosi dan Mutasi',
    'Manajemen Kinerja',
    'Penggajian, Penghargaan dan Disiplin',
    'Perlindungan dan Pelayanan',
  ].map((name): [string, () => Decimal[]] => [`Total aspek sistem merit: ${name}`, () => [aspect(name)]]),
  ['Total akhir Indeks Sistem Merit', () => [Decimal.sum(0, ...aspects.map(({ name }) => aspect(name)))]],
  // Printed by both agencies.
  ['jumlah sub aspek sistem merit', () => n(aspects.flatMap(({ subAspects }) => subAspects ?? []).length)],
  [
    'jumlah indikator per predikat',
    () => {
      const year = yearOf(ratedOfBkpsdm, { capaianScale: 'permenpanrb-8-2021' })
      return [count(year, 'Sangat Baik'), count(year, 'Cukup')]
    },
  ],
  ['jumlah kegiatan', () => n(rowsOf(bkpsdm, 'kegiatan').length)],
  ['rata-rata capaian PK (Ikhtisar, 3.1)', () => meanOf(bkdYear())],
  ['indikator yang dihitung rata-rata', () => n(bkdYear().headline.of - bkdYear().headline.entered)],
  ["jumlah status 'Tercapai' / 'Data Belum Rilis' (ikhtisar dan Bab IV)", () => [count(bkdYear(), 'Tercapai'), count(bkdYear(), '')]],
  [
    'kenaikan rata-rata capaian',
    () => {
      const before = indicator({ previousYears: { 2023: figure('102.93') } })
      const [last] = comparisonsOf(before, figure(bkdYear().headline.shown?.toFixed() ?? '0'), 2024, { renstraComparison: 'ratio' })
      return n(last?.difference ?? 0)
    },
  ],
  ['rata-rata capaian Program Kepegawaian Daerah', () => meanOf(yearOf(meritPrograms, { decimals: 0, meanOf: 'shown' }))],
  ['jumlah indikator program tidak tercapai', () => [count(yearOf(meritPrograms, { capaianScale: 'reached' }), 'Tidak tercapai')]],
  ['jumlah target 4 indikator program = target PK', () => [sum(meritPrograms.map(({ annualTarget }) => annualTarget))]],
  [
    'jumlah realisasi 4 indikator program = realisasi sasaran 1',
    () => [sum(meritPrograms.map(({ realisasiByYear }) => realisasiByYear?.['2024']))],
  ],
  ['Total Indeks Sistem Merit lingkup BKD', () => [sum(merit.map(({ value }) => value))]],
  ['Total Indeks Sistem Merit lingkup BPSDM', () => [sum(merit.map(({ valueBPSDM }) => valueBPSDM))]],
  ['Total Indeks Sistem Merit Pemprov', () => [sum(merit.flatMap(({ value, valueBPSDM }) => [value, valueBPSDM]))]],
  ['Total Bobot Indikator sistem merit', () => [sum(merit.map(({ maxBobotIndikator }) => maxBobotIndikator))]],
  ['jumlah bobot aspek', () => [weights(bkd, 'Indeks sistem merit pada aspek')]],
  [
    'total target IP ASN per tahun',
    () =>
      [2022, 2023, 2024, 2025, 2026].map((year) =>
        sum(['Nilai Dimensi Kualifikasi', 'Nilai Dimensi Pengembangan'].map((start) => named(bkd, start).targetsByYear?.[year])),
      ),
  ],
  ['total IP ASN 2023 sementara', () => [sum(componentsOf(named(bkd, 'Nilai Dimensi Kualifikasi')).map(({ value }) => value))]],
  ['total pagu 33 sub kegiatan (Bab II)', () => [whole(rowsOf(bkd, 'subkegiatan'), 'pagu')]],
  [
    'jumlah kegiatan / sub kegiatan / program',
    () => n(rowsOf(bkd, 'kegiatan').length, rowsOf(bkd, 'subkegiatan').length, rowsOf(bkd, 'program').length),
  ],
  ['total pagu dan realisasi (Bab III)', () => moneyOf(rowsOf(bkd, 'subkegiatan'))],
  ['Program Kepegawaian Daerah', () => moneyOf(under(bkd, 1, 'subkegiatan'))],
  ['Program Penunjang', () => moneyOf(under(bkd, 2, 'subkegiatan'))],
  ['9 subtotal kegiatan (pagu dan realisasi)', () => n(subtotalsThatFollow())],
  ['jumlah rencana aksi KSD', () => [sum(actionPlans.map(({ components }) => components?.[0]?.value))]],
  ['jumlah sub KSD', () => n(actionPlans.length)],
  ['rata-rata capaian KSD', () => meanOf(yearOf(actionPlans))],
])

/** Printed aggregates that do not follow from what is printed below them: what the rows give, and what is wrong. Each must still differ. */
export const differing = new Map<string, { gives: () => Decimal[]; why: string }>([
  [
    'Nilai rata-rata SKM 2 semester',
    {
      gives: () => [
        together(
          'mean',
          survey.map(({ value }) => exact(value ?? 0)),
        ),
      ],
      why: '91,05 and 84,61 make 87,83',
    },
  ],
  [
    'jumlah bobot sub aspek sistem merit Tabel 3.13',
    {
      gives: () => [sum(aspects.flatMap(({ subAspects }) => (subAspects ?? []).map(({ weight }) => weight)))],
      why: 'its rows add to 102,5',
    },
  ],
  ['jumlah indikator PK', { gives: () => n(bkdYear().headline.of), why: 'the agreement has 14' }],
])

/** Printed aggregates behind which the file holds no rows, and what they are. */
export const outside = new Map([
  ['pegawai BKPSDM', 'staff'],
  ['pegawai Pemerintah Kota Bekasi', 'staff; printed 11.355, its parts add to 11.310'],
  ['Tabel 1.1 pegawai menurut pendidikan: baris dan kolom', 'staff'],
  ['pegawai S1+S2', 'staff'],
  ['pegawai D3+D4', 'staff'],
  ['aset tetap menurut kondisi', 'assets'],
  ['jenis layanan kepegawaian', 'a list of services'],
  ['jumlah bobot sub aspek Pengembangan Karir', 'printed 30%, said to add to 32,5; its sub-aspects are not in the file'],
  ['bobot dimensi IP ASN', 'weights, printed as their parts'],
  ['bobot NKA aspek implementasi', 'weights, printed as their parts'],
  ['bobot komunikasi publik', 'weights, printed as their parts'],
  ['bobot inventarisasi BMD', 'weights, printed as their parts'],
  ['rata-rata capaian output sub kegiatan', 'the realisations behind it are not printed'],
  [
    'kategori PermenPANRB 8/2021 bila skala dipakai secara harfiah pada 13 capaian tak dibulatkan',
    'not printed; tested with the aggregates of BKD',
  ],
  ['jumlah pegawai BKD menurut pendidikan', 'staff'],
  ['jumlah peserta pelatihan', 'staff'],
  ['rasio pegawai dilayani', 'staff'],
  ['peringkat DKI pada IP ASN sementara Kanreg V (32 instansi)', 'a rank among others, not printed'],
  ['total pagu Lampiran 3 (97 baris sub kegiatan per unit)', 'not printed'],
])
