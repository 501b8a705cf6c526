import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Choices, noChoices } from '../../src/demo/choices.ts'
import { convert } from '../../src/demo/convert.ts'
import { demoEntries, upToQuarter, wholeYear } from '../../src/demo/demo-documents.ts'
import { replayPlan } from '../../src/demo/replay/replay-plan.ts'
import { checkDocument } from '../../src/documents/check/check-document.ts'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import type { Document } from '../../src/documents/shape/document.ts'

const read = async (url: URL): Promise<unknown> => JSON.parse(await readFile(url, 'utf8'))
const other = () => read(new URL('../fixtures/dinas-contoh-2023.json', import.meta.url))
const documents = new Map<string, Document>()

beforeAll(async () => {
  for (const entry of await demoEntries()) {
    const document = ImportDocument.parse(await wholeYear(entry))
    documents.set(document.agency.key, document)
  }
})

const counts = ({ indicators, budget, reports, objectives }: Document) => ({
  agreement: indicators.filter(({ standing }) => standing === 'agreement').length,
  support: indicators.filter(({ standing }) => standing === 'support').length,
  component: indicators.filter(({ standing }) => standing === 'component').length,
  budget: budget.length,
  quarterly: reports.filter(({ quarter }) => quarter !== 'year').length,
  yearly: reports.filter(({ quarter }) => quarter === 'year').length,
  objectives: objectives.length,
})
const of = (agency: string): Document => {
  const document = documents.get(agency)
  if (!document) throw new Error(agency)
  return document
}
const indicatorOf = (document: Document, key: string) => document.indicators.find((one) => one.key === key)

describe('the three published years', () => {
  test('keep every row', () => {
    expect(counts(of('SETDA'))).toMatchObject({ agreement: 6, support: 79, component: 0, budget: 65, quarterly: 117 })
    expect(counts(of('BKPSDM'))).toMatchObject({ agreement: 4, support: 13, component: 0, budget: 14, quarterly: 0, yearly: 16 })
    expect(counts(of('BKD'))).toMatchObject({ agreement: 14, support: 108, component: 3, budget: 45, quarterly: 0, yearly: 26 })
  })

  test('have no error, every key once and an officer for what counts', () => {
    for (const document of documents.values()) {
      const { findings } = checkDocument(document)
      expect(findings.filter(({ severity, code }) => severity === 'error' || code === 'no-officer')).toEqual([])
    }
  })

  test('take rules from what is printed', () => {
    expect(of('BKD').rules).toMatchObject({
      meanOf: 'unrounded',
      efficiency: 'pmk-22-2021',
      renstraComparison: 'ratio',
      capaianScale: 'keterangan-ketercapaian',
    })
    expect(of('BKPSDM').rules).toMatchObject({
      efficiency: 'unspent',
      capaianScale: 'kriteria-penilaian-capaian-indikator-kinerja-kolom-capaian',
    })
    expect(of('SETDA').rules).toMatchObject({ meanOf: 'realisation-as-shown', efficiency: 'difference', capaianScale: 'three-words' })
  })

  test('find parts, sums and money where the figures show them', () => {
    const setda = of('SETDA')
    expect(setda.reports.find(({ indicator }) => indicator === 'persentase-capaian-ikk-yang-meningkat')?.figure).toMatchObject({
      parts: { numerator: '60', denominator: '121' },
    })
    expect(indicatorOf(setda, 'nilai-akip-setda')?.composite?.kind).toBe('sum')
    expect(indicatorOf(setda, 'nilai-akip-setda')?.targets.year).toEqual({ kind: 'grade', letter: 'A', score: '82.04' })
    expect(indicatorOf(of('BKPSDM'), 'indeks-sistem-merit')?.composite).toMatchObject({ kind: 'sum' })
    expect(setda.reports.filter(({ money }) => money).length).toBeGreaterThan(100)
    expect(of('BKPSDM').budget.find(({ level }) => level === 'total')?.previousYears['2023']).toEqual({
      ceiling: '25294184345',
      realised: '22227611675',
    })
    expect(
      of('BKD')
        .reports.filter(({ figure }) => figure.kind === 'not-yet-published')
        .map(({ indicator }) => indicator),
    ).toEqual(['nilai-dimensi-kualifikasi-kinerja-dan-disiplin-pada-indeks'])
  })

  test('name nobody: people are positions, each with a seat', () => {
    for (const { people } of documents.values()) {
      expect(people.every(({ identities }) => identities.some(({ channel }) => channel === 'local'))).toBe(true)
      for (const role of ['officer', 'verifier', 'head', 'leadership'] as const)
        expect(people.some(({ roles }) => roles.some((one) => one.role === role))).toBe(true)
    }
    expect(of('SETDA').people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Kepala Bagian Hukum', 'Staf Bagian Hukum', 'Verifikator SETDA', 'Sekretaris Daerah']),
    )
  })

  test('a year that is played stands after its second quarter, and the replay brings the rest', async () => {
    const [entry] = await demoEntries()
    if (!entry) throw new Error('no demo')
    const half = ImportDocument.parse(upToQuarter(await wholeYear(entry), 2))
    const steps = replayPlan(ImportDocument.parse(await wholeYear(entry)))
    expect(half.reports.every(({ quarter }) => quarter === 1 || quarter === 2)).toBe(true)
    expect(half.budget.every(({ realised }) => realised.year === undefined && !realised.quarters[2])).toBe(true)
    expect(steps).toHaveLength(135)
    expect(steps.filter(({ quarter }) => quarter !== 'year')).toHaveLength(117)
    expect(steps.filter(({ quarter }) => quarter === 1 || quarter === 2)).toHaveLength(half.reports.length)
    expect(steps.find(({ indicatorKey, quarter }) => indicatorKey === 'nilai-ikm-setda' && quarter === 3)).toMatchObject({
      typed: '87,86',
      personKey: 'setda-kepala-bagian-organisasi',
    })
  })
})

