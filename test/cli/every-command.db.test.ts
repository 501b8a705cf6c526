import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandRemotely } from '../../src/cli/control-route.ts'
import { loadCommand, loadCommands } from '../../src/cli/load-command.ts'
import type { House } from '../../src/cli/command.ts'
import { systemClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/store/database/database.ts'
import { manyIndicators } from '../fault/many-indicators.ts'
import { freshDatabase } from '../setup/database.ts'
import { run } from './terminal.ts'

const commands = await loadCommands()
let database: Database
let house: House
beforeAll(async () => {
  database = await freshDatabase()
  const reading = readConfig({})
  if (reading.kind !== 'read') throw new Error('no configuration')
  house = { database, clock: systemClock, config: reading.config }
})
afterAll(() => database.close())

const real = manyIndicators(2, 2)
const document = JSON.stringify({ ...real, government: { ...real.government, demo: false } })
const holidays = 'tanggal,jenis,nama,dasar\n2028-01-01,nasional,Tahun Baru,SKB 1/2027\n'
const files: Record<string, string> = { 'uji.json': document, 'rusak.json': '{', 'libur.csv': holidays, 'libur-rusak.csv': 'a,b\n1,2\n' }
const sent = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text).toString('base64')]))

/** A line that each command is given, how it ends, and what its document has. In this order: the first brings what the others tell of. */
const lines: [argv: string[], status: 0 | 1 | 2, has: string[]][] = [
  [['import', 'uji.json'], 0, ['applied', 'documents', 'findings', 'difference']],
  [['import', 'rusak.json'], 1, ['applied', 'findings']],
  [['import', 'uji.json', '--language', 'fr'], 2, ['error']],
  [['export', 'DINAS', '2024'], 0, ['government', 'agency', 'indicators', 'people']],
  [['export', 'DINAS', '2024', '--out', 'dinas.xlsx'], 0, ['file', 'format', 'bytes']],
  [['export', 'DINAS', '1999'], 1, ['error']],
  [['export', 'DINAS', '2024', '--format', 'pdf'], 2, ['error']],
  [['template'], 0, ['file', 'bytes']],
  [['template', '--language', 'fr'], 2, ['error']],
  [['schema'], 0, ['properties', 'required']],
  [['show', 'DINAS', '2024'], 0, ['headline', 'indicators', 'budget', 'efficiency']],
  [['show', 'DINES'], 1, ['error']],
  [['show', 'DINAS', 'dua ribu'], 2, ['error']],
  [['invite', 'verifikator'], 0, ['person', 'code', 'link', 'expiresAt']],
  [['invite', 'siapa'], 1, ['error']],
  [['due', '--on', '2024-10-09'], 0, ['on', 'owed']],
  [['due', '--on', 'besok'], 2, ['error']],
  [['period', 'DINAS', '2024-3'], 0, ['agency', 'year', 'quarter', 'opens', 'due', 'lock']],
  [['period', 'DINAS', '2020-3'], 1, ['error']],
  [['period', 'DINAS', '2024-5'], 2, ['error']],
  [['holidays', 'import', 'libur.csv'], 0, ['rows', 'added', 'changed', 'findings']],
  [['holidays', 'import', 'libur-rusak.csv'], 1, ['rows', 'findings']],
  [['holidays', 'export', 'libur.csv'], 2, ['error']],
  [['alerts', 'try', 'default', '--year', '2024'], 0, ['year', 'raised', 'counts']],
  [['alerts', 'try', 'rusak.json', '--year', '2024'], 1, ['error']],
  [['alerts', 'try', 'default'], 2, ['error']],
  [['rooms'], 0, []],
  [['outbox'], 0, []],
  [['inbox'], 0, []],
  [['replay', '4711'], 1, ['error']],
  [['replay', 'yang-tadi'], 2, ['error']],
  [['doctor'], 1, ['ok', 'configuration', 'database', 'findings']],
  [['migrate'], 0, ['database', 'applied']],
  [['demo'], 1, ['error']],
]

describe('every command', () => {
  test('is tried here, well used and, where that can be, refused or wrongly used', () => {
    expect(new Set(lines.map(([[name]]) => name))).toEqual(new Set(commands.map(({ name }) => name)))
    for (const { json } of commands) expect(json).toBe(true)
  })

  test('is found by its own name, and no other', async () => {
    for (const command of commands) expect(await loadCommand(command.name)).toBe(command)
    expect(await loadCommand('toString')).toBeUndefined()
  })

  test.each(lines)('%j --json ends in %i with one document and nothing else on standard output', async (argv, status, has) => {
    const { outcome, stdout, stderr } = await runCommandRemotely(loadCommand, house, { argv: [...argv, '--json'], files: sent })
    expect(typeof outcome === 'number' ? outcome : outcome.status).toBe(status)
    const printed: unknown = JSON.parse(stdout)
    if (has.length === 0) expect(printed).toBeInstanceOf(Array)
    else expect(Object.keys(printed as object)).toEqual(expect.arrayContaining(has))
    // What is refused is told to people too, and no document goes to them.
    if (has.includes('error')) expect(stderr).toContain(`capaian ${argv[0]}: `)
    expect(stderr).not.toMatch(/^[[{]/m)
  })

  test.each(lines.filter(([, status]) => status !== 2))('%j says something to a person', async (argv, status) => {
    const { outcome, stdout, stderr } = await runCommandRemotely(loadCommand, house, { argv, files: sent })
    expect(typeof outcome === 'number' ? outcome : outcome.status).toBe(status)
    expect(`${stdout}${stderr}`.trim()).not.toBe('')
    if (argv[0] !== 'schema' && argv[0] !== 'export') expect(() => JSON.parse(stdout) as unknown).toThrow()
  })

  test.each(commands)('$name with an option that is not known is wrong usage, told to programs as well', async ({ name }) => {
    const { status, stdout, stderr } = await run([name, '--json', '--tidak-ada'])
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: expect.stringContaining('--tidak-ada') as string })
    expect(stderr).toContain(`usage: capaian ${name}`)
  })
})
