import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../src/store/database/database.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import type { FileStore } from '../../../src/store/reports/file-store.ts'
import { freshDatabase } from '../../setup/database.ts'

let db: Database
let folder: string
let store: FileStore
beforeAll(async () => {
  db = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-files-'))
  store = createFileStore(db, join(folder, 'files'))
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true, force: true })
})

const owner = { governmentId: null, at: new Date('2024-10-04T01:00:00Z') }
const file = (name: string, text: string) => ({ name, type: 'text/plain', bytes: new TextEncoder().encode(text) })
const contents = async () => (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())

test('what was put in comes out', async () => {
  const id = await store.put(file('bukti.txt', 'isi'), owner)
  const back = await store.get(id)
  expect({ ...back, bytes: new TextDecoder().decode(back?.bytes) }).toEqual({ name: 'bukti.txt', type: 'text/plain', bytes: 'isi' })
})

test('one content lies there once, under each of its names', async () => {
  const ids = await Promise.all(['a.txt', 'b.txt'].map((name) => store.put(file(name, 'sama'), owner)))
  expect(new Set(ids).size).toBe(2)
  expect(await store.put(file('a.txt', 'sama'), owner)).toBe(ids[0])
  expect((await contents()).length).toBe(2)
})

test('nothing for an unknown number or a lost content; a changed content is never handed out', async () => {
  expect(await store.get(999_999)).toBeUndefined()
  const id = await store.put(file('hilang.txt', 'akan hilang'), owner)
  const { sha256 } = await db.prisma.storedFile.findUniqueOrThrow({ where: { id } })
  const path = join(folder, 'files', sha256.slice(0, 2), sha256)
  await writeFile(path, 'diubah')
  await expect(store.get(id)).rejects.toThrow('not what was kept')
  await rm(path)
  expect(await store.get(id)).toBeUndefined()
})
