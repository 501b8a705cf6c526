import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { capaian, spawnBot } from '../setup/running-bot.ts'

const folder = mkdtempSync(join(tmpdir(), 'capaian-shut-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'file'), '')
const nobodyListens = { DATABASE_URL: 'postgres://capaian:geheim@127.0.0.1:1/capaian', PORT: '0' }

test('a server that is not there is said in one line, with the variable that names it, and without its password', async () => {
  const { status, stderr } = await spawnBot(nobodyListens, folder).ended
  expect({ status, said: stderr.trimEnd().split('\n').slice(-2) }).toEqual({
    status: 1,
    said: ['Connecting to the database ...', "The database of DATABASE_URL can't be opened: connect ECONNREFUSED 127.0.0.1:1"],
  })
})

test('a command says the same', async () => {
  const { status, stderr } = await capaian(['doctor'], nobodyListens, folder)
  expect(status).toBe(1)
  expect(stderr.trimEnd()).toBe("capaian doctor: The database of DATABASE_URL can't be opened: connect ECONNREFUSED 127.0.0.1:1")
})

test('so is a folder that can’t be used', async () => {
  const place = join(folder, 'file')
  const { status, stderr } = await spawnBot({ DATA_DIR: place, PORT: '0' }, folder).ended
  expect(status).toBe(1)
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(
    `The folder ${place} (DATA_DIR) can't be used: ENOTDIR: not a directory, mkdir '${join(place, 'lock')}'`,
  )
})

test('an address that is not this machine’s is put right by HOST, not by PORT', async () => {
  const { status, stderr } = await spawnBot({ DATA_DIR: join(folder, 'listening'), HOST: '192.0.2.1', PORT: '0', DEMO: 'off' }, folder)
    .ended
  expect(status).toBe(1)
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(
    "Port 0 on 192.0.2.1 can't be used: listen EADDRNOTAVAIL: address not available 192.0.2.1. Set HOST to an address of this machine, for example HOST=127.0.0.1.",
  )
}, 60_000)

test('a folder whose database is no whole one ends in one line too', async () => {
  const place = join(folder, 'broken')
  mkdirSync(join(place, 'pg'), { recursive: true })
  writeFileSync(join(place, 'pg', 'PG_VERSION'), '14\n')
  const { status, stderr } = await spawnBot({ DATA_DIR: place, PORT: '0' }, folder).ended
  expect(status).toBe(1)
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^The embedded database in .* \(DATA_DIR\) can't be opened: /)
})

describe('a file .env', () => {
  const place = join(folder, 'with-env')
  mkdirSync(place)
  test('is read also where an editor of Windows wrote it, and goes behind the environment', async () => {
    writeFileSync(join(place, '.env'), '\uFEFFPORT=wrong\r\nLOG_LEVEL=loud\r\n')
    const { status, stderr } = await capaian(['doctor'], {}, place)
    expect({ status, found: stderr.match(/\w+: found .*/g) }).toEqual({ status: 1, found: ['PORT: found “wrong”'] })
  })
  test('that can’t be read ends it in one line', async () => {
    rmSync(join(place, '.env'))
    mkdirSync(join(place, '.env'))
    const { status, stderr } = await capaian(['doctor'], {}, place)
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "The file .env can't be read: EISDIR: illegal operation on a directory, read\n",
    })
  })
})
