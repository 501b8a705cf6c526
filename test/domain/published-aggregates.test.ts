import { describe, expect, test } from 'vitest'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import { computeComposite } from '../../src/domain/composite.ts'
import { Decimal, d } from '../../src/domain/decimal.ts'
import { shownValue } from '../../src/domain/shown-value.ts'
import { sumKnown } from '../../src/domain/assess/sum-known.ts'
import type { AgencyRules, Indicator } from '../../src/domain/plan.ts'
import { figure, indicator, parts, plan, report, targets } from './a-plan.ts'
import type { Report } from './published-reports.ts'
import { bkd, bkpsdm, cellFigure, exact } from './published-reports.ts'

type Row = Report['indicators'][number]

/** The year of some printed indicators, through the whole engine. */
const yearOf = (rows: Row[], rules: Partial<AgencyRules> = {}) => {
  const indicators = rows.map((row, i): Indicator =>
    indicator({
      key: String(i),
      name: row.name,
      basis: 'shown',
      aggregation: 'once',
      targets: targets([null, null, null, null], Number(row.annualTarget)),
    }),
  )
  const reported = rows.map((row, i) => report(String(i), 'year', cellFigure(row.realisasiByYear?.['2024'])))
  return assessAgency(plan(indicators, rules), reported, 'year')
}
const agreement = bkd.indicators.filter(({ level }) => level.startsWith('sasaran'))
const [merit] = agreement
const budgetOf = (report: Report, year: number) => report.budget.filter((row) => (row.year ?? 2024) === year)
const sumOf = (report: Report, level: string, pick: 'pagu' | 'realisasi', year = 2024, program?: number) => {
  let programs = 0
  const rows = budgetOf(report, year).filter((row) => {
    if (row.level === 'program') programs += 1
    return row.level === level && (program === undefined || programs === program)
  })
  return sumKnown(rows.map((row) => (row[pick] === null ? undefined : exact(row[pick]))))
}
const rupiah = (value: Decimal | undefined) => value?.toFixed().replace(/\B(?=(\d{3})+$)/g, '.')
const percent = (part: Decimal | undefined, whole: Decimal | undefined) =>
  shownValue(
    d(part ?? 0)
      .times(100)
      .div(whole ?? 1),
    2,
  ).toFixed(2)
const sumInputs = (values: Decimal[]) => {
  const inputs = Object.fromEntries(values.map((value, i) => [`n${i}`, { value }]))
  const result = computeComposite({ kind: 'sum', inputs: Object.keys(inputs).map((key) => ({ key, name: key, kind: 'number' })) }, inputs)
  return result.kind === 'value' ? result.value.toString() : result.kind
}
const meritOf = (part: 'value' | 'valueBPSDM') =>
  (merit?.components ?? []).flatMap((component) =>
    component[part] === undefined || component[part] === null ? [] : [exact(component[part])],
  )
const akip = bkpsdm.indicators.find(({ name }) => name.startsWith('Nilai AKIP'))
const survey = bkpsdm.indicators.find(({ name }) => name.startsWith('Nilai Survey'))
const system = bkpsdm.indicators.find(({ name }) => name === 'Indeks Sistem Merit')
const values = (row: Row | undefined) =>
  (row?.components ?? []).flatMap(({ value }) => (value === undefined || value === null ? [] : [exact(value)]))
const aspects = (system?.components ?? []).map(({ name, subAspects }) => {
  const inputs = (subAspects ?? []).map(({ weight, verified }, i) => ({
    key: `s${i}`,
    name: `s${i}`,
    kind: 'number' as const,
    weight: exact(weight),
    verified: exact(verified),
  }))
  const result = computeComposite(
    { kind: 'weighted', inputs },
    Object.fromEntries(inputs.map(({ key, verified }) => [key, { value: verified }])),
  )
  return { name, value: result.kind === 'value' ? result.value : d(0) }
})
const aspect = (name: string) => aspects.find((found) => found.name === name)?.value.toString()

