import { describe, expect, test } from 'vitest'
import { convert } from '../../src/demo/convert.ts'
import { readBounds } from '../../src/demo/source-bounds.ts'
import { fourCells } from '../../src/demo/source-quarters.ts'
import { governmentNameIn, zoneIn } from '../../src/demo/source-place.ts'
import { figureIn, rupiahIn, targetIn } from '../../src/demo/source-values.ts'
import { checkDocument } from '../../src/documents/check/check-document.ts'
import { ImportDocument } from '../../src/documents/shape/document.ts'

type Row = Record<string, unknown>
const agency = { name: 'Badan Kepegawaian Kabupaten Contoh', short: 'BKPSDM', government: 'Pemerintah Kabupaten Contoh', year: 2024 }
const row = (of: Row): Row => ({
  level: 'sasaran',
  parent: 'S',
  name: 'Indeks',
  unit: 'Indeks',
  direction: 'maximise',
  aggregation: 'once',
  ...of,
})
/** A file with these rows, converted; and read, so that what comes out is a document. */
const converted = (source: Row) => {
  const { document, notes } = convert({ agency, ...source })
  return { document: ImportDocument.parse(document), notes: notes.join('\n'), findings: checkDocument(document).findings }
}

describe('bounds of a band as scales print them', () => {
  test.each<[string, string]>([
    ['101% – 110%', '[101,110]'],
    ['>91-100', '(91,100]'],
    ['> 60 s.d 70', '(60,70]'],
    ['85% ≤ x < 100%', '[85,100)'],
    ['100 > x >= 85', '[85,100)'],
    ['≥100', '[100,∞)'],
    ['x > 110 %', '(110,∞)'],
    ['< 55', '(-∞,55)'],
    ['kurang dari 50%', '(-∞,50)'],
    ['60 ke bawah', '(-∞,60]'],
    ['90% atau lebih', '[90,∞)'],
    ['≥85 s/d <100', '[85,100)'],
    ['88,31–100,00', '[88.31,100.00]'],
    ['IV: 325 – 400 (indeks 0.81 - 1)', '[325,400]'],
    ['minimal 110 / maksimal 120', 'none'],
    ['100%', '[100,100]'],
    ['Tercapai', 'none'],
    ['90-80', 'none'],
  ])('%s', (printed, expected) => {
    const bounds = readBounds(printed)
    const text = bounds
      ? `${bounds.lowerInclusive ? '[' : '('}${bounds.lower ?? '-∞'},${bounds.upper ?? '∞'}${bounds.upperInclusive ? ']' : ')'}`
      : 'none'
    expect(text).toBe(expected)
  })
})

describe('values as reports print them', () => {
  test.each<[unknown, unknown]>([
    ['74 (sementara)', { kind: 'number', value: '74', provisional: true }],
    ['51,65 angka sementara', { kind: 'number', value: '51.65', provisional: true }],
    ['Belum tersedia', { kind: 'not-yet-published' }],
    ['n.a.', { kind: 'not-yet-published' }],
    ['–', null],
    ['  ', null],
    ['tiga', undefined],
  ])('a realisation %j', (printed, expected) => expect(figureIn(printed)).toEqual(expected))

  test('parts keep their thousands, and a count of things has no share', () => {
    expect(figureIn('3.364/5.800')).toMatchObject({ value: '58', parts: { numerator: '3364', denominator: '5800' } })
    expect(figureIn('12 dari 15', { counts: true })).toBeUndefined()
  })

  test.each<[unknown, unknown]>([
    ['2 – 8 °C', { kind: 'range', low: '2', high: '8' }],
    ['4 s.d. 6 paket', { kind: 'range', low: '4', high: '6' }],
    ['—', null],
    ['Belum rilis', null],
  ])('a target %j', (printed, expected) => expect(targetIn(printed)).toEqual(expected))

  test.each<[unknown, string | undefined]>([
    ['Rp 1,2 M', '1200000000'],
    ['350 jt', '350000000'],
    ['500.000', '500000'],
    ['Rp1.100.000.000,00', '1100000000'],
    ['1,200,000,000', '1200000000'],
    ['92,5%', undefined],
    ['banyak', undefined],
    [12.5, '12.5'],
  ])('money %j', (printed, expected) => expect(rupiahIn(printed)).toBe(expected))

  test.each<[unknown, unknown]>([
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
    [{ 'TW I': 1, TW2: 2, iii: 3, Q4: 4 }, [1, 2, 3, 4]],
    [{ '4': 9 }, [null, null, null, 9]],
    [null, [null, null, null, null]],
    [[1, 2, 3], undefined],
    [{ 'Semester I': 1 }, undefined],
    [7, undefined],
  ])('quarters %j', (printed, expected) => expect(fourCells(printed)).toEqual(expected))
})

