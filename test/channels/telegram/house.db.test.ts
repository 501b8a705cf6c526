import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test, vi } from 'vitest'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { keepIncoming } from '../../../src/store/chats/inbox.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { Seat } from '../../emulators/telegram/people.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { openDemoHouse } from '../../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../../transcripts/play/demo-house.ts'
import { giveAccounts, moveToTelegram, telegramChannelOn } from '../../transcripts/play/telegram-harness.ts'

const soon = { timeout: 15_000, interval: 20 }
const friday = new Date('2024-10-04T01:00:00Z')

let demo: DemoDatabase
let folder: string
let emulator: TelegramEmulator
let house: DemoHouse
let officer: Seat
let approver: Seat
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-telegram-'))
})
beforeEach(async () => {
  await demo.reset()
  emulator = await openTelegramEmulator()
  const people = await moveToTelegram(demo.db, emulator)
  const found = ['setda-kepala-bagian-umum', 'sekretaris-daerah-kota-bekasi'].flatMap((key) => people.get(`kota-bekasi/${key}`) ?? [])
  const [first, second] = found
  if (!first || !second) throw new Error('the demo has no Kabag Umum or no Sekda')
  officer = first
  approver = second
  house = await openDemoHouse(demo.db, createFileStore(demo.db, folder), friday, () => telegramChannelOn(emulator, undefined))
  await house.quiet()
  await giveAccounts(demo.db, people)
})
afterEach(async () => {
  await house.stop()
  await emulator.close()
})
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

const newest = (): string => officer.fromBot().at(-1)?.text ?? ''
const heard = (text: string) => vi.waitFor(() => expect(newest()).toContain(text), soon)
const saved = () =>
  demo.db.sql<{ value: string }>(
    `select v.value::text as value from report_version v join report r on r.id = v.report_id join indicator i on i.id = r.indicator_id
     where i.short_name = 'Bahan Logistik Kantor' and r.quarter = 3 and v.value is not null order by v.id`,
  )

test('who begins is offered a key that shares their number, and is in when the list holds it', async () => {
  await demo.db.sql(`update person set phone = '0812-3456-7890' where key = 'setda-kepala-bagian-hukum'`)
  await demo.db.sql(`delete from identity i using person p where p.id = i.person_id and p.key = 'setda-kepala-bagian-hukum'`)
  const stranger = emulator.addUser('Pak Hukum')
  stranger.says('/start')
  await vi.waitFor(() => expect(stranger.fromBot().at(-1)?.asksContact).toBe('Bagikan nomor saya'), soon)
  expect(stranger.fromBot().at(-1)?.text).toContain('bagikan kontak Anda sendiri')
  stranger.sharesNumber('+6281234567890')
  await vi.waitFor(
    () =>
      expect(
        stranger
          .fromBot()
          .map(({ text }) => text)
          .join(),
      ).toContain('Di sini Anda: penanggung jawab'),
    soon,
  )
})

test('editing the message corrects its value before it is saved', async () => {
  officer.says('/tugas')
  await heard('Bahan Logistik Kantor')
  const said = officer.says('2: 21.310')
  await heard('21.310 dari target 25.589')
  officer.edits(said.id, '21.320')
  await heard('21.320 dari target 25.589')
  officer.presses('Simpan')
  await heard('Tersimpan')
  expect((await saved()).map(({ value }) => Number(value))).toEqual([21_320])
})

/** The diklat is reported and saved, and the logistics are asked for. */
async function savedAndNext() {
  officer.says('/lapor diklat')
  await heard('Diklat Pegawai')
  const first = officer.says('19')
  await heard('19 dari target 20')
  officer.presses('Simpan')
  await heard('Tersimpan')
  const second = officer.says('/lapor bahan logistik')
  await heard('Bahan Logistik Kantor')
  return { first, second }
}
const all = (name: string) =>
  demo.db.sql<{ value: string }>(
    `select v.value::int::text as value from report_version v join report r on r.id = v.report_id join indicator i on i.id = r.indicator_id
     where i.short_name = $1 and r.quarter = 3 and v.value is not null order by v.id`,
    [name],
  )

test('an edit of what is saved already is never the answer to what is asked next; the correction is a tap away', async () => {
  const { first } = await savedAndNext()
  officer.edits(first.id, '20')
  await heard('Diklat Pegawai · TW III 2024 sudah tersimpan: 19 orang. Mengubah pesan lama tidak mengubah laporan.')
  expect(newest()).toContain('Perbaiki menjadi “20”?')
  expect(newest()).toContain('Laporan Bahan Logistik Kantor belum selesai.')
  officer.says('21.310')
  await heard('21.310 dari target 25.589')
  officer.presses('Perbaiki')
  await heard('20 dari target 20')
  officer.edits(first.id, '18')
  await heard('18 dari target 20')
  officer.presses('Simpan')
  await heard('versi 2')
  expect((await all('Diklat Pegawai')).map(({ value }) => value)).toEqual(['19', '18'])
  expect(await saved()).toEqual([])
})