describe('aggregates of BKPSDM as printed', () => {
  test.each<[string, string | undefined, string]>([
    ['pagu 2024 Program Penunjang', rupiah(sumOf(bkpsdm, 'kegiatan', 'pagu', 2024, 1)), '18.106.982.707'],
    ['realisasi 2024 Program Penunjang', rupiah(sumOf(bkpsdm, 'kegiatan', 'realisasi', 2024, 1)), '16.781.011.192'],
    ['pagu 2024 Program Kepegawaian', rupiah(sumOf(bkpsdm, 'kegiatan', 'pagu', 2024, 2)), '9.575.084.825'],
    ['realisasi 2024 Program Kepegawaian', rupiah(sumOf(bkpsdm, 'kegiatan', 'realisasi', 2024, 2)), '7.758.154.326'],
    ['pagu 2023 Program Penunjang', rupiah(sumOf(bkpsdm, 'kegiatan', 'pagu', 2023, 1)), '17.680.426.345'],
    ['realisasi 2023 Program Penunjang', rupiah(sumOf(bkpsdm, 'kegiatan', 'realisasi', 2023, 1)), '15.909.231.418'],
    ['pagu 2023 Program Kepegawaian', rupiah(sumOf(bkpsdm, 'kegiatan', 'pagu', 2023, 2)), '7.613.758.000'],
    ['realisasi 2023 Program Kepegawaian', rupiah(sumOf(bkpsdm, 'kegiatan', 'realisasi', 2023, 2)), '6.318.380.257'],
    ['Jumlah pagu 2023', rupiah(sumOf(bkpsdm, 'program', 'pagu', 2023)), '25.294.184.345'],
    ['Jumlah realisasi 2023', rupiah(sumOf(bkpsdm, 'program', 'realisasi', 2023)), '22.227.611.675'],
    ['Jumlah pagu 2024', rupiah(sumOf(bkpsdm, 'program', 'pagu')), '27.682.067.532'],
    ['Jumlah realisasi 2024', rupiah(sumOf(bkpsdm, 'program', 'realisasi')), '24.539.165.518'],
    ['persentase Jumlah 2023', percent(sumOf(bkpsdm, 'program', 'realisasi', 2023), sumOf(bkpsdm, 'program', 'pagu', 2023)), '87.88'],
    ['persentase Jumlah 2024', percent(sumOf(bkpsdm, 'program', 'realisasi'), sumOf(bkpsdm, 'program', 'pagu')), '88.65'],
    ['Nilai Hasil Evaluasi AKIP', sumInputs(values(akip)), '81.02'],
    ['Perencanaan Kebutuhan', aspect('Perencanaan Kebutuhan'), '35'],
    ['Pengadaan', aspect('Pengadaan'), '38'],
    ['Pengembangan Karir', aspect('Pengembangan Karir'), '85'],
    ['Promosi dan Mutasi', aspect('Promosi dan Mutasi'), '32.5'],
    ['Manajemen Kinerja', aspect('Manajemen Kinerja'), '72.5'],
    ['Penggajian, Penghargaan dan Disiplin', aspect('Penggajian, Penghargaan dan Disiplin'), '37.5'],
    ['Perlindungan dan Pelayanan', aspect('Perlindungan dan Pelayanan'), '14'],
    ['Total akhir Indeks Sistem Merit', Decimal.sum(0, ...aspects.map(({ value }) => value)).toFixed(2), '334.50'],
  ])('%s', (_what, computed, expected) => expect(computed).toBe(expected))

  test('two semesters 91,05 and 84,61 make 87,83; the report prints 87,75', () => {
    const inputs = { s1: { value: d(values(survey)[0] ?? 0) }, s2: { value: d(values(survey)[1] ?? 0) } }
    const result = computeComposite(
      {
        kind: 'mean',
        inputs: [
          { key: 's1', name: 'Semester 1', kind: 'number' },
          { key: 's2', name: 'Semester 2', kind: 'number' },
        ],
      },
      inputs,
    )
    expect(result.kind === 'value' && result.value.toString()).toBe('87.83')
    expect(survey?.realisasiByYear?.['2024']).toBe(87.75)
  })

  test('its three ratings: 2 Sangat Baik, 1 Cukup', () => {
    const rows = bkpsdm.indicators.filter(({ level, capaianPrinted }) => level === 'sasaran' && capaianPrinted)
    const { counts, headline } = yearOf(rows, { capaianScale: 'permenpanrb-8-2021' })
    expect(counts.filter(({ count }) => count > 0)).toEqual([
      { label: 'Sangat Baik', count: 2 },
      { label: 'Cukup', count: 1 },
    ])
    expect(headline.value?.toFixed(6)).toBe('107.410914')
  })
})

