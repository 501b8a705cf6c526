import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { manyIndicators } from '../fault/many-indicators.ts'
import { houseEnvironment } from '../setup/house-environment.ts'
import { capaian as runBin } from '../setup/running-bot.ts'
import { run } from './terminal.ts'

// Commands on a database that nobody else is at: a folder, and with DATABASE_URL. Each test continues the one before.
let house: Awaited<ReturnType<typeof houseEnvironment>>
/** The bin in a process of its own; the same in this process, where only what it does is looked at. */
const bin = (...argv: string[]) => runBin(argv, house.env, house.folder)
const capaian = (...argv: string[]) => run(argv, { env: house.env })
const at = (name: string) => join(house.folder, name)
vi.setConfig({ testTimeout: 120_000 })
beforeAll(async () => {
  house = await houseEnvironment()
  const real = manyIndicators(2, 2)
  writeFileSync(join(house.folder, 'uji.json'), JSON.stringify({ ...real, government: { ...real.government, demo: false } }))
})
afterAll(() => house.remove())

test('a new agency is imported at once, and comes out as workbook and as JSON that say the same', async () => {
  const { status, stdout } = await bin('import', 'uji.json', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ applied: true, difference: [{ agency: 'DINAS', year: 2024, isNew: true }] })
  expect((await bin('export', 'DINAS', '2024', '--format', 'xlsx')).stderr).toBe('Written: DINAS-2024.xlsx\n')
  expect((await capaian('import', at('DINAS-2024.xlsx'))).stdout).toContain('Nothing to do')
  const asJson = JSON.parse((await capaian('export', 'dinas', '2024', '--json')).stdout) as { indicators: unknown[] }
  expect(asJson.indicators).toHaveLength(4)
})

/** Of which years holidays are known is found by the clock on the wall, and tested elsewhere. */
const atAnyTime = ({ code }: { code: string }): boolean => code !== 'holidays-unknown'

test('the doctor wants what is missing: whoever can’t be reached', async () => {
  const { status, stdout } = await capaian('doctor', '--json')
  expect(status).toBe(1)
  const { ok, database, findings } = JSON.parse(stdout) as {
    ok: boolean
    database: { kind: string }
    findings: { code: string; where: string }[]
  }
  expect({ ok, kind: database.kind }).toEqual({ ok: false, kind: inject('testDatabase').kind })
  expect(findings.filter(atAnyTime).map(({ code, where }) => `${code} ${where}`)).toEqual([
    'unreachable-person kota-uji/pejabat-1',
    'unreachable-person kota-uji/pejabat-2',
    'unreachable-person kota-uji/verifikator',
  ])
})

test('its people are reached on the page of this machine where LOCAL_CHAT names their government; a key of nobody is told', async () => {
  const doctor = async (LOCAL_CHAT: string) => {
    const { stdout } = await run(['doctor', '--json'], { env: { ...house.env, LOCAL_CHAT } })
    return (JSON.parse(stdout) as { findings: { code: string; found: string }[] }).findings.filter(atAnyTime)
  }
  expect(await doctor('on:kota-uji')).toEqual([])
  expect((await doctor('on:kota-uji,kota-lain')).map(({ code, found }) => `${code} ${found}`)).toEqual([
    'unknown-government LOCAL_CHAT names “kota-lain”, and there is no such government',
  ])
})

test('the demo does not come to real work unasked', async () => {
  const { status, stdout, stderr } = await capaian('demo', '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toEqual({ error: expect.stringContaining('kota-uji') as string })
  expect(stderr).toContain('--beside')
})

test('the schema and the template need no database', async () => {
  const schema = JSON.parse((await bin('schema', '--json')).stdout) as { properties: Record<string, unknown> }
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(['government', 'agency', 'year', 'rules', 'scales', 'indicators', 'people', 'reports']),
  )
  expect(JSON.parse((await capaian('template', '--out', at('kosong.xlsx'), '--json')).stdout)).toMatchObject({ file: at('kosong.xlsx') })
  expect(readFileSync(join(house.folder, 'kosong.xlsx')).subarray(0, 2).toString()).toBe('PK')
})
