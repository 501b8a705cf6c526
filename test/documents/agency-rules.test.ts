import { afterAll, beforeAll, expect, test } from 'vitest'
import { alertRuleNames } from '../../src/domain/leadership/alerts.ts'
import { demoEntries, wholeYear } from '../../src/demo/demo-documents.ts'
import { checkDocument } from '../../src/documents/check/check-document.ts'
import { documentJsonSchema, ImportDocument } from '../../src/documents/shape/document.ts'
import type { Document, DocumentInput } from '../../src/documents/shape/document.ts'
import { documentOf, exportDocument } from '../../src/documents/export-document.ts'
import { importDocuments, readDocuments } from '../../src/documents/import-documents.ts'
import { templateWorkbook, writeWorkbook } from '../../src/documents/workbook/write-workbook.ts'
import { createTexts } from '../../src/text/texts.ts'
import { writeFinding } from '../../src/documents/check/write-finding.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'

const now = new Date('2024-10-04T01:00:00Z')
const json = (document: unknown) => ({ name: 'year.json', bytes: new TextEncoder().encode(JSON.stringify(document)) })
let db: Database
let setda: Document
beforeAll(async () => {
  db = await openDatabase({ memory: true })
  const [entry] = await demoEntries()
  if (!entry) throw new Error('no demo')
  setda = ImportDocument.parse(await wholeYear(entry))
  await importDocuments(db, json(setda), { yes: true, now })
}, 60_000)
afterAll(() => db.close())

const own: Pick<DocumentInput, 'reminders' | 'alerts'> = {
  reminders: { before: [14, 5], every: 3, escalate: { verifier: 2 } },
  alerts: { 'capaian-low': { threshold: '75', urgentFrom: 40 }, drop: { on: false }, overshoot: { level: 'attention' } },
}
const imported = (document: object, yes = true) => importDocuments(db, json(document), { yes, now })
const sheetOf = async (bytes: Uint8Array, name: string) => {
  const { default: readSheets } = await import('read-excel-file/node')
  return (await readSheets(Buffer.from(bytes))).find(({ sheet }) => sheet === name)?.data ?? []
}

test('reminders and alert rules are imported, with the difference shown before and an audit row for each', async () => {
  const shown = await imported({ ...setda, ...own }, false)
  expect(shown.applied).toBe(false)
  expect(shown.difference[0]?.changes).toEqual([
    { path: 'reminders.before', kind: 'changed', from: '7, 3, 1', to: '14, 5' },
    { path: 'reminders.every', kind: 'changed', from: '2', to: '3' },
    { path: 'reminders.escalate.verifier', kind: 'changed', from: '3', to: '2' },
    ...['capaian-low', 'drop', 'overshoot'].map((rule) => ({
      path: `alerts.${rule}`,
      kind: 'added',
      to: expect.any(String) as string,
    })),
  ])
  expect((await imported({ ...setda, ...own })).applied).toBe(true)
  const [agency] = await db.sql<{ reminders: unknown; alerts: unknown }>(
    `select reminder_rules as reminders, alert_rules as alerts from agency where key = 'SETDA'`,
  )
  expect(agency?.reminders).toEqual({ before: [14, 5], every: 3, escalate: { verifier: 2, head: 5, leadership: 7 } })
  expect(agency?.alerts).toEqual({
    'capaian-low': { on: true, threshold: '75', urgentFrom: '40' },
    drop: { on: false },
    overshoot: { on: true, level: 'attention' },
  })
  const audited = await db.sql<{ what: string; to: unknown }>(
    `select what, to_value as "to" from audit where what in ('reminder-rules', 'alert-rules') order by id`,
  )
  expect(audited).toEqual([
    { what: 'reminder-rules', to: agency?.reminders },
    { what: 'alert-rules', to: agency?.alerts },
  ])
  expect((await imported({ ...setda, ...own }, false)).difference).toEqual([])
}, 60_000)

test('a document that does not speak of them leaves them as they are; one that empties them goes back to the defaults', async () => {
  await imported({ ...setda, ...own })
  expect((await imported(setda)).difference).toEqual([])
  expect((await documentOf(db, { agency: 'SETDA' }, 2024))?.reminders?.before).toEqual([14, 5])
  await imported({ ...setda, reminders: {}, alerts: {} })
  const back = await documentOf(db, { agency: 'SETDA' }, 2024)
  expect(back?.reminders).toEqual({ before: [7, 3, 1], every: 2, escalate: { verifier: 3, head: 5, leadership: 7 } })
  expect(back?.alerts).toEqual({})
}, 60_000)

