import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../setup/free-port.ts'
import { capaian as runBin, spawnBot, startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { playSeat } from '../setup/seat-player.ts'
import { run } from './terminal.ts'

// One life of a folder: first start, commands beside the bot, Ctrl-C, commands without it, second start. Each test continues the one before.
const folder = mkdtempSync(join(tmpdir(), 'capaian-beside-'))
const env = { DATA_DIR: join(folder, 'data'), PORT: '' }
/** The bin in a process of its own; the same in this process, where only what it does is looked at. */
const bin = (...argv: string[]) => runBin(argv, env, folder)
const capaian = (...argv: string[]) => run(argv, { env })
const at = (name: string) => join(folder, name)
const seat = 'kota-bekasi/setda-kepala-bagian-hukum'
let bot: RunningBot | undefined

vi.setConfig({ testTimeout: 120_000 })
beforeAll(async () => {
  env.PORT = String(await freePort())
  bot = await startBot(env, folder, 115_000)
}, 120_000)
afterAll(async () => {
  await bot?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the first start says where to click', () => {
  expect(bot?.stderr()).toContain('Loading the demo')
  expect(bot?.stderr()).toContain(`open http://localhost:${env.PORT}`)
})

test('a second start on the folder is refused, and says why', async () => {
  const { status, stderr } = await spawnBot({ ...env, PORT: '0' }, folder).ended
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Capaian is already running on .*: process \d+ on /m)
  expect(stderr).toContain(`http://127.0.0.1:${env.PORT}`)
})

test('beside the bot, show prints one JSON document and nothing else', async () => {
  const { status, stdout, stderr } = await bin('show', 'SETDA', '2024', '--quarter', '2', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({
    agency: { key: 'SETDA' },
    year: 2024,
    quarter: 2,
    headline: { entered: 25, of: 29, notReported: 4 },
  })
})

test('an export imports back to the same; a changed one shows the difference, and is applied with --yes', async () => {
  expect(await capaian('export', 'kota-bekasi/setda', '2024', '--out', at('setda.json'))).toMatchObject({ status: 0, stdout: '' })
  const same = await capaian('import', at('setda.json'))
  expect(same).toMatchObject({ status: 0, stdout: 'Nothing to do: everything in the file is there already.\n' })
  const document = JSON.parse(readFileSync(at('setda.json'), 'utf8')) as {
    agency: { name: string }
    indicators: { targets: { year: string } }[]
  }
  document.agency.name = 'Sekretariat Daerah yang Berganti Nama'
  writeFileSync(at('changed.json'), JSON.stringify(document))
  const shown = await capaian('import', at('changed.json'))
  expect(shown.status).toBe(1)
  expect(shown.stdout).toMatch(
    /^kota-bekasi\/SETDA 2024: 1 change\n {2}~ agency\.name: Sekretariat Daerah.* → Sekretariat Daerah yang Berganti Nama\n$/,
  )
  const again = await capaian('import', at('changed.json'), '--json')
  expect(again.status).toBe(1)
  expect(JSON.parse(again.stdout)).toMatchObject({
    applied: false,
    difference: [{ agency: 'SETDA', isNew: false, changes: [{ path: 'agency.name' }] }],
  })
  expect((await capaian('import', at('changed.json'), '--yes')).status).toBe(0)
  expect((await capaian('import', at('changed.json'))).stdout).toContain('Nothing to do')
})

test('everything that is wrong with a file is told at once, and nothing is written', async () => {
  const document = JSON.parse(readFileSync(at('setda.json'), 'utf8')) as {
    agency: { name: string }
    indicators: { targets: { year: string } }[]
  }
  const [first, second] = document.indicators
  if (!first || !second) throw new Error('no indicators')
  first.targets.year = '8l,02'
  second.targets.year = 'banyak'
  document.agency.name = ''
  writeFileSync(at('wrong.json'), JSON.stringify(document))
  const { status, stdout, stderr } = await capaian('import', at('wrong.json'), '--yes', '--json', '--language', 'en')
  expect(status).toBe(1)
  const { applied, findings } = JSON.parse(stdout) as { applied: boolean; findings: Record<string, unknown>[] }
  expect(applied).toBe(false)
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ path }) => path).sort()).toEqual(['agency.name', 'indicators.0.targets.year', 'indicators.1.targets.year'])
  expect(errors).toContainEqual(
    expect.objectContaining({ found: '8l,02', expected: expect.stringContaining('a target') as string, sheet: null, row: null }),
  )
  expect(stderr).toContain('wrong.json: nothing was written.')
})

