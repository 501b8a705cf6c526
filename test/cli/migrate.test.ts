import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { knownMigrations } from '../../src/store/database/migrate.ts'

const program = fileURLToPath(new URL('../../src/cli/capaian.mjs', import.meta.url))
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capaian-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const capaian = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [program, ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: join(folder, 'data') },
  })

test('the bin migrates a new folder, then finds nothing to do, and two at once wait for each other', async () => {
  const [one, other] = await Promise.all([capaian('migrate', '--json'), capaian('migrate', '--json')])
  const applied = [one, other].map(({ stdout }) => (JSON.parse(stdout) as { applied: string[] }).applied)
  expect(applied.toSorted((a, b) => a.length - b.length)).toEqual([[], knownMigrations()])
  expect((await capaian('migrate')).stdout).toBe('The database is up to date.\n')
})
