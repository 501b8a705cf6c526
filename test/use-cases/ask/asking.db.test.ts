import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../../src/demo/load-demo.ts'
import type { Grant, Viewer } from '../../../src/domain/requests/requests.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { answerAgencies } from '../../../src/use-cases/ask/answer-agencies.ts'
import { answerAgency } from '../../../src/use-cases/ask/answer-agency.ts'
import { findNames } from '../../../src/use-cases/ask/find-names.ts'
import { freshDatabase } from '../../setup/database.ts'

const now = '2024-10-04T01:00:00Z'
let db: Database
let id: Record<string, number>
let viewerOf: (agency: string, ...grants: Grant[]) => Viewer

beforeAll(async () => {
  db = await freshDatabase()
  const loaded = await loadDemo(db, new Date(now))
  id = Object.fromEntries(loaded.map(({ agency, agencyId }) => [agency, agencyId]))
  viewerOf = (agency, ...grants) => ({
    personId: 900,
    governmentId: loaded.find((one) => one.agency === agency)?.governmentId ?? 0,
    name: 'Sekretaris Daerah',
    locale: 'id',
    zone: 'Asia/Jakarta',
    grants,
  })
})
afterAll(() => db.close())

const agency = (key: string): number => id[key] ?? 0
const leader = (of: string): Viewer => viewerOf(of, { role: 'leadership' })
const officer = (of: string): Viewer => viewerOf(of, { role: 'officer', agencyId: agency(of) })

describe('an agency is answered', () => {
  test('with its published mean: BKD 2024 is 104,63, 13 of 14, one not yet published', async () => {
    const facts = await answerAgency(db.prisma, leader('BKD'), { agencyId: agency('BKD'), year: 2024 }, now)
    expect(facts?.assessment.headline).toMatchObject({ entered: 13, of: 14, notYetPublished: 1 })
    expect(facts?.assessment.headline.shown?.toFixed(2)).toBe('104.63')
    expect(Object.keys(facts?.ids ?? {})).toHaveLength(125)
  })
  test('of a loaded year, with who reported and verified each figure', async () => {
    const facts = await answerAgency(db.prisma, officer('BKD'), { agencyId: agency('BKD'), year: 2024, quarter: 0 }, now)
    const agreement = facts?.assessment.indicators.filter(({ indicator }) => indicator.standing === 'agreement') ?? []
    expect(agreement).toHaveLength(14)
    for (const { indicator } of agreement) {
      const version = facts?.versions[indicator.key]
      expect(version).toMatchObject({ state: 'verified', decision: { kind: 'verified', by: 'Verifikator BKD' } })
      expect(version?.by.name).not.toBe('')
    }
    expect(facts?.mine).toBe(true)
    expect(facts?.asOf).toBeDefined()
  })
  test('in the period that a question without one is about', async () => {
    const period = async (viewer: Viewer, key: string, asked = {}) => {
      const facts = await answerAgency(db.prisma, viewer, { agencyId: agency(key), ...asked }, now)
      return facts && [facts.year, facts.quarter]
    }
    // TW I and II are loaded, TW III runs: leadership sees what was reported, an officer what is due.
    expect(await period(leader('SETDA'), 'SETDA')).toEqual([2024, 2])
    expect(await period(officer('SETDA'), 'SETDA')).toEqual([2024, 3])
    expect(await period(leader('SETDA'), 'SETDA', { quarter: 1 })).toEqual([2024, 1])
    expect(await period(leader('SETDA'), 'SETDA', { year: 2024 })).toEqual([2024, 0])
    // Their year was loaded as one figure each.
    expect(await period(leader('SETDA'), 'BKPSDM')).toEqual([2024, 0])
    expect(await period(officer('BKD'), 'BKD')).toEqual([2024, 0])
  })
  test('to nobody of another government, as if it did not exist', async () => {
    for (const viewer of [leader('SETDA'), viewerOf('SETDA', { role: 'admin', agencyId: agency('BKD') })]) {
      expect(await answerAgency(db.prisma, viewer, { agencyId: agency('BKD'), year: 2024 }, now)).toBeUndefined()
      expect(await answerAgency(db.prisma, viewer, { agencyId: 999_999, year: 2024 }, now)).toBeUndefined()
    }
  })
  test('to an officer of another agency of the same government not at all', async () => {
    expect(await answerAgency(db.prisma, officer('SETDA'), { agencyId: agency('BKPSDM'), year: 2024 }, now)).toBeUndefined()
  })
  test('not for a year without a plan', async () => {
    expect(await answerAgency(db.prisma, leader('BKD'), { agencyId: agency('BKD'), year: 2023 }, now)).toBeUndefined()
  })
})

describe('names are found', () => {
  const find = (viewer: Viewer, text: string, year?: number) =>
    findNames(db.prisma, viewer, { text, among: 'both', ...(year !== undefined && { year }) }, now)

  test('of agencies, forgivingly, and only of those that one may see', async () => {
    expect((await answerAgencies(db.prisma, leader('SETDA'))).map(({ shortName }) => shortName)).toEqual(['BKPSDM', 'SETDA'])
    expect((await answerAgencies(db.prisma, officer('SETDA'))).map(({ shortName }) => shortName)).toEqual(['SETDA'])
    expect(await find(leader('SETDA'), 'setda')).toMatchObject({ exact: true, agencies: [{ shortName: 'SETDA' }], indicators: [] })
    expect(await find(leader('SETDA'), 'bkpsm')).toMatchObject({ exact: false, agencies: [{ shortName: 'BKPSDM' }], indicators: [] })
  })
  test('a foreign agency exactly like an unknown one', async () => {
    const unknown = { exact: false, agencies: [], indicators: [] }
    expect(await find(officer('SETDA'), 'xqzw')).toEqual(unknown)
    expect(await find(officer('SETDA'), 'bkpsdm')).toEqual(unknown)
    expect(await find(leader('SETDA'), 'bkd')).toMatchObject({ exact: false, agencies: [{ shortName: 'BKPSDM' }], indicators: [] })
    // These letters also stand in names of its own: asked back, never taken for certain.
    expect(await find(officer('SETDA'), 'bkd')).toMatchObject({ exact: false, agencies: [] })
  })
  test('of indicators, with an agency named beside them', async () => {
    expect((await find(leader('SETDA'), 'bantuan hukum')).indicators).toMatchObject([{ name: 'Fasilitasi Bantuan Hukum', agency: 'SETDA' }])
    expect((await find(leader('SETDA'), 'sistem merit bkpsdm')).indicators.map(({ agency: of }) => of)).toEqual(['BKPSDM', 'BKPSDM'])
    expect((await find(leader('SETDA'), 'bantuan hukum', 2023)).indicators).toEqual([])
  })
  test('equal names with what tells them apart', async () => {
    const { indicators } = await find(leader('BKD'), 'bahan logistik kantor')
    expect(indicators.length).toBeGreaterThan(1)
    expect(new Set(indicators.map(({ name }) => name)).size).toBe(indicators.length)
  })
})
