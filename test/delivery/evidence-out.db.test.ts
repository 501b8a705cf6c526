import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buttonToken } from '../../src/channels/channel.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { connect, openSpokenHouse, textOf } from './spoken-house.ts'
import type { SpokenHouse } from './spoken-house.ts'

const officer = '200'
const verifier = '300'
let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
const open = async (troubled = false): Promise<void> => {
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder), { troubled })
  spoken.platform.channel.fetch = async ({ name, type = 'image/jpeg' }) => ({ name, type, bytes: new TextEncoder().encode(name) })
}
beforeAll(async () => {
  demo = await openDemoDatabase()
})
beforeEach(async () => {
  await demo.reset()
  folder = await mkdtemp(join(tmpdir(), 'capaian-evidence-'))
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  await connect(demo.db, 'setda-verifikator', verifier)
})
afterEach(async () => {
  await spoken.house.stop()
  await rm(folder, { recursive: true, force: true })
})
afterAll(() => demo.close())

const report = async (...names: string[]): Promise<void> => {
  await spoken.tell(officer, '/lapor bantuan hukum')
  await spoken.tell(officer, { kind: 'upload', files: names.map((name) => ({ ref: name, name })), caption: '2' })
  await spoken.press(officer, 'Simpan')
}
const damageAll = async (): Promise<void> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const one of found) if (one.isFile()) await writeFile(join(one.parentPath, one.name), 'half of it')
}
/** What came to the verifier at a press: the words, the file, and its content. */
const pressed = async (label: string) => {
  const before = spoken.platform.sent.length
  await spoken.press(verifier, label)
  return spoken.platform.sent
    .slice(before)
    .filter(({ chat }) => chat.id === verifier)
    .map(({ parts, file, buttons }) => ({
      text: textOf(parts),
      file: file && { name: file.name, bytes: new TextDecoder().decode(file.bytes) },
      buttons: buttons.flat().map(({ label: said }) => said),
    }))
}

test('a file comes as it was given, as often as it is asked for, and the report is still to be decided', async () => {
  await open()
  await report('sidang.jpg')
  const letter = {
    text: 'Bukti Fasilitasi Bantuan Hukum · TW III 2024\nDikirim oleh Kepala Bagian Hukum, Jumat, 4 Okt 2024, pukul 08.00',
    file: { name: 'sidang.jpg', bytes: 'sidang.jpg' },
    buttons: [],
  }
  expect(await pressed('Lihat bukti (1)')).toEqual([letter])
  expect(await pressed('Lihat bukti (1)')).toEqual([letter])
  expect((await spoken.press(verifier, 'Terima')).join()).toContain('diterima: 2 kasus')
})

test('ten at a time, the others at another press', async () => {
  await open()
  await report(...Array.from({ length: 12 }, (_, at) => `foto ${at + 1}.jpg`))
  const first = await pressed('Lihat bukti (12)')
  expect(first.map(({ file }) => file?.name)).toEqual([...Array.from({ length: 10 }, (_, at) => `foto ${at + 1}.jpg`), undefined])
  expect(first.at(-1)).toMatchObject({ text: 'Masih ada 2 berkas.', buttons: ['Lihat 2 berikutnya'] })
  const others = await pressed('Lihat 2 berikutnya')
  expect(others.map(({ file }) => file?.name)).toEqual(['foto 11.jpg', 'foto 12.jpg'])
  expect(others[1]?.text).toContain('Berkas 12 dari 12.')
})

test('whoever has lost the role since gets nothing, and hears why', async () => {
  await open()
  await report('sidang.jpg')
  await demo.db.sql(`update role set to_date = '2024-10-01' where person_id = (select id from person where key = 'setda-verifikator')`)
  const [said, ...more] = await pressed('Lihat bukti (1)')
  expect(said).toMatchObject({ text: 'Data itu tidak ditemukan, atau bukan bagian Anda.', file: undefined })
  expect(more).toEqual([])
})

test.each([
  ['gone from the disk', () => rm(folder, { recursive: true, force: true })],
  ['damaged', () => damageAll()],
])('a file that is %s is said to be gone, once', async (_, spoil) => {
  await open(true)
  await report('sidang.jpg')
  await spoil()
  const said = await pressed('Lihat bukti (1)')
  expect(said).toMatchObject([{ file: undefined }])
  expect(said[0]?.text).toMatch(/^Bukti .*\n.*\nBerkas “sidang.jpg” tidak ditemukan lagi\. Mohon minta pelapor mengirimnya kembali\.$/)
  expect(spoken.logs.filter((line) => line.includes('a file that was kept is not there'))).toHaveLength(1)
})

test('into a room nothing is sent that may name people', async () => {
  await open()
  await report('sidang.jpg')
  const room = { id: '-500', kind: 'room' } as const
  await demo.db.sql(
    `with added as (insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
       select government_id, 'telegram', '-500', 'telegram:-500', 'Rapat', now() from agency where key = 'SETDA' returning id, government_id)
     insert into room_agency (room_id, agency_id, government_id)
     select r.id, a.id, r.government_id from added r join agency a on a.government_id = r.government_id and a.key = 'SETDA'`,
  )
  const label = 'Lihat bukti (1)'
  const offered = () =>
    spoken.platform.sent
      .at(-1)
      ?.buttons.flat()
      .map((button) => button.label)
  await spoken.tell(verifier, '/capaian bantuan hukum', room)
  expect(offered()).toEqual(['SETDA TW III 2024'])
  await spoken.tell(verifier, '/verifikasi', room)
  const card = spoken.platform.sent.at(-1)
  const index = offered()?.indexOf(label) ?? -1
  if (!card || index < 0) throw new Error('there is no card in the room')
  const said = await spoken.tell(verifier, { kind: 'press', token: buttonToken(card.outboxId, index) }, room)
  expect(said).toEqual(['Bukti hanya dikirim di percakapan pribadi dengan bot. Mohon buka indikatornya di sana.'])
  expect(spoken.platform.sent.some(({ file, chat }) => file && chat.id === room.id)).toBe(false)
})
