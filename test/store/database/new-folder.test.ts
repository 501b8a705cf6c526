import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/store/database/database.ts'
import { beginNewFolder } from '../../../src/store/database/new-folder.mjs'

const empty = () => mkdtempSync(join(tmpdir(), 'capaian-new-'))

test('a database that was begun beside is opened, and not begun a second time', async () => {
  const folder = empty()
  const begun = beginNewFolder(folder)
  const db = await openDatabase({ folder, begun })
  expect(db.applied.length).toBeGreaterThan(0)
  expect(await db.sql('select count(*)::int as agencies from agency')).toEqual([{ agencies: 0 }])
  await db.close()
  expect(readdirSync(folder)).toEqual(['pg'])
  expect(beginNewFolder(folder)).toBeUndefined()
  expect(statSync(join(folder, 'pg')).mode & 0o777).toBe(0o700)
}, 60_000)

test('other users of the machine are kept out of a database that an older version made, too', async () => {
  const folder = empty()
  await (await openDatabase({ folder })).close()
  chmodSync(join(folder, 'pg'), 0o755)
  await (await openDatabase({ folder })).close()
  expect(statSync(join(folder, 'pg')).mode & 0o777).toBe(0o700)
}, 60_000)

test('one that is given up leaves nothing behind', async () => {
  const folder = empty()
  await beginNewFolder(folder)?.drop()
  expect(readdirSync(folder)).toEqual([])
}, 60_000)
