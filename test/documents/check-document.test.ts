import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { checkDocument } from '../../src/documents/check/check-document.ts'
import { documentJsonSchema, ImportDocument } from '../../src/documents/shape/document.ts'
import type { DocumentInput } from '../../src/documents/shape/document.ts'
import { findingCodes } from '../../src/documents/check/finding.ts'
import { readDocuments } from '../../src/documents/import-documents.ts'
import { templateWorkbook, writeWorkbook } from '../../src/documents/workbook/write-workbook.ts'
import { writeFinding } from '../../src/documents/check/write-finding.ts'
import { unpackWorkbook } from '../../src/documents/workbook/unpack-workbook.ts'
import { catalogue } from '../../src/text/catalogue.ts'
import { createTexts } from '../../src/text/texts.ts'

const base: DocumentInput = {
  government: { key: 'kab-x', name: 'Kabupaten X' },
  agency: { key: 'DINAS', name: 'Dinas X', shortName: 'DINAS' },
  year: 2024,
  rules: { capaianScale: 'c' },
  scales: [
    {
      key: 'c',
      name: 'Capaian',
      bands: [
        { label: 'Baik', lower: 100 },
        { label: 'Kurang', upper: 100, upperInclusive: false },
      ],
    },
  ],
  units: [{ key: 'u', name: 'Bagian U' }],
  indicators: [
    {
      key: 'a',
      name: '=Jumlah kasus',
      level: 'sasaran',
      standing: 'agreement',
      unit: 'Kasus',
      aggregation: 'sum',
      targets: { year: 8, quarters: [null, 2, 2, 4] },
      responsibleUnit: 'u',
    },
  ],
  people: [{ key: 'p', name: 'Kepala Bagian U', phone: '+62 812 000 111', roles: [{ role: 'officer', unit: 'u' }], responsible: ['a'] }],
  reports: [
    { indicator: 'a', quarter: 2, figure: { numerator: 1, denominator: 3 }, state: 'verified' },
    { indicator: 'a', quarter: 3, figure: { value: '0.1', provisional: true } },
  ],
}
const codes = (input: unknown) => checkDocument(input).findings.map(({ where, code }) => `${where.path} ${code}`)

