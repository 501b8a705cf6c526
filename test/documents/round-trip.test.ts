import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoEntries, wholeYear } from '../../src/demo/demo-documents.ts'
import { alignWith } from '../../src/documents/align-documents.ts'
import { difference } from '../../src/documents/difference.ts'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import type { Document } from '../../src/documents/shape/document.ts'
import { documentOf, exportDocument } from '../../src/documents/export-document.ts'
import { importDocuments, readDocuments } from '../../src/documents/import-documents.ts'
import { writeWorkbook } from '../../src/documents/workbook/write-workbook.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { readPlan } from '../../src/store/plans/plan-read.ts'

const now = new Date('2024-10-04T01:00:00Z')
const json = (documents: unknown) => ({ name: 'year.json', bytes: new TextEncoder().encode(JSON.stringify(documents)) })
let db: Database
let documents: Document[]

beforeAll(async () => {
  db = await openDatabase({ memory: true })
  documents = []
  for (const entry of await demoEntries()) documents.push(ImportDocument.parse(await wholeYear(entry)))
}, 60_000)
afterAll(() => db.close())

describe('a finished year of three agencies', () => {
  test('is written whole, and the same file again changes nothing', async () => {
    const first = await importDocuments(db, json({ documents }), { yes: false, now })
    expect(first.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(first.applied).toBe(true)
    expect(first.difference.map(({ agency, isNew }) => [agency, isNew])).toEqual([
      ['SETDA', true],
      ['BKPSDM', true],
      ['BKD', true],
    ])
    const before = await db.sql<{ n: number }>(
      'select (select count(*) from report_version)::int + (select count(*) from target)::int + (select count(*) from reference)::int + (select count(*) from decision)::int as n',
    )
    const again = await importDocuments(db, json({ documents }), { yes: true, now })
    expect(again.difference).toEqual([])
    expect(again.applied).toBe(false)
    const after = await db.sql<{ n: number }>(
      'select (select count(*) from report_version)::int + (select count(*) from target)::int + (select count(*) from reference)::int + (select count(*) from decision)::int as n',
    )
    expect(after).toEqual(before)
  }, 60_000)

  test('a new agency or year does not rename what is there without being asked', async () => {
    const [setda] = documents
    if (!setda) throw new Error('no document')
    const { government, agency } = setda
    const renamed = { government: { ...government, name: 'Kota Lain', demo: false }, reports: [], people: [] }
    const other = { ...setda, ...renamed, agency: { ...agency, key: 'DINAS-BARU' } }
    const asked = await importDocuments(db, json({ documents: [other] }), { yes: false, now })
    expect(asked.applied).toBe(false)
    expect(asked.difference).toMatchObject([
      {
        isNew: true,
        changes: [
          { path: 'government.name', kind: 'changed', from: government.name, to: 'Kota Lain' },
          { path: 'government.demo', kind: 'changed' },
        ],
      },
    ])
    const nextYear = { ...setda, year: 2025, reports: [], agency: { ...agency, shortName: 'Setda' } }
    const again = await importDocuments(db, json({ documents: [nextYear] }), { yes: false, now })
    expect(again.applied).toBe(false)
    expect(again.difference).toMatchObject([{ isNew: true, year: 2025, changes: [{ path: 'agency.shortName', to: 'Setda' }] }])
  })

  test.each(['json', 'xlsx'] as const)(
    'comes out as %s that imports back to the same',
    async (format) => {
      for (const document of documents) {
        const bytes = await exportDocument(db, { agency: document.agency.key, government: document.government.key }, 2024, format)
        const read = await readDocuments({ bytes: bytes ?? new Uint8Array() })
        expect(read.findings.filter(({ severity }) => severity === 'error')).toEqual([])
        const [back] = read.documents
        expect(back && difference(alignWith(back, document), document)).toEqual([])
        const again = await importDocuments(db, { name: `x.${format}`, bytes: bytes ?? new Uint8Array() }, { yes: false, now })
        expect(again.difference).toEqual([])
      }
    },
    60_000,
  )

  test('a workbook carries a document without the database', async () => {
    for (const document of documents) {
      const read = await readDocuments({ bytes: await writeWorkbook(document, 'en') })
      expect(read.findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(read.documents.map((back) => difference(document, back))).toEqual([[]])
    }
  }, 60_000)
})

describe('a changed file', () => {
  const changed = (change: (document: Document) => void): Document => {
    const [setda] = structuredClone(documents)
    if (!setda) throw new Error('no document')
    change(setda)
    return setda
  }
  const indicator = (document: Document, key: string) => {
    const found = document.indicators.find((one) => one.key === key)
    if (!found) throw new Error(key)
    return found
  }

  test('shows its difference and changes nothing without yes', async () => {
    const renamed = changed((document) => {
      indicator(document, 'nilai-ikm-setda').name = 'Nilai IKM Sekretariat Daerah'
      indicator(document, 'nilai-ikm-setda').targets.year = { kind: 'number', value: '84' }
    })
    const shown = await importDocuments(db, json(renamed), { yes: false, now })
    expect(shown.applied).toBe(false)
    expect(shown.difference[0]?.changes).toEqual([
      { path: 'indicators.nilai-ikm-setda.name', kind: 'changed', from: 'Nilai IKM SETDA', to: 'Nilai IKM Sekretariat Daerah' },
      { path: 'indicators.nilai-ikm-setda.targets.year', kind: 'changed', from: '83', to: '84' },
    ])
    expect((await documentOf(db, { agency: 'setda' }, 2024))?.indicators.find(({ key }) => key === 'nilai-ikm-setda')?.name).toBe(
      'Nilai IKM SETDA',
    )
    const applied = await importDocuments(db, json(renamed), { yes: true, now })
    expect(applied.applied).toBe(true)
    expect((await importDocuments(db, json(renamed), { yes: true, now })).difference).toEqual([])
    await importDocuments(db, json(documents[0]), { yes: true, now })
  }, 60_000)

  test('a higher revision keeps the targets of the quarters before it', async () => {
    const key = 'jumlah-dokumen-hasil-pengelolaan-administrasi-kewilayahan'
    const revised = changed((document) => {
      document.revision = { number: 2, fromQuarter: 4 }
      indicator(document, key).targets = {
        year: { kind: 'number', value: '10' },
        quarters: ['3', '3', '3', '1'].map((value) => ({ kind: 'number', value })),
      }
    })
    const before = documents[0] && indicator(documents[0], key).targets
    expect((await importDocuments(db, json(revised), { yes: true, now })).applied).toBe(true)
    const agency = await db.prisma.agency.findFirstOrThrow({ where: { key: 'SETDA' } })
    const read = await readPlan(db.prisma, { governmentId: agency.governmentId }, agency.id, 2024)
    const after = read?.plan.indicators.find((one) => one.key === key)?.targets
    const text = (target: unknown) => JSON.parse(JSON.stringify(target)) as unknown
    expect(text(after?.year)).toEqual({ kind: 'number', value: '10' })
    expect(text(after?.quarters.slice(0, 3))).toEqual(before?.quarters.slice(0, 3))
    expect(text(after?.quarters[3])).toEqual({ kind: 'number', value: '1' })
    const older = await importDocuments(db, json(documents[0]), { yes: true, now })
    expect(older.findings.map(({ code }) => code)).toContain('revision-old')
    expect(older.applied).toBe(false)
  }, 60_000)

  test('another figure is a new version, and an indicator left out is retired with its figures', async () => {
    const key = 'jumlah-dokumen-hasil-pengelolaan-administrasi-kewilayahan'
    const corrected = changed((document) => {
      document.revision = { number: 2, fromQuarter: 4 }
      document.indicators = document.indicators.filter(({ key: of }) => of !== 'nilai-ikm-setda')
      document.reports = document.reports.filter((report) => report.indicator !== 'nilai-ikm-setda')
      for (const person of document.people) person.responsible = person.responsible.filter(({ indicator: of }) => of !== 'nilai-ikm-setda')
      for (const report of document.reports)
        if (report.indicator === key && report.quarter === 1) report.figure = { kind: 'number', value: '2' }
    })
    await importDocuments(db, json(corrected), { yes: true, now })
    const versions = await db.prisma.reportVersion.findMany({
      where: { report: { indicator: { key }, quarter: 1 } },
      orderBy: { number: 'asc' },
    })
    expect(versions.map(({ number, value }) => [number, value?.toString()])).toEqual([
      [1, '1'],
      [2, '2'],
    ])
    const retired = await db.prisma.indicator.findFirstOrThrow({ where: { key: 'nilai-ikm-setda' } })
    expect(retired.retiredAt).toEqual(now)
    expect(await db.prisma.report.count({ where: { indicatorId: retired.id } })).toBe(3)
  }, 60_000)
})

test('another government never sees the plan', async () => {
  const agency = await db.prisma.agency.findFirstOrThrow({ where: { key: 'BKD' } })
  expect(await readPlan(db.prisma, { governmentId: agency.governmentId + 1000 }, agency.id, 2024)).toBeUndefined()
})

describe('accounts and rooms that belong to somebody else', () => {
  const [seat, room] = ['bkpsdm-verifikator', 'kota-bekasi/pimpinan']
  const elsewhere = () => ({
    ...{ format: 1, year: 2024, rules: { capaianScale: 'c' }, scales: [{ key: 'c', name: 'C', bands: [{ label: 'Baik', lower: 0 }] }] },
    government: { key: 'kota-lain', name: 'Kota Lain' },
    agency: { key: 'BKPSDM', name: 'BKPSDM', shortName: 'BKPSDM' },
    people: ['a', 'b'].map((key) => ({
      ...{ key, name: key, roles: [{ role: 'verifier' }] },
      identities: [{ channel: 'local', platformId: key === 'a' ? seat : 'kota-lain-b' }],
    })),
    rooms: [{ channel: 'local', platformId: room, title: 'Pimpinan', scope: 'government' }],
  })

  test('are refused with their owner, and nothing is written', async () => {
    const { findings, applied } = await importDocuments(db, json(elsewhere()), { yes: true, now })
    expect(findings.map(({ where, code, values }) => [where.path, code, values['owner']])).toEqual([
      ['people.0.identities.0', 'account-taken', `kota-bekasi/${seat}`],
      ['rooms.0', 'room-taken', 'kota-bekasi'],
    ])
    expect(applied).toBe(false)
    expect(await db.prisma.government.count({ where: { key: 'kota-lain' } })).toBe(0)
  })

  test('in one file too, and in a workbook with sheet and row', async () => {
    const own = { ...elsewhere(), rooms: [] }
    const twice = { ...own, people: own.people.map((person) => ({ ...person, identities: [{ channel: 'local', platformId: 'one' }] })) }
    const { findings } = await importDocuments(db, json({ documents: [twice] }), { yes: true, now })
    expect(findings.map(({ where, values }) => [where.path, values['owner']])).toEqual([['people.1.identities.0', 'kota-lain/a']])
    const bytes = await writeWorkbook(ImportDocument.parse(elsewhere()))
    const inBook = await importDocuments(db, { name: 'x.xlsx', bytes }, { yes: true, now })
    expect(inBook.findings.map(({ where: { sheet, row } }) => [sheet, row])).toEqual([
      ['Akun', 2],
      ['Ruang', 2],
    ])
  })
})