describe('a file of another form', () => {
  test('converts without a change of code, and says what was unclear', async () => {
    const { document: input, notes } = convert(await other())
    const document = ImportDocument.parse(input)
    expect(checkDocument(input).findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(document).toMatchObject({
      year: 2023,
      agency: { key: 'DINKES-Contoh' },
      government: { key: 'kabupaten-contoh', name: 'Kabupaten Contoh' },
    })
    expect(document.rules).toMatchObject({
      capaianScale: 'kategori-capaian-dan-serapan',
      absorptionScale: 'kategori-capaian-dan-serapan',
      efficiencyScale: 'kategori-efisiensi',
      efficiency: 'ratio',
      meanOf: 'unrounded',
    })
    expect(document.scales[0]?.bands.map(({ label }) => label)).toEqual(['Sangat Baik', 'Baik', 'Cukup', 'Kurang'])
    const [bayi, sakip, obat, suhu, layanan, ...paket] = document.indicators
    expect(bayi).toMatchObject({
      standing: 'agreement',
      formula: 'minimise-inverse',
      previousYears: { '2022': { kind: 'number', value: '9.1' } },
    })
    expect(bayi?.comparisons).toEqual([{ name: 'nasional', figure: { kind: 'number', value: '16.9' } }])
    expect(sakip?.targets.year).toEqual({ kind: 'grade', letter: 'BB', score: '72.5' })
    expect(sakip?.previousYears['2021']).toEqual({ kind: 'not-yet-published' })
    expect(obat).toMatchObject({ formula: 'stabilise', aggregation: 'average' })
    expect(suhu).toMatchObject({ formula: 'range', targets: { year: { kind: 'range', low: '15', high: '25' } } })
    expect(layanan?.aggregation).toBe('last')
    expect(new Set(paket.map(({ key }) => key)).size).toBe(paket.length)
    expect(paket[0]?.targets.year).toEqual({ kind: 'number', value: '1250' })
    expect(document.budget.map(({ ceiling }) => ceiling)).toEqual(['1000000000', '500000000', '1000000000'])
    expect(document.budget[0]).toMatchObject({ realised: { year: '875500000' }, previousYears: { '2022': { ceiling: '900000000' } } })
    for (const said of [
      '2024 is not before 2023',
      'tiga lusin',
      'direction "entah"',
      'several units',
      'Tanpa pagu',
      'Hal yang tidak ada',
      'aggregation is not known',
    ])
      expect(notes.join('\n')).toContain(said)
  })

  test('never crashes on what is missing, null or of another type', async () => {
    const sources = await Promise.all([
      other(),
      ...(await demoEntries()).map(({ source }) => read(new URL(`../../src/demo/data/${source}`, import.meta.url))),
    ])
    const oddities = [
      null,
      undefined,
      '',
      '-',
      'N/A',
      0,
      -1,
      1e21,
      0.1,
      true,
      [],
      {},
      ['x', 1],
      '1.2.3',
      'A (x)',
      '12,5 %',
      { grade: 'Z' },
      [null, 'N/A', 1],
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sources.length - 1 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: oddities.length - 1 })), { minLength: 1, maxLength: 12 }),
        (which, changes) => {
          const source = structuredClone(sources[which]) as Record<string, unknown>
          for (const [at, field, oddity] of changes) {
            const sections = Object.keys(source).filter((key) => Array.isArray(source[key]))
            const rows = source[sections[at % sections.length] ?? ''] as Record<string, unknown>[]
            const row = at % 7 === 0 ? source : rows[field % Math.max(1, rows.length)]
            if (typeof row !== 'object' || row === null) continue
            const keys = Object.keys(row)
            const key = keys[field % Math.max(1, keys.length)]
            if (key !== undefined) row[key] = oddities[oddity]
          }
          expect(ImportDocument.safeParse(convert(source, noChoices).document).error?.issues ?? []).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('choices override, and a choice for nothing is told', async () => {
    const choices = Choices.parse({ rules: { cap: '120' }, indicators: { 'angka-kematian-bayi': { evidence: 'required' }, nothing: {} } })
    const { document, notes } = convert(await other(), choices)
    expect(document.rules.cap).toBe('120')
    expect(document.indicators?.[0]?.evidence).toBe('required')
    expect(notes).toContain('nothing: named by the choices, but no indicator has this key')
  })

  test('figures of other governments belong to the indicator that has the figure of ours, not to a part of it', async () => {
    const bkd = (await demoEntries()).find(({ source }) => source.startsWith('bkd'))
    const { indicators = [] } = bkd ? await wholeYear(bkd) : {}
    const compared = indicators.filter(({ comparisons = [] }) => comparisons.length > 0)
    expect(compared.map(({ key }) => key)).toEqual(['indeks-sistem-merit-pemerintah-provinsi-dki-jakarta'])
    expect(compared[0]?.comparisons?.map(({ name }) => name)).toHaveLength(9)
    expect(compared[0]?.comparisons).toContainEqual({ name: 'Pemerintah Provinsi Jawa Barat', figure: '400' })
  })

  test('a list that has our government with a figure that no indicator has is left out', async () => {
    const source = (await other()) as Record<string, unknown>
    const row = (government: string, nilai: number) => ({
      kind: 'national',
      indicator: `Angka kematian bayi: ${government}`,
      values: { nilai },
    })
    const convertedWith = (ours: number) => convert({ ...source, comparisons: [row('Kabupaten Contoh', ours), row('Kabupaten Lain', 12)] })
    const comparisonsOf = ({ document }: ReturnType<typeof convert>) => document.indicators?.[0]?.comparisons ?? []
    expect(comparisonsOf(convertedWith(8))).toEqual([{ name: 'Kabupaten Lain', figure: '12' }])
    expect(comparisonsOf(convertedWith(9))).toEqual([])
    expect(convertedWith(9).notes).toContain('Angka kematian bayi: no indicator for the figure of Kabupaten Lain; left out')
  })

  test('what is no object is refused', () => expect(() => convert([])).toThrow('not a JSON object'))
})