describe('findings', () => {
  test('a right document has none', () => expect(checkDocument(base).findings).toEqual([]))

  test('of the form come all at once, each at its place', () => {
    const [indicator] = base.indicators ?? []
    const wrong = {
      ...base,
      year: '2024',
      rules: { ...base.rules, meanOf: 'median', extra: 1 },
      indicators: [{ ...indicator, key: 'a b', targets: { year: '8l,02', quarters: [1, 2, 3] } }],
      reports: [
        { indicator: 'a', quarter: 5, figure: { numerator: 1, denominator: 0 } },
        { indicator: 'a', quarter: 1 },
      ],
    }
    expect(codes(wrong)).toEqual([
      'year not-a-year',
      'rules.meanOf not-in-list',
      'rules.extra unknown-field',
      'indicators.0.key not-a-key',
      'indicators.0.targets.year not-a-target',
      'indicators.0.targets.quarters not-four-quarters',
      'reports.0.quarter not-a-quarter',
      'reports.0.figure denominator-zero',
      'reports.1.figure required',
      'people.0.responsible.0 unknown-reference',
      'reports.0.indicator unknown-reference',
      'reports.1.indicator unknown-reference',
    ])
  })

  test('a number that is none is told as such, once, wherever it stands', () => {
    const [indicator] = base.indicators ?? []
    const wrong = {
      ...base,
      rules: { ...base.rules, cap: 'abc' },
      alerts: { drop: { threshold: 'x' } },
      indicators: [{ ...indicator, targets: { year: { low: 'x', high: 2 } }, previousYears: { 2023: { value: 5, inputs: { a: {} } } } }],
      budget: [{ key: 'p', level: 'program', name: 'P', ceiling: 'dua miliar', originalCeiling: '-5' }],
      people: [{ ...base.people?.[0], roles: [{ role: 'officer', from: '1 Jan 2024' }] }],
    }
    expect(codes(wrong)).toEqual([
      'rules.cap not-a-number',
      'alerts.drop.threshold not-a-number',
      'indicators.0.targets.year.low not-a-number',
      'indicators.0.previousYears.2023.inputs.a not-a-figure',
      'budget.0.ceiling not-a-number',
      'budget.0.originalCeiling negative-money',
      'people.0.roles.0.from not-a-date',
    ])
  })

  test('are said in words that people have for things', () => {
    const [indicator] = base.indicators ?? []
    const bands = [
      { label: 'Baik', lower: 90 },
      { label: 'Cukup', lower: 70, upper: 90 },
      { label: 'Kurang', upper: 60 },
    ]
    const scales = [{ key: 'c', name: 'Capaian', bands, policy: { overlap: 'worse' } }]
    const average = { aggregation: 'average', targets: { year: 5, quarters: [1, 2, 3, 4] } }
    const last = { ...average, key: 'b', aggregation: 'last' }
    const odd = { ...base, scales, indicators: [{ ...indicator, ...average }, { ...indicator, ...last }] } // prettier-ignore
    const said = (input: unknown, locale: 'id' | 'en' = 'id') =>
      checkDocument(input).findings.map((one) => writeFinding(createTexts(locale), one).sentence)
    expect(said(odd).slice(0, 4)).toEqual([
      'scales.0: 60 … 70; celah pada skala “Capaian” antara Kurang, Cukup; berlaku predikat di bawahnya',
      'scales.0: 90 … 90; tumpang tindih pada skala “Capaian” (Baik, Cukup); berlaku predikat yang lebih buruk',
      'indicators.0.targets: 2.5; rata-rata triwulan “=Jumlah kasus” bukan target setahun 5; target setahun yang dipakai',
      'indicators.1.targets: 4; nilai terakhir dari triwulan “=Jumlah kasus” bukan target setahun 5; target setahun yang dipakai',
    ])
    expect(said(odd, 'en')[1]).toContain('the worse rating applies')
    const wrong = { ...base, units: 5, indicators: [{ ...indicator, decimals: 1.5, targets: { year: { low: 9, high: 6 } } }] }
    expect(said(wrong).slice(0, 3)).toEqual([
      'units: ditemukan “5”, seharusnya daftar, [ … ]',
      'indicators.0.decimals: ditemukan “1.5”, seharusnya angka bulat',
      'indicators.0.targets.year: ditemukan “9–6”, seharusnya batas bawah yang tidak melebihi batas atas',
    ])
  })

  test('a baseline that is not above every target is told and accepted: those have no capaian', () => {
    const [indicator] = base.indicators ?? []
    const from = (baseline: number, formula = 'minimise-baseline') => {
      const targets = { year: 12, quarters: [null, 15, 13, 12] }
      return checkDocument({ ...base, indicators: [{ ...indicator, formula, baseline, targets, aggregation: 'last' }] })
    }
    expect(from(10).document).toBeDefined()
    expect(from(10).findings.map((one) => writeFinding(createTexts('id'), one).sentence)).toEqual([
      'indicators.0.baseline: 10; nilai dasar “=Jumlah kasus” tidak di atas target 15; dengan minimise-baseline capaiannya tidak terhitung',
    ])
    expect(from(15).findings.map(({ code, severity }) => [code, severity])).toEqual([['baseline-not-above', 'warning']])
    expect([...from(15.5).findings, ...from(10, 'minimise-mirror').findings]).toEqual([])
  })

  test('of what one part says of another come all at once', () => {
    const indicators = [
      ...(base.indicators ?? []),
      {
        key: 'a',
        name: 'Kembar',
        level: 'sasaran',
        standing: 'agreement' as const,
        unit: 'Persen',
        objective: 'nowhere',
        aggregation: 'once' as const,
      },
      {
        key: 'b',
        name: 'Terbuka',
        level: 'sasaran',
        standing: 'agreement' as const,
        unit: 'Persen',
        targets: { year: 100, quarters: [5, 25, 55, 100] },
      },
      {
        key: 'c',
        name: 'Rumus',
        level: 'sasaran',
        standing: 'agreement' as const,
        unit: 'Persen',
        aggregation: 'once' as const,
        formula: 'minimise-baseline' as const,
        composite: { kind: 'formula' as const, expression: 'x*80% +', inputs: [{ key: 'x', name: 'X' }] },
      },
      {
        key: 'd',
        name: 'Bulat',
        level: 'program',
        standing: 'support' as const,
        unit: 'Dokumen',
        aggregation: 'sum' as const,
        targets: { year: 31, quarters: [null, 7, 10, 11] },
      },
    ]
    const units = [
      { key: 'u', name: 'U', parent: 'v' },
      { key: 'v', name: 'V', parent: 'u' },
    ]
    const people = [
      ...(base.people ?? []),
      { key: 'q', name: 'Q', roles: [{ role: 'officer' as const, scope: 'unit' as const }], responsible: ['a', 'gone'] },
    ]
    const reports = [...(base.reports ?? []), { indicator: 'a', quarter: 2 as const, figure: 1, by: 'nobody' }]
    expect(codes({ ...base, rules: { capaianScale: 'none' }, indicators, units, people, reports })).toEqual([
      'indicators.1.key duplicate-key',
      'rules.capaianScale unknown-reference',
      'units.0.parent parents-in-a-circle',
      'units.1.parent parents-in-a-circle',
      'indicators.1.objective unknown-reference',
      'people.1.responsible.1 unknown-reference',
      'reports.2.by unknown-reference',
      'indicators.2.aggregation aggregation-open',
      'indicators.3.baseline baseline-missing',
      'indicators.3.composite.expression expression-faulty',
      'indicators.4.targets quarters-miss-year',
      'reports.2 duplicate-report',
      'people.1.roles.0.unit unit-missing',
      'people.1.responsible.0 two-officers',
      'indicators.2 no-officer',
      'indicators.3 no-officer',
      'indicators.4 no-officer',
    ])
    const open = checkDocument({ ...base, indicators }).findings.find(({ code }) => code === 'aggregation-open')
    expect(open && writeFinding(createTexts('id'), open).sentence).toBe(
      'indicators.2.aggregation: ditemukan “5, 25, 55, 100 → 100”, seharusnya cara menjumlah triwulan untuk “Terbuka”; usulan: last',
    )
  })

  test('a printed scale with gaps is told, not refused', () => {
    const scales = [
      {
        key: 'c',
        name: 'Capaian',
        bands: [
          { label: 'Baik', lower: 100, upper: 100 },
          { label: 'Cukup', lower: 80, upper: 99 },
        ],
      },
    ]
    const { document, findings } = checkDocument({ ...base, scales })
    expect(document).toBeDefined()
    expect(findings).toMatchObject([{ code: 'scale-gap', severity: 'warning', found: '99 … 100' }])
  })

  test('a plan whose sums miss or whose cells are negative is told, not refused', () => {
    const percent = (...values: number[]) => values.map((value) => ({ kind: 'percent' as const, value }))
    const budget = [
      { key: 'p', level: 'program' as const, name: 'P', ceiling: 1000 },
      { key: 's', parent: 'p', level: 'subkegiatan' as const, name: 'S', ceiling: 900, plan: percent(40, 40, 21.77, -1.77) },
      {
        key: 't',
        level: 'program' as const,
        name: 'T',
        ceiling: 100,
        plan: percent(25, 25, 25, 24.97),
        realised: { quarters: [...percent(10, 20, 30), null], year: 70 },
      },
    ]
    const { document, findings } = checkDocument({ ...base, budget })
    expect(document).toBeDefined()
    expect(findings.map(({ where, severity, code, found }) => [where.path, severity, code, found])).toEqual([
      ['budget.1.plan.3', 'warning', 'plan-negative', '-1.77%'],
      ['budget.2.plan', 'warning', 'plan-misses-hundred', '99.97%'],
      ['budget.2.realised', 'warning', 'money-misses-year', '60%'],
      ['budget.0.ceiling', 'warning', 'parts-miss-whole', '900'],
    ])
  })

  test('every code has a sentence in both locales', () => {
    for (const locale of ['id', 'en'] as const)
      expect(Object.keys(catalogue[locale].document.expected).sort()).toEqual([...findingCodes].sort())
  })

  test('a wrong value does not hide what else is wrong', () => {
    const [indicator] = base.indicators ?? []
    const wrong = { ...base, indicators: [{ ...indicator, targets: { year: 'x' }, objective: 'nowhere' }], rules: { capaianScale: 'none' } }
    expect(codes(wrong)).toEqual([
      'indicators.0.targets.year not-a-target',
      'rules.capaianScale unknown-reference',
      'indicators.0.objective unknown-reference',
    ])
  })

  test.each<[string, object]>([
    ['a ceiling', { budget: [{ key: 'p', level: 'program', name: 'P', ceiling: 'dua miliar' }] }],
    [
      'a planned quarter',
      { budget: [{ key: 'p', level: 'program', name: 'P', ceiling: 1, plan: [{ kind: 'x', value: 'y' }, 1, 2, null] }] },
    ],
    ['a row', { budget: [null, 5], units: ['u'] }],
    ['all of the agency', { government: 3, agency: undefined, year: 'x', rules: { capaianScale: 'c', decimals: 9 } }],
    ['the bands of a scale', { scales: [{ key: 'c', name: 'C', bands: [{ lower: 'x' }, 7] }] }],
    ['an account', { people: [{ key: 'p b', identities: [{ channel: 'fax' }], responsible: [{ from: 'x' }] }] }],
    [
      'a composite without inputs',
      { indicators: [{ ...base.indicators?.[0], objective: 'nowhere', composite: { kind: 'x', inputs: [] } }] },
    ],
    ['a format', { format: 2 }],
  ])('that can not be without is wrong: %s; the rest is told all the same', (_what, wrong) => {
    const indicators = [{ ...base.indicators?.[0], objective: 'nowhere' }]
    const reports = [...(base.reports ?? []), { indicator: 'a', quarter: 5, figure: 1 }, { indicator: 'a', quarter: 3, figure: 2 }]
    const found = codes({ ...base, indicators, reports, ...wrong })
    expect(found).toContain('indicators.0.objective unknown-reference')
    expect(found.filter((one) => one.startsWith('reports'))).toEqual(['reports.2.quarter not-a-quarter', 'reports.3 duplicate-report'])
  })

  test('a stand-in is no double, and what is made of wrong neighbours is not judged', () => {
    const indicators = [
      { ...base.indicators?.[0], composite: { kind: 'formula', expression: 'IKM * 2', inputs: [{ key: 'IKM', name: 'IKM' }] } },
      { ...base.indicators?.[0], key: 'b c' },
      { ...base.indicators?.[0], key: 'd e' },
    ]
    const reports = [1, 2].map((figure) => ({ indicator: 'a', quarter: `TW ${figure}`, figure })).concat({ indicator: 'a', quarter: '1', figure: 3 }) // prettier-ignore
    const rooms = [{ channel: 'local', platformId: 'r', title: 'R', scope: 'all', agencies: ['DINAS'] }]
    const budget = [{ key: 'p', level: 'program', name: 'P', ceiling: 9 }, { key: 'q', parent: 'p', level: 'kegiatan', name: 'Q' }] // prettier-ignore
    expect(codes({ ...base, indicators, rooms, budget, reports: [...reports, { indicator: 'a', quarter: 1, figure: 2 }] })).toEqual([
      'indicators.0.composite.inputs.0.key not-an-input-key',
      'indicators.1.key not-a-key',
      'indicators.2.key not-a-key',
      'budget.1.ceiling required',
      'rooms.0.scope not-in-list',
      'reports.0.quarter not-a-quarter',
      'reports.1.quarter not-a-quarter',
      'reports.2.quarter not-a-quarter',
    ])
  })
})