describe('aggregates of BKD DKI as printed', () => {
  test('the mean of the agreement is 104,63 over 13 of 14', () => {
    const { headline, counts } = yearOf(agreement, { capaianScale: 'reached' })
    expect(headline.shown?.toFixed(2)).toBe('104.63')
    expect(headline).toMatchObject({ entered: 13, of: 14, notYetPublished: 1, notReported: 0, withoutCapaian: 0 })
    expect(counts).toEqual([
      { label: 'Tercapai', count: 13 },
      { label: 'Tidak tercapai', count: 0 },
      { label: '', count: 1 },
    ])
  })

  test('read literally, PermenPANRB 8/2021 leaves 2 of the 13 in a gap and 3 above its top', () => {
    const { indicators } = yearOf(agreement, { capaianScale: 'permenpanrb-8-2021' })
    const how = indicators.flatMap(({ year }) => year.rating?.how ?? [])
    expect([
      how.filter((way) => way === 'in-band').length,
      how.filter((way) => way === 'gap').length,
      how.filter((way) => way === 'above').length,
    ]).toEqual([8, 2, 3])
  })

  test('its program mean is 101,50 from the printed percentages, and 101,31 unrounded', () => {
    const rows = bkd.indicators.filter(({ level, name }) => level === 'program' && name.startsWith('Nilai Aspek'))
    expect(rows).toHaveLength(4)
    expect(yearOf(rows, { decimals: 0, meanOf: 'shown' }).headline.value?.toFixed(2)).toBe('101.50')
    expect(yearOf(rows).headline.shown?.toFixed(2)).toBe('101.31')
    expect(yearOf(rows).counts.find(({ label }) => label === 'Belum tercapai')?.count).toBe(1)
    expect(sumInputs(rows.map((row) => exact(Number(row.annualTarget))))).toBe('319.53')
    expect(sumInputs(rows.map((row) => exact(Number(row.realisasiByYear?.['2024']))))).toBe('320')
  })

  test('the action plans are 100 on average', () => {
    const rows = bkd.indicators.filter(({ name }) => name.startsWith('Sub KSD'))
    const { headline } = yearOf(rows)
    expect([headline.entered, headline.value?.toString()]).toEqual([6, '100'])
  })

  test.each<[string, string | undefined, string]>([
    ['merit system of BKD', sumInputs(meritOf('value')), '320'],
    ['merit system of BPSDM', sumInputs(meritOf('valueBPSDM')), '30.5'],
    ['merit system of the province', sumInputs([...meritOf('value'), ...meritOf('valueBPSDM')]), '350.5'],
    ['its highest', sumInputs((merit?.components ?? []).map(({ maxBobotIndikator }) => exact(maxBobotIndikator ?? 0))), '410'],
    ['ceiling of 33 sub-activities', rupiah(sumOf(bkd, 'subkegiatan', 'pagu')), '216.419.358.893'],
    ['realisation', rupiah(sumOf(bkd, 'subkegiatan', 'realisasi')), '189.566.838.649'],
    ['absorption', percent(sumOf(bkd, 'subkegiatan', 'realisasi'), sumOf(bkd, 'subkegiatan', 'pagu')), '87.59'],
  ])('%s', (_what, computed, expected) => expect(computed).toBe(expected))
})