test('the doctor finds the demo well, and tells gaps of its scales with their policy', async () => {
  const { status, stdout } = await capaian('doctor', '--json')
  expect(status).toBe(0)
  const { ok, database, scales, findings } = JSON.parse(stdout) as Record<string, unknown> & {
    scales: Record<string, unknown>[]
    findings: { severity: string }[]
  }
  expect({ ok, database }).toMatchObject({ ok: true, database: { kind: 'embedded', migrations: { pending: [] }, counts: { agencies: 3 } } })
  const bands = scales.find(({ agency, inForceFor }) => agency === 'kota-bekasi/BKPSDM' && (inForceFor as string[]).includes('capaian'))
  expect(bands?.['findings']).toContainEqual({ kind: 'gap', stretch: '(99, 100)', labels: ['Cukup', 'Baik'], policy: 'band-below' })
  expect(findings.every(({ severity }) => severity === 'note')).toBe(true)
})

test('the demo is not loaded twice', async () => {
  const { status, stdout } = await capaian('demo', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ loaded: false, agencies: ['dki-jakarta/BKD', 'kota-bekasi/BKPSDM', 'kota-bekasi/SETDA'] })
})

test('Ctrl-C in the middle of a conversation stops cleanly, and a second start continues it', async () => {
  if (!bot) throw new Error('no bot')
  const { url } = bot
  const player = playSeat(() => url, seat)
  await player.hear(await player.say('begin', '/lapor'), 'what to report', ({ buttons }) => buttons.length > 0)
  const clock = async () => ((await (await fetch(`${url}/local/clock`)).json()) as { now: string }).now
  const moved = await fetch(`${url}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"by":"hour"}',
  })
  expect(moved.status).toBe(200)
  const before = await clock()
  const ended = await bot.stop()
  expect(ended.status).toBe(0)
  expect(ended.stdout).toBe('')

  // Nobody runs: the command opens the folder itself, and goes by the demo's clock, by which TW IV has not begun.
  const shown = await bin('show', 'SETDA', '--json')
  expect(JSON.parse(shown.stdout)).toMatchObject({ agency: { name: 'Sekretariat Daerah yang Berganti Nama' }, year: 2024, quarter: 2 })

  bot = await startBot(env, folder, 115_000)
  expect(bot.stderr()).not.toContain('Loading the demo')
  expect(Date.parse(await clock())).toBeGreaterThanOrEqual(Date.parse(before))
  const messages = await player.all()
  expect(messages.filter(({ text }) => text === '/lapor')).toHaveLength(1)
  const list = messages.findLast(({ author }) => author === null)
  const [[walk] = []] = list?.buttons ?? []
  if (!list || !walk) throw new Error('nothing to press')
  await player.press('go-on', list, walk.label)
  await player.hear(list, 'the question', ({ text }) => text.includes('TW III 2024'))
}, 120_000)

test('wrong usage ends in 2 with what was probably meant, and leaves standard output to programs', async () => {
  expect(await bin('exprot', 'SETDA', '2024')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Is “export” meant?') as string,
  })
  expect(await capaian('export', 'SETDA', 'twenty')).toMatchObject({ status: 2, stdout: '' })
  const unknown = await capaian('show', 'SETAD', '--json')
  expect(unknown.status).toBe(1)
  expect(JSON.parse(unknown.stdout)).toEqual({ error: expect.stringContaining('kota-bekasi/SETDA') as string })
})

test('a wrong configuration is refused at the start with every variable that is wrong', async () => {
  const { status, stdout, stderr } = await spawnBot({ ...env, PORT: 'http', DEMO: 'perhaps', LOG_LEVEL: 'loud' }, folder).ended
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('wrong in 3 variables')
  for (const name of ['PORT', 'DEMO', 'LOG_LEVEL'])
    expect(stderr).toMatch(new RegExp(`${name}: found .*\\n +expected: .*\\n +example: +${name}=`))
})