test('an edit of what waits aside corrects that, and one of what was no answer at all is told to be late', async () => {
  officer.says('/lapor diklat')
  await heard('Diklat Pegawai')
  const waiting = officer.says('19')
  await heard('19 dari target 20')
  officer.says('/lapor bahan logistik')
  await heard('Bahan Logistik Kantor')
  officer.edits(waiting.id, '20')
  await heard('20 dari target 20')
  officer.says('/lapor bahan logistik')
  await heard('Bahan Logistik Kantor')
  const question = officer.says('/tugas')
  await heard('Laporan Bahan Logistik Kantor belum selesai')
  officer.edits(question.id, '21.310')
  await heard('perubahannya tidak dibaca')
})

test('an edit of a number out of the blue corrects the report that was chosen for it', async () => {
  const said = officer.says('19')
  await heard('untuk indikator yang mana?')
  officer.edits(said.id, '18')
  await heard('18 untuk indikator yang mana?')
  officer.presses('Diklat Pegawai')
  await heard('18 dari target 20')
  officer.edits(said.id, '20')
  await heard('20 dari target 20')
})

test('an album is one upload, whatever order its pictures come in, and a repeat of one is none', async () => {
  officer.says('/tugas')
  await heard('Bahan Logistik Kantor')
  const before = officer.fromBot().length
  const parts = officer.sendsAlbum(3, '2: 21.310')
  await vi.waitFor(() => expect(officer.fromBot().length).toBeGreaterThan(before), soon)
  await house.quiet()
  const rows = await demo.db.sql<{ files: number; parts: number }>(
    `select jsonb_array_length(body->'body'->'files') as files, jsonb_array_length(body->'parts') as parts from inbox where body->'body'->>'kind' = 'upload'`,
  )
  expect(parts).toHaveLength(3)
  expect(rows).toEqual([{ files: 3, parts: 3 }])
  const [row] = await demo.db.sql<{ body: { parts: string[] } & Parameters<typeof keepIncoming>[1] }>(
    `select body from inbox where body->'body'->>'kind' = 'upload'`,
  )
  if (!row) throw new Error('no upload was kept')
  for (const id of row.body.parts) expect(await keepIncoming(demo.db, { ...row.body, id }, friday)).toEqual({ stored: false })
  // What comes when the others are done is an upload of its own, and lost never.
  expect(await keepIncoming(demo.db, { ...row.body, id: 'late' }, friday)).toEqual({ stored: true })
  expect(await keepIncoming(demo.db, { ...row.body, id: 'late' }, friday)).toEqual({ stored: false })
})

test('whoever approves a group reads what people call it', async () => {
  const group = emulator.addGroup('Kinerja <Umum>').member({ id: officer.chatId, firstName: 'Kabag Umum' })
  group.says('/daftar')
  await vi.waitFor(() => expect(approver.fromBot().at(-1)?.text).toContain('ruang “Kinerja <Umum>” didaftarkan'), soon)
})

/** A room of SETDA, in a group of the old kind. */
async function registeredGroup() {
  const group = emulator.addGroup('Pimpinan SETDA', 'group')
  await demo.db.sql(
    `with known as (insert into chat (key, channel, platform_id, kind) values ('telegram:' || $1, 'telegram', $1, 'room')),
     added as (insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
       select government_id, 'telegram', $1, 'telegram:' || $1, 'Pimpinan SETDA', now() from agency where key = 'SETDA' returning id, government_id)
     insert into room_agency (room_id, agency_id, government_id)
     select r.id, a.id, r.government_id from added r join agency a on a.government_id = r.government_id and a.key = 'SETDA'`,
    [String(group.id)],
  )
  const person = { id: officer.chatId, firstName: 'Kabag Umum' }
  return { group, person, seat: group.member(person) }
}
const roomIds = async (): Promise<string[]> =>
  (
    await demo.db.sql<{ id: string }>(
      `select platform_id as id from room where channel = 'telegram' and approved_at is not null order by id`,
    )
  ).map(({ id }) => id)
const send = (chat: number, text: string) =>
  demo.db
    .sql(`insert into outbox (chat_key, body, urgency, send_after) values ($1, $2::jsonb, 'answer', now())`, [
      `telegram:${chat}`,
      JSON.stringify({ parts: [{ kind: 'paragraph', spans: [{ text }] }], urgency: 'answer' }),
    ])
    .then(() => demo.db.notify('outbox'))