describe('where an agency is', () => {
  test.each<[Row, string, string | undefined]>([
    [{ government: 'Pemkot Makassar', provinsi: 'Sulawesi Selatan' }, 'Kota Makassar', 'Asia/Makassar'],
    [{ government: 'Pemkab Merauke', zone: 'WIT' }, 'Kabupaten Merauke', 'Asia/Jayapura'],
    [{ government: 'Pemerintah Provinsi Bali' }, 'Provinsi Bali', 'Asia/Makassar'],
    [{ government: 'Pemerintah Provinsi Jawa Barat' }, 'Provinsi Jawa Barat', 'Asia/Jakarta'],
    [{ government: 'Batam', level: 'kota' }, 'Kota Batam', undefined],
    [{ government: 'Kab. Pasuruan' }, 'Kabupaten Pasuruan', undefined],
  ])('%j is %s', (of, name, zone) => {
    expect(governmentNameIn(of)).toBe(name)
    expect(zoneIn(of, name)).toBe(zone)
  })
})

describe('a converted year', () => {
  test('reads a scale that is printed in words and signs only, and never rates capaian by a scale of efficiency', () => {
    const bands = [
      { label: 'Sangat memuaskan', raw: 'x ≥ 100%' },
      { label: 'Sangat Baik', raw: '85% ≤ x < 100%' },
      { label: 'Kurang', raw: 'x < 85%' },
    ]
    const efficiency = {
      name: 'Tingkat efisiensi',
      appliesTo: 'rasio capaian terhadap serapan',
      bands: [
        { label: 'Efisien', lower: 100 },
        { label: 'Tidak', raw: '<100' },
      ],
    }
    const { document, findings } = converted({
      scales: [efficiency, { name: 'Skala ordinal', appliesTo: 'capaian kinerja dan penyerapan anggaran', bands }],
      indicators: [row({ annualTarget: 10, realisasiByYear: { 2024: 11 } })],
    })
    expect(document.rules).toMatchObject({
      capaianScale: 'skala-ordinal',
      absorptionScale: 'skala-ordinal',
      efficiencyScale: 'tingkat-efisiensi',
    })
    expect(document.scales[1]?.bands[1]).toMatchObject({ lower: '85', lowerInclusive: true, upper: '100', upperInclusive: false })
    expect(findings.filter(({ code }) => code.startsWith('scale'))).toEqual([])
  })

  test('lists labels that are printed and belong to no scale in force', () => {
    const { notes } = converted({
      scales: [{ name: 'Skala capaian', bands: [{ label: 'Baik', lower: 0 }] }],
      indicators: [
        row({ annualTarget: 1, realisasiByYear: { 2024: 2 }, capaianPrinted: '200', categoryPrinted: 'Melebihi target' }),
        row({ name: 'Lain', categoryPrinted: '-' }),
      ],
    })
    expect(notes).toContain('no label of it: Melebihi target')
    expect(notes).not.toContain('no label of it: -')
  })

  test('finds the budget row of a “Sub Kegiatan”', () => {
    const { document } = converted({
      indicators: [
        row({
          level: 'Sub Kegiatan',
          code: '5.1',
          subject: 'Mutasi',
          name: 'Jumlah ASN',
          unit: 'Orang',
          annualTarget: '1.250',
          quarterlyTargets: ['300', '350', '300', '300'],
          aggregation: 'sum',
        }),
      ],
      budget: [{ level: 'Sub Kegiatan', code: '5.1', name: 'Mutasi', pagu: 'Rp 1,2 M', realisasi: 0 }],
    })
    expect(document.indicators[0]).toMatchObject({ level: 'subkegiatan', standing: 'support', moneyOf: 'mutasi' })
    expect(document.indicators[0]?.targets.year).toEqual({ kind: 'number', value: '1250' })
    expect(document.budget[0]?.ceiling).toBe('1200000000')
  })

  test.each<[Row, string, string]>([
    [
      { direction: 'lower is better', capaianPrinted: '107,5', annualTarget: 80, realisasiByYear: { 2024: 74 } },
      'minimise-mirror',
      'gives the printed 107,5',
    ],
    [
      { direction: 'minimise', annualTarget: 14, baseline: '24,4', capaianPrinted: '85,58', realisasiByYear: { 2024: 15.5 } },
      'minimise-baseline',
      'gives the printed',
    ],
    [
      { direction: 'semakin rendah semakin baik', annualTarget: 10, realisasiByYear: { 2024: 8 } },
      'minimise-mirror',
      'does not say which form',
    ],
    [{ direction: 'higher is better', annualTarget: '≥ 80' }, 'maximise', 'without “≥”'],
  ])('direction of %j', (of, formula, said) => {
    const { document, notes } = converted({ indicators: [row(of)] })
    expect(document.indicators[0]?.formula).toBe(formula)
    expect(notes).toContain(said)
  })

  test.each<[Row, string, string]>([
    [{ aggregation: 'rata-rata' }, 'average', 'is taken as average'],
    [{ aggregation: 'tahunan' }, 'once', 'is taken as once'],
    [{ aggregation: 'kumulatif', annualTarget: 90, quarterlyTargets: { TW1: 20, TW2: 40, TW3: 65, TW4: 90 } }, 'last', 'rises-to-year'],
    [{ aggregation: 'kumulatif', unit: 'Dokumen', annualTarget: 4, quarterlyTargets: [1, 1, 1, 1] }, 'sum', 'adds-to-year'],
    [{ aggregation: 'once', aggregationNote: 'unknown: sum atau last' }, 'once', 'in doubt (“unknown: sum atau last”): indeks'],
  ])('aggregation of %j', (of, aggregation, said) => {
    const { document, notes } = converted({ indicators: [row(of)] })
    expect(document.indicators[0]?.aggregation).toBe(aggregation)
    expect(notes).toContain(said)
  })

  test('says everything that it leaves out or that does not agree', () => {
    const { document, notes } = converted({
      indikatorTambahan: [{}],
      indicators: [
        row({ annualTarget: 100, realisasiByYear: { 2023: null, 2024: 136 }, capaianPrinted: '120,00', catatan: 'x' }),
        row({
          name: 'Survei',
          annualTarget: 90,
          realisasiByYear: { 2024: 87.75 },
          components: [
            { name: 'S1', value: 91.05 },
            { name: 'S2', value: 84.61 },
          ],
        }),
        row({
          level: 'subkegiatan',
          name: 'Paket',
          unit: 'Paket',
          annualTarget: 3,
          quarterlyTargets: [1, 1, 1],
          quarterlyRealisasi: [1, 'dua', '–', 1],
          renstraEndTarget: 'banyak',
          aggregation: 'sum',
        }),
      ],
      budget: [
        {
          level: 'program',
          name: 'P',
          pagu: 100,
          realisasi: 'belum dihitung',
          quarterlyAllocation: ['20%', '30%', '51,77%', '-1,77%'],
          quarterlyRealisasi: [10, 'x', '-', 5],
        },
        { level: 'program', name: 'P', pagu: 100, realisasi: 90 },
        { level: 'program', name: 'Q', pagu: 200, realisasi: 100, percentPrinted: '51,00' },
        { year: 2025, level: 'program', name: 'R', pagu: 1 },
      ],
    })
    for (const said of [
      'sections: not read: indikatorTambahan',
      'indicators: fields that are not read: catatan',
      'Indeks: realisation 2023 is empty; taken as not yet published',
      'Indeks: capaian is printed as 120,00, from its target and realisation follows 136.00',
      'Survei: its 2 components give the realisation 87.75 neither',
      'Paket: quarterlyTargets “[1,1,1]” has not one cell for each quarter',
      'Paket: realisation TW 2 “"dua"” is not understood',
      'Paket: Renstra end “"banyak"” is not understood',
      'P: realisation “belum dihitung” is not understood',
      'P: quarterlyRealisasi TW 2 “x” is not understood',
      'P: a second row with the same name, code and ceiling; left out',
      'Q: absorption is printed as 51,00, from its money follows 50.00',
      'R: a budget row of 2025, after 2024; left out',
      'its time zone does not follow from the file',
      'its seats stand open on the local chat page',
    ])
      expect(notes).toContain(said)
    expect(document.budget[0]?.plan?.map(({ value }) => value)).toEqual(['20', '30', '51.77', '-1.77'])
  })

  test('a printed mean may be called rerata, and percentages may have one decimal', () => {
    const { document } = converted({
      indicators: [row({ annualTarget: 72.5, realisasiByYear: { 2024: 78.74 }, capaianPrinted: '108,6%' })],
      efficiency: [{ indicator: 'Indeks', capaian: '108,6', serapan: '91,02', printed: '119%' }],
      aggregates: [{ what: 'Rerata capaian kinerja', printed: '108,6' }],
    })
    expect(document.rules).toMatchObject({ decimals: 1, efficiency: 'ratio', meanOf: 'unrounded' })
  })

  test('the Renstra ends in the year that is printed with its target, or compared with; else in its last one, which is said', () => {
    const { document, notes } = converted({
      indicators: [
        row({ name: 'A', targetsByYear: { 2024: 1, 2025: 2 }, renstraEndTarget: '75 (2026)' }),
        row({ name: 'B', renstraEndTarget: 3 }),
        row({ name: 'C', renstraEndTarget: 3 }),
      ],
      comparisons: [{ kind: 'renstraEnd', indicator: 'B', values: { realisasi2024: 2, targetAkhirRenstra2029: 3 } }],
    })
    expect(document.indicators.map(({ renstra }) => renstra.end?.year)).toEqual([2026, 2029, 2024])
    expect(notes).toContain("C: the year of the Renstra's end is not told; 2024 is taken")
  })

  test('seats are told apart from those of an agency of the same short name elsewhere', () => {
    const { document } = converted({ indicators: [row({})] })
    const other = convert({ agency: { ...agency, government: 'Pemerintah Kota Contoh' }, indicators: [row({})] }).document
    const seats = (people: typeof document.people | typeof other.people) =>
      (people ?? []).flatMap(({ identities = [] }) => identities.map(({ platformId }) => platformId))
    expect(seats(document.people)).toContain('kabupaten-contoh-bkpsdm-verifikator')
    expect(seats(document.people).filter((seat) => seats(other.people).includes(seat))).toEqual([])
  })

  test('without any year and anything to read it from says so; without agency, indicators and budget it is refused', () => {
    expect(convert({ agency: { name: 'Dinas X' } }).notes.join('\n')).toContain('stated nowhere; 2000 stands in')
    expect(() => convert({})).toThrow('not a JSON object with agency')
  })
})