test.each(['json', 'xlsx'] as const)(
  'an export as %s gives them back',
  async (format) => {
    await imported({ ...setda, ...own })
    const bytes = (await exportDocument(db, { agency: 'SETDA' }, 2024, format)) ?? new Uint8Array()
    const [back] = (await readDocuments({ bytes })).documents
    expect(back?.reminders).toEqual({ before: [14, 5], every: 3, escalate: { verifier: 2, head: 5, leadership: 7 } })
    expect(back?.alerts).toEqual(ImportDocument.parse({ ...setda, ...own }).alerts)
  },
  60_000,
)

test('the template lists every rule with what it means and where it begins, and asks for nothing', async () => {
  const bytes = await templateWorkbook('id')
  const [heading, ...rows] = await sheetOf(bytes, 'Peringatan')
  expect(heading).toEqual(['Aturan', 'Aktif', 'Ambang', 'Mendesak mulai', 'Tingkat peringatan', 'Penjelasan'])
  expect(rows.map(([rule]) => rule)).toEqual([...alertRuleNames])
  expect(rows[0]?.[5]).toBe('Capaian di bawah sekian persen. Bawaan: di bawah 80 attention, di bawah 50 urgent.')
  const single = await sheetOf(bytes, 'Instansi')
  expect(single.find(([field]) => field === 'reminders.every')?.[2]).toBe('Jika terlambat: diingatkan setiap berapa hari kerja. Bawaan 2.')
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  const sheet = workbook.getWorksheet('Peringatan')
  expect(sheet?.getCell(2, 5).dataValidation.formulae).toEqual(['"info,attention,urgent"'])
  expect(sheet?.getCell(2, 1).dataValidation.formulae).toEqual([`"${alertRuleNames.join(',')}"`])
})

test('a workbook of a document that sets nothing sets nothing', async () => {
  const read = await readDocuments({ bytes: await writeWorkbook({ ...setda, alerts: {} }, 'en') })
  expect(read.documents[0]?.alerts).toEqual({})
  expect(read.documents[0]?.reminders).toBeUndefined()
}, 60_000)

test('what can’t be is named where it stands', async () => {
  const wrong = {
    ...setda,
    reminders: { every: 0 },
    alerts: { 'not-reported': { threshold: '2.5' }, overshoot: { threshold: '2000' }, drop: { level: 'red' }, overshot: {} },
  }
  const { findings } = checkDocument(wrong)
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ where, code }) => [where.path, code])).toEqual(
    expect.arrayContaining([
      ['reminders.every', 'out-of-range'],
      ['alerts.drop.level', 'not-in-list'],
      ['alerts.overshot', 'unknown-field'],
    ]),
  )
  const counted = checkDocument({ ...setda, alerts: { 'not-reported': { threshold: '2.5' }, overshoot: { threshold: '2000' } } })
  expect(counted.findings.flatMap((one) => (one.severity === 'error' ? [writeFinding(createTexts('id'), one).sentence] : []))).toEqual([
    'alerts.overshoot.threshold: ditemukan “2000”, seharusnya 0 sampai 1000; hari kerja dan tingkat predikat bulat, mulai dari 1',
    'alerts.not-reported.threshold: ditemukan “2.5”, seharusnya 0 sampai 1000; hari kerja dan tingkat predikat bulat, mulai dari 1',
  ])
})

test('a wrong cell of the sheet is named by sheet, row and column', async () => {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await writeWorkbook({ ...setda, alerts: {} })).buffer as ArrayBuffer)
  const sheet = workbook.getWorksheet('Peringatan')
  if (sheet) sheet.getCell(6, 3).value = 2.5
  const read = await readDocuments({ bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) })
  const errors = read.findings.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ where, code }) => [where.sheet, where.row, where.column, code])).toEqual([
    ['Peringatan', 6, 'Ambang', 'not-a-threshold'],
  ])
}, 60_000)

test('the JSON Schema describes every field of them', () => {
  const described: string[] = []
  const undescribed: string[] = []
  const walk = (path: string, schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    const properties: unknown = Reflect.get(schema, 'properties')
    if (typeof properties !== 'object' || properties === null) return
    for (const [name, field] of Object.entries(properties) as [string, unknown][]) {
      const says = typeof field === 'object' && field !== null && typeof Reflect.get(field, 'description') === 'string'
      ;(says ? described : undescribed).push(`${path}.${name}`)
      walk(`${path}.${name}`, field)
    }
  }
  const { properties } = documentJsonSchema() as { properties: Record<string, unknown> }
  walk('reminders', properties['reminders'])
  walk('alerts', properties['alerts'])
  expect(undescribed).toEqual([])
  expect(described).toContain('reminders.escalate.head')
  expect(described).toContain('alerts.capaian-low.threshold')
})
