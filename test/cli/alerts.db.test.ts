import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alerts } from '../../src/cli/alerts.ts'
import type { Command, Context, House } from '../../src/cli/command.ts'
import { rooms } from '../../src/cli/rooms.ts'
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

/** Runs a command on the demo; `rules` is the content of the file `rules.json`. */
async function ran(command: Command, argv: string[], rules = '') {
  const said = { out: '', err: '', json: undefined as unknown }
  const context: Context = {
    openHouse: () => Promise.resolve({ database } as House),
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += text),
    json: (value) => void (said.json = JSON.parse(JSON.stringify(value))),
    readFile: () => Promise.resolve(new TextEncoder().encode(rules)),
    writeFile: () => Promise.reject(new Error('writes no file')),
    now: () => now,
  }
  const prepared = command.prepare(argv)
  if ('wrong' in prepared) throw new Error(prepared.wrong)
  const status = await prepared.run(context)
  return { ...said, reads: prepared.reads, status }
}
type Tried = { year: number; raised: { agency: string; rule: string; period: string; sentence: string }[]; counts: Record<string, number> }

describe('capaian alerts try', () => {
  test('prints what the default rules would have raised, and changes nothing', async () => {
    const { status, json, out } = await ran(alerts, ['try', 'default', '--year', '2024', '--json'])
    const { raised, counts } = json as Tried
    expect(status).toBe(0)
    const sentence = raised.find(({ rule, period }) => rule === 'capaian-low' && period === '2024-2')?.sentence
    expect(sentence).toContain('Diklat Pegawai: 8 dari 20 orang = 40,00% (Belum tercapai) · di bawah 80%')
    expect(out).toContain('would have been raised')
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(raised.length)
    expect(await database.sql('select id from alert')).toEqual([])
  })
  test('reads rules of one’s own, and says where they are wrong', async () => {
    const off = await ran(
      alerts,
      ['try', 'rules.json', '--year', '2024', '--json'],
      '{"capaian-low": {"on": false}, "overshoot": {"threshold": "100"}}',
    )
    expect(off.reads).toEqual(['rules.json'])
    expect(Object.keys((off.json as Tried).counts)).not.toContain('capaian-low')
    const wrong = await ran(alerts, ['try', 'rules.json', '--year', '2024', '--json'], '{"overshot": {}}')
    expect(wrong.status).toBe(1)
    expect((wrong.json as { error: string }).error).toContain('overshot')
    expect((await ran(alerts, ['try', 'rules.json', '--year', '2024'], '{')).err).toContain("can't be read as JSON")
  })
  test('takes the form of the import document, a document itself, and what each agency has set', async () => {
    const counts = async (rules: string, content = '') =>
      ((await ran(alerts, ['try', rules, '--year', '2024', '--json'], content)).json as Tried).counts
    const off = { 'capaian-low': { on: false } }
    expect(await counts('rules.json', JSON.stringify({ alerts: off }))).toEqual(await counts('rules.json', JSON.stringify(off)))
    expect(await counts('current')).toEqual(await counts('default'))
    await database.sql(`update agency set alert_rules = $1::jsonb`, [JSON.stringify(off)])
    expect(await counts('current')).toEqual(await counts('rules.json', JSON.stringify(off)))
    await database.sql(`update agency set alert_rules = '{}'`)
    const wrong = await ran(alerts, ['try', 'rules.json', '--year', '2024', '--json'], '{"not-reported": {"threshold": "2.5"}}')
    expect((wrong.json as { error: string }).error).toContain('days and bands are whole')
  })
  test('tells of late reports on the day that the rules name', async () => {
    const begins = async (threshold: string) => {
      const { json } = await ran(alerts, ['try', 'r.json', '--year', '2024', '--json'], JSON.stringify({ 'not-reported': { threshold } }))
      return (json as { raised: { rule: string; period: string; begins: string }[] }).raised.find(({ rule }) => rule === 'not-reported')
    }
    const [three, seven] = [await begins('3'), await begins('7')]
    expect(three?.period).toBe(seven?.period)
    expect(three?.begins.localeCompare(seven?.begins ?? '')).toBe(-1)
  })
  test('wants a year, and knows nothing but try', async () => {
    expect((await ran(alerts, ['try', 'default'])).status).toBe(2)
    expect((await ran(alerts, ['raise', 'default', '--year', '2024'])).status).toBe(2)
  })
})

describe('capaian rooms', () => {
  test('lists the rooms of the demo with what they get', async () => {
    const { json, out } = await ran(rooms, ['--json'])
    expect(json).toMatchObject([
      {
        channel: 'local',
        chat: 'kota-bekasi/pimpinan',
        scope: 'government',
        agencies: [],
        language: 'id',
        settings: { week: true, alerts: 'attention' },
      },
      { channel: 'local', chat: 'dki-jakarta/pimpinan', scope: 'government' },
    ])
    expect(out).toContain('local:kota-bekasi/pimpinan')
  })
})
