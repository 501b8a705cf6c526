import { beforeAll, describe, expect, test } from 'vitest'
import { d } from '../../src/domain/decimal.ts'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import type { AgencyAssessment } from '../../src/domain/assess/assessment.ts'
import { wholeYear, demoEntries } from '../../src/demo/demo-documents.ts'
import { loadDemo } from '../../src/demo/load-demo.ts'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import { inTransaction, openDatabase } from '../../src/store/database/database.ts'
import { applyDocument } from '../../src/store/plans/plan-write.ts'
import { readPlan } from '../../src/store/plans/plan-read.ts'

const now = new Date('2024-10-04T01:00:00Z')
const half = new Map<string, AgencyAssessment>()
const whole = new Map<string, AgencyAssessment>()

beforeAll(async () => {
  const db = await openDatabase({ memory: true })
  try {
    const loaded = await loadDemo(db, now)
    const assess = async (into: Map<string, AgencyAssessment>, quarter: 2 | 'year') => {
      for (const { agency, governmentId, agencyId } of loaded) {
        const read = await readPlan(db.prisma, { governmentId }, agencyId, 2024)
        if (read) into.set(agency, assessAgency(read.plan, read.reported, quarter))
      }
    }
    await assess(half, 2)
    for (const entry of await demoEntries()) {
      const document = ImportDocument.parse(await wholeYear(entry))
      await inTransaction(db, (tx) => applyDocument(tx, document, now))
    }
    await assess(whole, 'year')
  } finally {
    await db.close()
  }
}, 60_000)

const shown = (agency: string, key: string) =>
  whole
    .get(agency)
    ?.indicators.find(({ indicator }) => indicator.key === key)
    ?.year.shown?.toFixed()

describe('the demo', () => {
  test('begins with two quarters of the played agency, with what nobody reported', () => {
    const setda = half.get('SETDA')
    expect(setda).toMatchObject({
      headlineOf: 'support',
      headline: { entered: 25, of: 29, notReported: 4 },
      reported: { done: 25, due: 29, unverified: 0 },
    })
    expect(half.get('BKD')?.reported.done).toBe(0)
  })
})

describe('the whole year, through the database', () => {
  test('gives the printed means', () => {
    expect(whole.get('SETDA')?.headline.shown?.toFixed()).toBe('112.23')
    expect(whole.get('SETDA')?.headline).toMatchObject({ entered: 5, of: 6 })
    expect(whole.get('BKD')?.headline.shown?.toFixed()).toBe('104.63')
    expect(whole.get('BKD')?.headline).toMatchObject({ entered: 13, of: 14, notYetPublished: 1 })
    expect(whole.get('BKPSDM')?.headline.value?.toDecimalPlaces(4)).toEqual(d('107.4109'))
  })

  test('gives the printed capaian', () => {
    expect(shown('SETDA', 'persentase-capaian-ikk-yang-meningkat')).toBe('123.97')
    expect(shown('SETDA', 'indeks-pelaksanaan-pembangunan')).toBe('100.99')
    expect(shown('SETDA', 'nilai-akip-setda')).toBe('100')
    expect(shown('SETDA', 'nilai-ikm-setda')).toBe('106.18')
    expect(shown('SETDA', 'persentase-opd-yang-menerapkan-sakip-berkualitas')).toBe('129.98')
    expect(shown('SETDA', 'persentase-peningkatan-pemahaman-ikk-lppd-pada-perangkat')).toBe('106.06')
    expect(shown('BKPSDM', 'nilai-akip-perangkat-daerah')).toBe('101.07')
    expect(shown('BKPSDM', 'nilai-survey-kepuasan-masyarakat')).toBe('97.5')
    expect(shown('BKPSDM', 'indeks-sistem-merit')).toBe('123.66')
    expect(shown('BKD', 'nilai-kualitas-data-sdi')).toBe('123.08')
  })

  test('gives the printed absorption and efficiency', () => {
    const efficiency = (agency: string, subject: string) =>
      whole
        .get(agency)
        ?.efficiency.find((one) => one.subject === subject)
        ?.shown.toFixed()
    const absorption = (agency: string) => whole.get(agency)?.budget[0]?.absorptionYear?.toDecimalPlaces(2).toFixed()
    expect(efficiency('SETDA', 'persentase-capaian-ikk-yang-meningkat')).toBe('36.77')
    expect(efficiency('BKPSDM', 'BKPSDM')).toBe('11.35')
    expect(efficiency('BKD', 'indeks-sistem-merit-pada-aspek-dan-sub-aspek-lingkup-bkd')).toBe('43.22')
    expect(absorption('BKD')).toBe('87.59')
    expect(absorption('SETDA')).toBe('82.85')
  })
})