describe('the workbook', () => {
  const load = async (bytes: Uint8Array) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.from(bytes).buffer.slice(Buffer.from(bytes).byteOffset, Buffer.from(bytes).byteOffset + bytes.length))
    return workbook
  }
  const save = async (workbook: ExcelJS.Workbook) => new Uint8Array(await workbook.xlsx.writeBuffer())

  test('findings name sheet, row, column, what was found and what is expected', async () => {
    const workbook = await load(await writeWorkbook(ImportDocument.parse(base)))
    const sheet = workbook.getWorksheet('Indikator')
    const column = (title: string) => (sheet?.getRow(1).values as unknown[]).indexOf(title)
    if (!sheet) throw new Error('no sheet')
    sheet.getCell(2, column('Target TW II')).value = '8l,02'
    sheet.getCell(2, column('Target TW III')).value = '1.250'
    sheet.getCell(2, column('Agregasi')).value = 'rata'
    sheet.getCell(2, column('Unit penanggung jawab')).value = 'w'
    const { documents, findings } = await readDocuments({ bytes: await save(workbook) })
    expect(documents).toEqual([])
    const written = findings.map((one) => writeFinding(createTexts('id'), one))
    expect(written.map(({ where, found }) => [where, found])).toEqual([
      ['lembar Indikator, baris 2, kolom Target TW II', '8l,02'],
      ['lembar Indikator, baris 2, kolom Target TW III', '1.250'],
      ['lembar Indikator, baris 2, kolom Agregasi', 'rata'],
      ['lembar Indikator, baris 2, kolom Unit penanggung jawab', 'w'],
    ])
    expect(written[1]?.expected).toContain('1250 atau 1,250')
    expect(written[2]?.expected).toBe('salah satu dari: sum, average, last, once')
  })

  test('reads numbers as officials type them, and keeps text from becoming a formula', async () => {
    const workbook = await load(await writeWorkbook(ImportDocument.parse(base)))
    const sheet = workbook.getWorksheet('Indikator')
    const column = (title: string) => (sheet?.getRow(1).values as unknown[]).indexOf(title)
    expect(sheet?.getCell(2, column('Nama')).value).toBe("'=Jumlah kasus")
    if (sheet) sheet.getCell(2, column('Target TW II')).value = '87,75'
    if (sheet) sheet.getCell(2, column('Target setahun')).value = '1.250.000,5'
    const { documents, findings } = await readDocuments({ bytes: await save(workbook) })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(documents[0]?.indicators[0]?.name).toBe('=Jumlah kasus')
    expect(documents[0]?.indicators[0]?.targets).toMatchObject({
      year: { value: '1250000.5' },
      quarters: [null, { value: '87.75' }, {}, {}],
    })
  })

  test('the template opens with explanations, headings and drop-downs, and says what it lacks', async () => {
    const bytes = await templateWorkbook()
    const workbook = await load(bytes)
    expect(workbook.worksheets[0]?.name).toBe('Petunjuk')
    expect(workbook.getWorksheet('Indikator')?.getCell('G2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"agreement,support,component"'],
    })
    const { documents, findings } = await readDocuments({ bytes })
    expect(documents).toEqual([])
    expect(findings.map(({ where, code }) => [where.path, code])).toContainEqual(['agency.key', 'required'])
  })

  test('what is no workbook, broken or far too large when unpacked is refused', async () => {
    const zipHead = [0x50, 0x4b, 3, 4]
    expect((await readDocuments({ bytes: new Uint8Array([...zipHead, 1, 2, 3]) })).findings.map(({ code }) => code)).toEqual([
      'not-a-workbook',
    ])
    expect((await readDocuments({ bytes: new TextEncoder().encode('{"a": ') })).findings.map(({ code }) => code)).toEqual(['not-json'])
    const zip = await templateWorkbook()
    expect(unpackWorkbook(zip)).toBeInstanceOf(Buffer)
    expect(unpackWorkbook(zip, zip.length)).toBe('too-large')
  })
})

test('the JSON Schema describes every field', () => {
  const schema = JSON.parse(JSON.stringify(documentJsonSchema())) as { properties: Record<string, unknown>; required: string[] }
  expect(Object.keys(schema.properties)).toEqual(Object.keys(ImportDocument.parse({ ...base, reminders: {}, alerts: {} })))
  expect(schema.required).toEqual(['government', 'agency', 'year', 'rules'])
})
