import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { onServer } from '../setup/server.ts'
import { emptyDatabase } from './town.ts'

// What administrators do: no rights in `public`, a schema of its own instead, and a server on the time of Jakarta.
let place: Awaited<ReturnType<typeof emptyDatabase>>
let db: Database
beforeAll(async () => {
  const from = inject('testDatabase')
  place = await emptyDatabase(from.kind === 'server' ? from.url : undefined)
  const name = new URL(place.url).pathname.slice(1)
  await onServer(place.url, (admin) =>
    admin.query(`create schema kinerja; revoke create on schema public from public; alter database ${name} set timezone = 'Asia/Jakarta'`),
  )
  const url = new URL(place.url)
  url.searchParams.set('options', '-c search_path=kinerja')
  db = await openDatabase({ url: url.href })
})
afterAll(async () => {
  await db.close()
  await onServer(place.server, (admin) => admin.query(`drop database ${new URL(place.url).pathname.slice(1)} with (force)`))
})

test('tables are made, written and read in that schema', async () => {
  await db.prisma.government.create({ data: { key: 'kota-uji', name: 'Kota Uji' } })
  expect(await db.sql('select key from kinerja.government')).toEqual([{ key: 'kota-uji' }])
})

test('a moment is the same, whichever way it is written and read', async () => {
  const at = new Date('2026-11-29T20:00:00Z')
  await db.prisma.storedFile.create({ data: { sha256: 'a'.repeat(64), name: 'bukti.pdf', type: 'application/pdf', size: 1, at } })
  expect(await db.sql('select at from stored_file')).toEqual([{ at }])
  expect(await db.prisma.storedFile.findMany({ select: { at: true } })).toEqual([{ at }])
})
