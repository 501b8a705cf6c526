import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buttonToken } from '../../src/channels/channel.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { connect, openSpokenHouse, textOf } from './spoken-house.ts'
import type { SpokenHouse } from './spoken-house.ts'

let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
const [officer, verifier] = ['200', '300']
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-written-'))
})
beforeEach(async () => {
  await demo.reset()
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  await connect(demo.db, 'setda-verifikator', verifier)
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder))
  await spoken.house.quiet()
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

const report = async (text: string): Promise<void> => {
  await spoken.send(officer, text)
  await expect
    .poll(() =>
      spoken.platform.sent
        .at(-1)
        ?.buttons.flat()
        .map(({ label }) => label),
    )
    .toContain('Simpan')
  await savedBy(spoken.platform.sent.at(-1)?.outboxId ?? 0)
}
const savedBy = async (card: number): Promise<void> => {
  const before = spoken.heard(officer).length
  await spoken.send(officer, { kind: 'press', token: buttonToken(card, 0) })
  await expect.poll(() => spoken.heard(officer).slice(before).join()).toContain('Tersimpan')
}
const toVerifier = () => spoken.platform.sent.filter(({ chat }) => chat.id === verifier)

test('reports that come while a verifier is not reached are told of together, once', async () => {
  const chat = `telegram:${verifier}`
  await spoken.tell(verifier, '/bantuan')
  const before = toVerifier().length
  await demo.db.sql(`update chat set paused_until = clock_timestamp() + interval '1 hour' where key = $1`, [chat])
  await report('bantuan hukum 2')
  await report('penyusunan produk hukum 4')
  expect(toVerifier()).toHaveLength(before)
  await demo.db.sql(`update chat set paused_until = null where key = $1`, [chat])
  await spoken.house.quiet()
  const [told, ...more] = toVerifier().slice(before)
  expect(more).toEqual([])
  expect(textOf(told?.parts ?? [])).toContain('Laporan TW III 2024 Bagian Hukum lengkap: 2 indikator')
  expect(await demo.db.sql(`select 1 from outbox where done_at is null or failure is not null`)).toEqual([])
})

test('a card on which nothing waits any more says so in its place; a press on it that was on its way is told what has become of it', async () => {
  await report('bantuan hukum 2')
  await spoken.house.quiet()
  const card = toVerifier().at(-1)
  expect(card?.buttons.flat().map(({ label }) => label)).toEqual(['Terima', 'Kembalikan'])
  await spoken.press(officer, 'Tarik kembali')
  const over = toVerifier().at(-1)
  expect(over?.replaces).toBeDefined()
  expect(over?.buttons).toEqual([])
  expect(textOf(over?.parts ?? [])).toContain('Tidak menunggu keputusan lagi.')
  const late = await spoken.tell(verifier, { kind: 'press', token: buttonToken(card?.outboxId ?? 0, 0) })
  expect(late.join()).toContain('sudah ditarik oleh Kepala Bagian Hukum')
  // What is reported then is news, and rings.
  await report('bantuan hukum 2')
  await spoken.house.quiet()
  expect(toVerifier().at(-1)?.replaces).toBeUndefined()
})
