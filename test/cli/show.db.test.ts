import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context, House } from '../../src/cli/command.ts'
import { chooseAgency, show } from '../../src/cli/show.ts'
import { loadDemo } from '../../src/demo/load-demo.ts'
import type { Database } from '../../src/store/database/database.ts'
import { freshDatabase } from '../setup/database.ts'

const now = new Date('2024-10-04T01:00:00Z')
let database: Database
beforeAll(async () => {
  database = await freshDatabase()
  await loadDemo(database, now)
})
afterAll(() => database.close())

/** What `capaian show` says on the demo. Of the house it only uses the database. */
async function ran(...argv: string[]) {
  const said = { status: -1, out: '', err: '', json: undefined as unknown }
  const context: Context = {
    openHouse: () => Promise.resolve({ database } as House),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    json: (value) => void (said.json = JSON.parse(JSON.stringify(value))),
    readFile: () => Promise.reject(new Error('reads no file')),
    writeFile: () => Promise.reject(new Error('writes no file')),
    now: () => now,
  }
  const prepared = show.prepare(argv)
  if ('wrong' in prepared) throw new Error(prepared.wrong)
  const status = await prepared.run(context)
  return { ...said, status: typeof status === 'number' ? status : status.status }
}
type Shown = Record<string, unknown> & {
  indicators: ({ name: string; shown: string | null } & Record<string, unknown>)[]
  budget: Record<string, unknown>[]
}

describe('capaian show BKD 2024 --json', () => {
  test('has the published mean, with how many entered, and counts per rating', async () => {
    const { status, json } = await ran('BKD', '2024')
    expect(status).toBe(0)
    expect(json).toMatchObject({
      agency: { key: 'BKD', shortName: 'BKD', government: { key: 'dki-jakarta' } },
      year: 2024,
      quarter: null,
      headline: { about: 'agreement', shown: '104.63', rating: 'Tercapai', entered: 13, of: 14, notYetPublished: 1, notReported: 0 },
      reported: { done: 14, due: 14, onTime: 14, unverified: 0 },
    })
    expect((json as Shown)['counts']).toContainEqual({ rating: 'Tercapai', count: 13 })
  })
  test('has each indicator with capaian unrounded and as shown, its working and state', async () => {
    const { indicators } = (await ran('bkd', '2024')).json as Shown
    expect(indicators).toHaveLength(125)
    const merit = indicators.find(({ name }) => name.startsWith('Indeks sistem merit pada aspek'))
    expect(merit).toMatchObject({
      target: { kind: 'number', value: '319.53', text: '319,53' },
      realisation: { kind: 'number', value: '320' },
      shown: '100.15',
      rating: 'Tercapai',
      reason: null,
      state: 'reported',
      working: { formula: 'maximise', text: '320 / 319,53 × 100 = 100,15' },
      report: { state: 'verified', version: 1 },
      comparisons: expect.arrayContaining([expect.objectContaining({ kind: 'previous-year', year: 2023, difference: '7.5' })]),
    })
    expect(merit?.['capaian']).toMatch(/^100\.1470910399649485/)
    const unpublished = indicators.find(({ name }) => name.includes('Kualifikasi, Kinerja dan Disiplin pada'))
    expect(unpublished).toMatchObject({ capaian: null, shown: null, rating: null, reason: 'not-yet-published', state: 'not-yet-published' })
  })
  test('has the budget tree with absorption, and efficiency by the agency’s rule', async () => {
    const { budget, money, efficiency } = (await ran('BKD', '2024')).json as Shown
    expect(budget[0]).toMatchObject({ level: 'total', ceiling: '216419358893', year: '189566838649', depth: 0, parent: null })
    expect(budget[0]?.['absorptionYear']).toMatch(/^87\.59/)
    expect(money).toMatchObject({ ceiling: '216419358893', year: '189566838649' })
    expect(efficiency).toContainEqual(expect.objectContaining({ rule: 'pmk-22-2021', subject: 'BKD', shown: '43.22' }))
  })
})

describe('capaian show SETDA --quarter', () => {
  test('1 has what was due in it, physical and money', async () => {
    const { json } = await ran('kota-bekasi/setda', '2024', '--quarter', '1')
    expect(json).toMatchObject({ quarter: 1, headline: { about: 'support', shown: '97.69', entered: 21, of: 22, notReported: 1 } })
    const { budget } = json as Shown
    const [program] = budget
    expect(program?.['quarters']).toHaveLength(4)
    expect(program).toMatchObject({
      level: 'program',
      quarters: expect.arrayContaining([expect.objectContaining({ quarter: 1, toDate: expect.any(String) })]),
    })
  })
  test('without a year and a quarter is the newest that was reported', async () => {
    expect((await ran('SETDA')).json).toMatchObject({ year: 2024, quarter: 2 })
  })
  test('is told in a terminal as in chat, and then in full', async () => {
    const { out } = await ran('SETDA', '2024', '--quarter', '2')
    expect(out.split('\n')[0]).toMatch(/^SETDA Kota Bekasi · TW II 2024: 96,68% \(/)
    expect(out).toContain('2.755 paket | 2.755 paket | 100,00% | Tercapai | terverifikasi')
    expect((await ran('SETDA', '2024', '--quarter', '2', '--language', 'en')).out).toContain('2,755 / 2,755 × 100 = 100.00')
  })
})

describe('what it refuses', () => {
  test('an unknown agency, naming the nearest', async () => {
    expect(await ran('SETDAA')).toMatchObject({ status: 1, out: '', err: expect.stringContaining('kota-bekasi/SETDA') })
  })
  test('a year without a plan', async () => {
    expect(await ran('SETDA', '2019')).toMatchObject({
      status: 1,
      err: 'capaian show: kota-bekasi/SETDA has no plan of 2019',
      json: { error: expect.any(String) },
    })
  })
  test.each([[['SETDA', 'next']], [['SETDA', '2024', '--quarter', '5']], [['SETDA', '2024', '--language', 'fr']]])(
    '%j is wrong usage',
    async (argv) => {
      expect(await ran(...argv)).toMatchObject({ status: 2, out: '' })
    },
  )
  test('a key of several governments, listing the forms that are clear', () => {
    const place = (id: number, governmentKey: string) => ({
      ...{ id, key: 'BKPSDM', name: 'Badan Kepegawaian', shortName: 'BKPSDM', governmentName: governmentKey },
      ...{ governmentId: id, governmentKey, zone: 'Asia/Jakarta' },
    })
    const known = [place(1, 'kota-bekasi'), place(2, 'kota-batam')]
    expect(chooseAgency('bkpsdm', known)).toBe(
      '“bkpsdm” is the key of several agencies: kota-bekasi/BKPSDM, kota-batam/BKPSDM. Write one of these.',
    )
    expect(chooseAgency('kota-batam/bkpsdm', known)).toBe(known[1])
    expect(chooseAgency('SETDA', [])).toContain('there is no agency yet')
  })
})