test('a group that became a supergroup unheard keeps its room: what is sent to it finds the new id, each letter once', async () => {
  const { group, person, seat } = await registeredGroup()
  seat.says('/bantuan')
  await vi.waitFor(() => expect(seat.fromBot()).toHaveLength(1), soon)
  const next = group.becomesSupergroup(person, [])
  for (const text of ['satu', 'dua', 'tiga']) await send(group.id, text)
  const there = next.member(person)
  await vi.waitFor(() => expect(there.fromBot().map(({ text }) => text)).toEqual(['satu', 'dua', 'tiga']), soon)
  await vi.waitFor(async () => expect(await roomIds()).toEqual([String(next.id)]), soon)
  there.says('/capaian')
  await vi.waitFor(() => expect(there.fromBot().at(-1)?.text).toContain('SETDA'), soon)
  await house.quiet()
  expect(there.fromBot().filter(({ text }) => /^(satu|dua|tiga)$/.test(text))).toHaveLength(3)
})

test('a group that became a supergroup keeps its room where only the new chat tells of it', async () => {
  const { group, person } = await registeredGroup()
  const next = group.becomesSupergroup(person, ['new'])
  const there = next.member(person)
  there.says('/capaian')
  await vi.waitFor(() => expect(there.fromBot().at(-1)?.text).toContain('SETDA Kota Bekasi'), soon)
  expect(await roomIds()).toEqual([String(next.id)])
})

test('of a group that was registered anew after its move the newer registration counts, and nothing comes twice', async () => {
  const { group, person } = await registeredGroup()
  const next = group.becomesSupergroup(person, [])
  await demo.db.sql(
    `insert into room (government_id, channel, platform_id, chat_key, title, whole, approved_at)
     select government_id, 'telegram', $1, 'telegram:' || $1, 'Pimpinan', true, now() from agency where key = 'SETDA'`,
    [String(next.id)],
  )
  await send(group.id, 'satu')
  await vi.waitFor(() => expect(next.member(person).fromBot()).toHaveLength(1), soon)
  await vi.waitFor(async () => expect(await roomIds()).toEqual([String(next.id)]), soon)
})

test('a lost answer is repeated once and no more', async () => {
  for (let times = 0; times < 3; times += 1)
    emulator.faults.plan({ kind: 'lost-answer' }, { method: 'sendMessage', chatId: officer.chatId })
  officer.says('/tugas')
  await vi.waitFor(async () => {
    const [row] = await demo.db.sql<{ failure: string | null }>(
      `select failure from outbox where done_at is not null and failure is not null`,
    )
    expect(row?.failure).toContain('answer lost twice')
  }, soon)
  expect(officer.fromBot()).toHaveLength(2)
})

test('nor any more where Telegram asked for a pause in between', async () => {
  const on = { method: 'sendMessage', chatId: officer.chatId }
  emulator.faults.plan({ kind: 'lost-answer' }, on)
  emulator.faults.plan({ kind: 'too-many', retryAfter: 1 }, on)
  emulator.faults.plan({ kind: 'lost-answer' }, { ...on, times: 3 })
  officer.says('/tugas')
  await vi.waitFor(
    async () => expect(await demo.db.sql(`select 1 from outbox where done_at is not null and sent_as is null`)).toHaveLength(1),
    soon,
  )
  expect(officer.fromBot()).toHaveLength(2)
})

test('a picture whose answer was lost twice is not sent again; its words come, with how to ask for it', async () => {
  for (const method of ['sendPhoto', 'sendDocument']) emulator.faults.plan({ kind: 'lost-answer' }, { times: 3, method })
  officer.says('/capaian SETDA TW2 2024')
  await heard('Gambarnya tampaknya tidak sampai.')
  expect(newest()).toBe(
    'SETDA Kota Bekasi · TW II 2024: gambar capaian terhadap target\nGambarnya tampaknya tidak sampai. Untuk memintanya lagi, ketik /capaian SETDA TW II 2024.',
  )
  const pictures = () => officer.fromBot().filter(({ file }) => file)
  expect(pictures()).toHaveLength(2)
  emulator.faults.clear()
  officer.says('/capaian SETDA TW II 2024')
  await vi.waitFor(() => expect(pictures()).toHaveLength(3), soon)
})

test('a button whose question was answered otherwise is gone when it is pressed, and says so', async () => {
  officer.says('/lapor diklat')
  await heard('Diklat Pegawai')
  officer.says('105')
  await heard('Apakah 105 sudah benar?')
  const asked = officer.fromBot().at(-1)
  const yes = asked?.buttons.flat().find(({ text }) => text === 'Ya, 105')
  if (!asked || !yes) throw new Error('nothing was asked')
  officer.says('20')
  await heard('20 dari target 20 orang')
  officer.taps(yes.callback_data, asked.id)
  await heard('pertanyaannya sudah lewat')
  const old = officer.fromBot().find(({ id }) => id === asked.id)
  expect(old?.buttons).toEqual([])
  expect(old?.text).toContain('Apakah 105 sudah benar?\nPilihan ini tidak berlaku lagi.')
})
