import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buttonToken } from '../../src/channels/channel.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { appoint, connect, openSpokenHouse } from './spoken-house.ts'
import type { SpokenHouse } from './spoken-house.ts'

let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
const [admin, officer] = ['100', '200']
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-rooms-'))
})
beforeEach(async () => {
  await demo.reset()
  await appoint(demo.db, 'setda-verifikator', 'admin', 'SETDA')
  await connect(demo.db, 'setda-verifikator', admin)
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder))
  await spoken.house.quiet()
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

const alerts = () => spoken.heard(admin).filter((text) => text.includes('tidak dapat dihubungi'))

test('a channel, in which nobody can type a command, is registered by a press of whoever let the bot in', async () => {
  const channel = { id: '-1007', kind: 'room' } as const
  const joined = { kind: 'membership', change: 'joined' } as const
  expect(await spoken.tell('999', joined, channel)).toEqual([])
  await spoken.tell(admin, joined, channel)
  const card = spoken.platform.sent.at(-1)
  expect(card?.buttons.flat().map(({ label }) => label)).toEqual(['Daftarkan ruang ini'])
  const press = { kind: 'press', token: buttonToken(card?.outboxId ?? 0, 0) } as const
  expect(await spoken.tell('999', press, channel)).toEqual([])
  expect((await spoken.tell(admin, press, channel)).join()).toContain('Ruang ini terdaftar untuk SETDA Kota Bekasi.')
  expect((await spoken.tell(admin, press, channel)).join()).toContain('Ruang ini sudah terdaftar')
})

describe('a room', () => {
  const room = { id: '-500', kind: 'room' } as const
  const chats = { topic: { id: '-500:45', kind: 'room' }, other: { id: '-500:46', kind: 'room' } } as const
  beforeEach(() =>
    demo.db.sql(
      `with added as (insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
         select government_id, 'telegram', '-500', 'telegram:-500', 'Pimpinan SETDA', now() from agency where key = 'SETDA' returning id, government_id)
       insert into room_agency (room_id, agency_id, government_id)
       select r.id, a.id, r.government_id from added r join agency a on a.government_id = r.government_id and a.key = 'SETDA'`,
    ),
  )
  test('that throws the bot out is told of once, by whoever it was done', async () => {
    await spoken.tell('999', { kind: 'membership', change: 'left' }, room)
    expect(alerts()).toEqual([expect.stringContaining('Pimpinan SETDA')])
  })
  test('in a topic is the room', async () => {
    const said = await spoken.tell(officer, '/capaian', chats.topic)
    expect(said.join()).toContain('SETDA')
  })
  const leaves = () => spoken.tell('999', { kind: 'membership', change: 'left' }, room)
  const lost = async (): Promise<string[]> =>
    (await demo.db.sql<{ id: string }>(`select platform_id as id from chat where unreachable_at is not null order by key`)).map(
      ({ id }) => id,
    )
  /** The room is registered in a topic of its group alone. */
  const inTopic = () =>
    demo.db.sql(`update room set chat_key = 'telegram:-500:45', platform_id = '-500:45' where chat_key = 'telegram:-500'`)
  test('that lets the bot in again is reached, whoever did it, and its next removal is told of', async () => {
    await leaves()
    await spoken.tell('999', { kind: 'membership', change: 'joined' }, room)
    expect(await lost()).toEqual([])
    await spoken.house.moveTo(new Date('2024-10-04T02:00:00Z'))
    await leaves()
    expect(alerts()).toHaveLength(2)
  })
  test('in whose topic somebody speaks is reached', async () => {
    await leaves()
    expect((await spoken.tell(officer, '/capaian', chats.topic)).join()).toContain('SETDA')
    expect(await lost()).toEqual([])
    await spoken.house.moveTo(new Date('2024-10-04T02:00:00Z'))
    await leaves()
    expect(alerts()).toHaveLength(2)
  })
  test('where a letter arrives is reached', async () => {
    await spoken.tell(officer, '/capaian', chats.topic)
    await leaves()
    expect(await lost()).toEqual(['-500', '-500:45'])
    await demo.db.sql(
      `insert into outbox (chat_key, body, urgency, send_after) values ('telegram:-500:45', '{"parts":[{"kind":"paragraph","spans":[{"text":"Ringkasan"}]}]}', 'bulk', now() - interval '9 years')`,
    )
    await demo.db.notify('outbox')
    await spoken.house.quiet()
    expect(spoken.heard(chats.topic.id).at(-1)).toBe('Ringkasan')
    await expect.poll(lost).toEqual([])
  })
  test('that is a topic is lost with its group, and is back with it', async () => {
    await inTopic()
    await spoken.tell(officer, '/capaian', chats.topic)
    await leaves()
    expect(alerts()).toEqual([expect.stringContaining('Pimpinan SETDA')])
    await spoken.tell('999', { kind: 'membership', change: 'joined' }, room)
    expect(await lost()).toEqual([])
  })
  test('is not lost with a topic of its group in which it is not', async () => {
    await inTopic()
    await spoken.tell(officer, '/capaian', chats.topic)
    spoken.platform.blocked.add(chats.other.id)
    await spoken.tell(officer, '/daftar', chats.other)
    expect(alerts()).toEqual([])
    expect(await lost()).toEqual(['-500:46'])
  })
  test('that goes on under another id keeps what it is', async () => {
    await spoken.tell('999', { kind: 'membership', change: 'moved', to: '-1009' }, room)
    expect((await spoken.tell(officer, '/capaian', { id: '-1009', kind: 'room' })).join()).toContain('SETDA Kota Bekasi')
    expect(alerts()).toEqual([])
  })
})