describe('aggregates of SETDA as printed', () => {
  const rows = [
    { target: 40, figure: parts(60, 121), basis: 'parts' },
    { target: 88, figure: figure('88.8744'), basis: 'shown' },
    { target: 100, figure: figure(100), basis: 'shown' },
    { target: 83, figure: figure('88.125'), basis: 'shown' },
    { target: 22.73, figure: parts(13, 44), basis: 'parts' },
  ] as const
  const meanBy = (meanOf: AgencyRules['meanOf'], basisOf: (basis: 'parts' | 'shown') => 'parts' | 'shown' = (basis) => basis) => {
    const indicators = rows.map((row, i) =>
      indicator({ key: String(i), basis: basisOf(row.basis), aggregation: 'once', targets: targets([null, null, null, null], row.target) }),
    )
    return assessAgency(
      plan(indicators, { meanOf }),
      rows.map((row, i) => report(String(i), 'year', row.figure)),
      'year',
    ).headline.shown?.toFixed(2)
  }

  test('the mean is 112,23 from the realisations as shown; from the parts it would be 112,22', () => {
    expect(meanBy('realisation-as-shown')).toBe('112.23')
    expect(meanBy('unrounded', () => 'parts')).toBe('112.22')
  })
})

/** Printed aggregates that the tests above do not reproduce, and why: what they are, or what is wrong with them. */
const outside = new Map([
  ['jumlah bobot komponen AKIP', 'weights of a regulation, no figure'],
  ['jumlah sub aspek sistem merit', 'a count of rows'],
  ['jumlah bobot sub aspek sistem merit Tabel 3.13', 'printed 100, its rows add to 102,5'],
  ['pegawai BKPSDM', 'staff'],
  ['pegawai Pemerintah Kota Bekasi', 'staff; printed 11.355, its parts add to 11.310'],
  ['Tabel 1.1 pegawai menurut pendidikan: baris dan kolom', 'staff'],
  ['pegawai S1+S2', 'staff'],
  ['pegawai D3+D4', 'staff'],
  ['aset tetap menurut kondisi', 'assets'],
  ['jenis layanan kepegawaian', 'a count of services'],
  ['jumlah kegiatan', 'a count of rows'],
  ['jumlah indikator PK', 'printed 22, the agreement has 14'],
  ['jumlah bobot aspek', 'weights'],
  ['jumlah bobot sub aspek Pengembangan Karir', 'printed 30, its rows add to 32,5'],
  ['total target IP ASN per tahun', 'targets of four dimensions of which BKD answers for three'],
  ['total IP ASN 2023 sementara', 'the index of the province, not of the agency'],
  ['bobot dimensi IP ASN', 'weights'],
  ['bobot NKA aspek implementasi', 'weights'],
  ['bobot komunikasi publik', 'weights'],
  ['bobot inventarisasi BMD', 'weights'],
  ['jumlah kegiatan / sub kegiatan / program', 'a count of rows'],
  ['9 subtotal kegiatan (pagu dan realisasi)', 'in the budget test, by its sub-activities'],
  ['rata-rata capaian output sub kegiatan', 'the realisations behind it are not printed'],
  ['kategori PermenPANRB 8/2021 bila skala dipakai secara harfiah pada 13 capaian tak dibulatkan', 'not printed; tested above'],
  ['jumlah rencana aksi KSD', 'a count of rows'],
  ['jumlah sub KSD', 'a count of rows'],
  ['jumlah pegawai BKD menurut pendidikan', 'staff'],
  ['jumlah peserta pelatihan', 'staff'],
  ['rasio pegawai dilayani', 'staff'],
  ['peringkat DKI pada IP ASN sementara Kanreg V (32 instansi)', 'a rank, not printed'],
  ['total pagu Lampiran 3 (97 baris sub kegiatan per unit)', 'not printed'],
])
/** How the reproduced ones begin, in the words of the reports. */
const reproduced =
  /^(pagu|realisasi|persentase Jumlah|Jumlah|total anggaran PK|sisa anggaran|Nilai Hasil|Nilai rata-rata SKM|Total|jumlah indikator per predikat|rata-rata capaian|indikator yang dihitung|jumlah status|kenaikan|jumlah indikator program|jumlah target 4|jumlah realisasi 4|total pagu|Program)/

test('every printed aggregate is reproduced above, or named here with the reason why not', () => {
  const open = [...bkpsdm.aggregates, ...bkd.aggregates].filter(
    ({ what, printed }) => printed && !outside.has(what) && !reproduced.test(what),
  )
  expect(open.map(({ what }) => what)).toEqual([])
})
