import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { connect, openSpokenHouse } from './spoken-house.ts'

let demo: DemoDatabase
let folder: string
const officers = ['201', '202', '203', '204', '205', '206']
const keys = ['hukum', 'umum', 'organisasi', 'kerja-sama', 'tata-pemerintahan', 'kesejahteraan-rakyat']
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-stopping-'))
})
beforeEach(async () => {
  await demo.reset()
  for (const [at, account] of officers.entries()) await connect(demo.db, `setda-kepala-bagian-${keys[at] ?? ''}`, account)
})
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})
const open = () => openSpokenHouse(demo.db, createFileStore(demo.db, folder), { troubled: true })
const rows = async (what: string): Promise<number> => (await demo.db.sql(`select 1 as one from ${what}`)).length
const stopped = async (stop: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await stop()
  return performance.now() - began
}

test('a house that is stopped finishes what it has begun, sends what it has written, and leaves the rest for the next', async () => {
  const spoken = await open()
  await spoken.house.quiet()
  const before = spoken.platform.sent.length
  for (let round = 0; round < 15; round += 1) for (const account of officers) await spoken.send(account, '/bantuan')
  expect(await stopped(spoken.house.stop)).toBeLessThan(10_000)
  const handled = await rows(`inbox where done_at is not null and chat_key like 'telegram:%'`)
  const answered = spoken.platform.sent.slice(before).filter(({ urgency }) => urgency === 'answer').length
  // Each letter that was handled was answered; nothing that was written still lies about.
  expect(answered).toBe(handled)
  expect(await rows(`outbox where done_at is null`)).toBe(0)
  expect(await rows(`chat where locked_until is not null`)).toBe(0)
  const left = 15 * officers.length - handled
  expect(await rows(`inbox where done_at is null`)).toBe(left)
  const next = await open()
  await next.house.quiet()
  expect(next.platform.sent.filter(({ urgency }) => urgency === 'answer')).toHaveLength(left)
  await next.house.stop()
})

test('a platform that never answers does not keep it from stopping in ten seconds, and what hung is sent later', async () => {
  const spoken = await open()
  await spoken.house.quiet()
  const { channel } = spoken.platform
  channel.send = () => new Promise(() => undefined)
  channel.stop = () => new Promise(() => undefined)
  await spoken.send('201', '/bantuan')
  await expect.poll(() => rows('outbox where done_at is null and locked_until is not null')).toBe(1)
  expect(await stopped(spoken.house.stop)).toBeLessThan(10_000)
  expect(await rows('outbox where done_at is null')).toBe(1)
  expect(spoken.logs.join('')).toContain('a part was not waited for any longer')
}, 30_000)

test('what comes in while it stops is kept, and not worked on', async () => {
  const spoken = await open()
  await spoken.house.quiet()
  const stopping = spoken.house.stop()
  await spoken.send('201', '/bantuan')
  await stopping
  await spoken.send('202', '/bantuan')
  expect(await rows('inbox where done_at is null')).toBeGreaterThanOrEqual(1)
  expect(await rows('chat where locked_until is not null')).toBe(0)
})
