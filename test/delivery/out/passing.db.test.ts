import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { connect, openSpokenHouse } from '../spoken-house.ts'
import type { SpokenHouse } from '../spoken-house.ts'

const officer = '200'
let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-passing-'))
})
beforeEach(async () => {
  await demo.reset()
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  // Telling other processes takes as long as it takes.
  const notify: DemoDatabase['db']['notify'] = async (...told) => {
    await demo.db.notify(...told)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  spoken = await openSpokenHouse({ ...demo.db, notify }, createFileStore(demo.db, folder), { troubled: true })
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

test('whoever asks is answered while a picture can not be sent, and the picture comes in the end', async () => {
  const { send } = spoken.platform.channel
  let broken = true
  let tried = 0
  spoken.platform.channel.send = (outgoing) => {
    if (!outgoing.file || !broken) return send(outgoing)
    tried += 1
    throw new Error('the program is out of order')
  }
  await spoken.send(officer, '/capaian SETDA TW2 2024')
  // It is put off for longer and longer.
  await expect.poll(() => tried, { timeout: 20_000 }).toBe(4)
  const before = spoken.heard(officer).length
  const began = performance.now()
  await spoken.send(officer, '/bantuan')
  await expect.poll(() => spoken.heard(officer).length, { timeout: 10_000 }).toBe(before + 1)
  expect(performance.now() - began).toBeLessThan(1_500)
  broken = false
  await spoken.house.quiet()
  expect(spoken.platform.sent.at(-1)?.file).toBeDefined()
})

test('a letter whose file is lost goes on at once', async () => {
  const { send } = spoken.platform.channel
  spoken.platform.channel.send = async (outgoing) => (outgoing.file ? { kind: 'file-lost', why: 'no files here' } : send(outgoing))
  await spoken.send(officer, '/capaian SETDA TW2 2024')
  await expect.poll(() => spoken.heard(officer).at(-1), { timeout: 5_000 }).toContain('Gambarnya tampaknya tidak sampai.')
})
