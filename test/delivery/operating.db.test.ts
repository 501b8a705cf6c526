import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context, House } from '../../src/cli/command.ts'
import { loadCommand } from '../../src/cli/load-command.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { queueState } from '../../src/store/chats/queues.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { appoint, connect, openSpokenHouse } from './spoken-house.ts'
import type { SpokenHouse } from './spoken-house.ts'

let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
const [admin, officer, other] = ['100', '200', '201']
const now = () => spoken.house.clock.now()
const metrics = createMetrics(() => queueState(demo.db, now()))
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-operating-'))
})
beforeEach(async () => {
  await demo.reset()
  await appoint(demo.db, 'setda-verifikator', 'admin', 'SETDA')
  await connect(demo.db, 'setda-verifikator', admin)
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  await connect(demo.db, 'setda-kepala-bagian-umum', other)
  const { meter } = metrics
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder), { troubled: true, meter })
  await spoken.house.quiet()
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

/** What a command of capaian prints, on the house's database. */
async function ran(name: string, ...argv: string[]) {
  const said = { status: -1, out: '', err: '', json: undefined as unknown }
  const context: Context = {
    openHouse: () => Promise.resolve({ database: demo.db } as House),
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += text),
    json: (value) => void (said.json = JSON.parse(JSON.stringify(value))),
    readFile: () => Promise.reject(new Error('reads no file')),
    writeFile: () => Promise.reject(new Error('writes no file')),
    now,
  }
  const prepared = (await loadCommand(name))?.prepare(argv)
  if (!prepared || 'wrong' in prepared) throw new Error(`capaian ${name} is not understood`)
  const status = await prepared.run(context)
  return { ...said, status: typeof status === 'number' ? status : status.status }
}
const alerts = () => spoken.heard(admin).filter((text) => text.includes('tidak dapat dihubungi'))
const unreachable = async (): Promise<boolean> =>
  (await demo.db.sql(`select 1 from identity where platform_id = $1 and unreachable_at is not null`, [officer])).length === 1

describe('a person who blocks the bot', () => {
  test('is marked, the admin hears of it once, and a word from them mends it', async () => {
    spoken.platform.blocked.add(officer)
    await spoken.tell(officer, '/bantuan')
    await spoken.tell(officer, '/tugas')
    expect(await unreachable()).toBe(true)
    expect(alerts()).toEqual([expect.stringContaining('Kepala Bagian Hukum')])
    spoken.platform.blocked.clear()
    expect((await spoken.tell(officer, '/bantuan')).join()).toContain('/tugas')
    expect(await unreachable()).toBe(false)
    expect(alerts()).toHaveLength(1)
  })
  test('and again later is told of again', async () => {
    for (const day of [5, 6]) {
      spoken.platform.blocked.add(officer)
      await spoken.tell(officer, '/bantuan')
      spoken.platform.blocked.clear()
      await spoken.tell(officer, '/bantuan')
      await spoken.house.moveTo(new Date(`2024-10-0${day}T01:00:00Z`))
    }
    expect(alerts()).toHaveLength(2)
  })
  test('is known by the platform’s own word, before anything is sent', async () => {
    expect(await spoken.tell(officer, { kind: 'membership', change: 'blocked' })).toEqual([])
    expect(await unreachable()).toBe(true)
    expect(alerts()).toHaveLength(1)
    expect(await spoken.tell(officer, { kind: 'membership', change: 'blocked' })).toEqual([])
    expect(alerts()).toHaveLength(1)
  })
  test('who is the only admin is told to those of the government, or the verifiers', async () => {
    await demo.db.sql(`delete from role where role = 'admin'`)
    spoken.platform.blocked.add(officer)
    await spoken.tell(officer, '/bantuan')
    expect(alerts()).toHaveLength(1)
    await appoint(demo.db, 'setda-kepala-bagian-umum', 'admin', null)
    spoken.platform.blocked.add(admin)
    await spoken.tell(admin, '/bantuan')
    expect(spoken.heard(other).filter((text) => text.includes('Verifikator SETDA'))).toHaveLength(1)
  })
})

describe('a flood', () => {
  test('of one chat is read up to sixty a minute and answered with one line; others are answered meanwhile', async () => {
    const flood = 400
    for (let i = 0; i < flood; i += 1) await spoken.send(officer, `/bahasa id`)
    const began = performance.now()
    await spoken.send(other, '/bantuan')
    while (!spoken.heard(other).some((text) => text.includes('/tugas'))) {
      if (performance.now() - began > 5_000) throw new Error('the other waits')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await spoken.house.quiet()
    const said = spoken.heard(officer)
    expect(said.filter((text) => text.includes('mulai sekarang'))).toHaveLength(60)
    expect(said.filter((text) => text.includes('Terlalu banyak pesan'))).toHaveLength(1)
    expect(await demo.db.sql(`select id from inbox where error = 'too many at once'`)).toHaveLength(flood - 60)
    await spoken.house.moveTo(new Date('2024-10-04T01:01:01Z'))
    expect((await spoken.tell(officer, '/bahasa id')).join()).toContain('mulai sekarang')
  }, 60_000)
  test('of a stranger is answered with how to be invited, and nothing else', async () => {
    const rooms = { own: { id: '999', kind: 'private' }, group: { id: '-701', kind: 'room' } } as const
    for (const chat of Object.values(rooms)) for (let i = 0; i < 80; i += 1) await spoken.send('999', `halo ${i}`, chat)
    await spoken.house.quiet()
    expect(spoken.heard(rooms.own.id)).toEqual([expect.stringContaining('undangan')])
    expect(spoken.heard(rooms.group.id)).toEqual([])
  }, 60_000)
})

describe('a busy room', () => {
  const room = { id: '-700', kind: 'room' } as const
  test('in which many speak is no flood; one of them alone can be one, and the others are read', async () => {
    await demo.db.sql(
      `insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
         select government_id, 'telegram', '-700', 'telegram:-700', 'Ramai', now() from agency where key = 'SETDA'`,
    )
    for (let i = 0; i < 90; i += 1) await spoken.send(String(900 + (i % 30)), `selamat pagi ${i}`, room)
    expect((await spoken.tell(officer, '/bantuan', room)).join()).toContain('/capaian')
    for (let i = 0; i < 70; i += 1) await spoken.send('950', `tes ${i}`, room)
    expect((await spoken.tell(other, '/bantuan', room)).join()).toContain('/capaian')
    expect(await demo.db.sql(`select 1 from inbox where error = 'too many at once' and body->'person'->>'id' <> '950'`)).toEqual([])
    expect(await demo.db.sql(`select 1 from inbox where error = 'too many at once'`)).toHaveLength(10)
  }, 60_000)
})

describe('what the database can’t hold', () => {
  test('is kept without it, and what comes behind it is answered', async () => {
    await spoken.send(officer, { kind: 'press', token: '1\0.0\uD800' })
    await spoken.send(officer, { kind: 'contact', phone: '\0', own: true })
    expect((await spoken.tell(officer, '/bantuan')).join()).toContain('/tugas')
    expect(await demo.db.sql('select 1 from inbox where done_at is null')).toEqual([])
  })
})

describe('a letter that breaks the house', () => {
  const upload = { kind: 'upload', files: [{ ref: 'f', name: 'bukti-rahasia.pdf' }], caption: 'kata rahasia' } as const
  const setAside = async (): Promise<number> => {
    spoken.platform.filesBroken = true
    await spoken.send(officer, { ...upload, files: [...upload.files] })
    await expect.poll(() => demo.db.sql('select id from inbox where set_aside_at is not null'), { timeout: 12_000 }).toHaveLength(1)
    await spoken.house.quiet()
    const [row] = await demo.db.sql<{ id: number }>('select id from inbox where set_aside_at is not null')
    return row?.id ?? 0
  }
  test('is set aside after five times: an apology, an alert, and it can be replayed', async () => {
    const id = await setAside()
    expect(spoken.heard(officer).filter((text) => text.startsWith('Maaf'))).toHaveLength(1)
    expect(spoken.heard(admin).filter((text) => text.includes(`capaian replay ${id}`))).toHaveLength(1)
    expect((await ran('inbox', '--set-aside')).json).toEqual([
      expect.objectContaining({ id, chat: `telegram:${officer}`, kind: 'upload', attempts: 5, error: 'the files are out of order' }),
    ])
    expect((await ran('inbox')).out).toBe('No letter waits to be handled.\n')
    // The chat goes on meanwhile.
    expect((await spoken.tell(officer, '/bantuan')).join()).toContain('/tugas')
    spoken.platform.filesBroken = false
    expect(await ran('replay', String(id))).toMatchObject({ status: 0, json: { replayed: id } })
    await spoken.house.quiet()
    expect(spoken.heard(officer).join()).toContain('bukti-rahasia.pdf tidak dapat diambil lagi')
    expect(await ran('replay', String(id))).toMatchObject({ status: 1 })
    expect((await ran('replay', 'x')).status).toBe(2)
  }, 30_000)
  test('in a room is apologised for where somebody waits for an answer, and not where people talk', async () => {
    const said = { command: { kind: 'command', name: 'capaian', argument: '' }, text: { kind: 'text', text: 'selamat pagi' } }
    for (const [id, body] of Object.entries(said)) {
      const chat = { channel: 'telegram', id: `-6${id.length}`, kind: 'room' }
      const incoming = { id, chat, person: { channel: 'telegram', id: officer }, at: now().toISOString(), body }
      await demo.db.sql(
        `insert into chat (key, channel, platform_id, kind) values ('telegram:' || $1::text, 'telegram', $1::text, 'room')`,
        [chat.id],
      )
      await demo.db.sql(
        `insert into inbox (channel, platform_id, chat_key, body, received_at, due_at, attempts)
         values ('telegram', $1, $2, $3::jsonb, now(), clock_timestamp(), 5)`,
        [id, `telegram:${chat.id}`, JSON.stringify(incoming)],
      )
    }
    await demo.db.notify('inbox')
    await expect.poll(() => demo.db.sql('select id from inbox where set_aside_at is not null')).toHaveLength(2)
    await spoken.house.quiet()
    expect(spoken.heard('-67')).toEqual([expect.stringContaining('Maaf, pesan Anda tidak dapat diproses')])
    expect(spoken.heard('-64')).toEqual([])
  })
  test('is logged with its request, chat and officer, and never with what it says', async () => {
    const id = await setAside()
    const log = spoken.logs.join('')
    expect(log).not.toContain('rahasia')
    const failed = spoken.logs
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ inbox, msg }) => inbox === id && msg === 'a letter failed')
    expect(failed).toMatchObject({ chat: `telegram:${officer}`, request: expect.stringMatching(/^1:\d+:m\d+$/), attempt: 1 })
    await spoken.tell(officer, '/bantuan')
    expect(spoken.logs.at(-1)).toBeDefined()
    expect(spoken.logs.some((line) => /"officer":\d+.*a letter was handled/.test(line))).toBe(true)
  }, 30_000)
})

describe('letters out', () => {
  test('that were given up are listed with the reason, without what they say', async () => {
    spoken.platform.blocked.add(officer)
    await spoken.tell(officer, '/bantuan')
    const { json, out } = await ran('outbox', '--failed')
    expect(json).toEqual([
      expect.objectContaining({ chat: `telegram:${officer}`, urgency: 'answer', attempts: 1, failure: expect.stringContaining('blocked') }),
    ])
    expect(out).not.toContain('/tugas')
    expect((await ran('outbox')).json).toEqual([])
  })
  /** Lets the letters that wait in a chat fail for the last time. */
  const failLast = async (account: string): Promise<void> => {
    const chat = `telegram:${account}`
    const waiting = 'select 1 from outbox where chat_key = $1 and done_at is null and failure is not null'
    await expect.poll(() => demo.db.sql(waiting, [chat])).not.toEqual([])
    await demo.db.sql(`update outbox set attempts = 11, locked_until = null where chat_key = $1 and done_at is null`, [chat])
    await demo.db.notify('outbox')
    await expect.poll(() => demo.db.sql(waiting, [chat])).toEqual([])
  }
  test('that the program can’t send are given up in the end; the admin is told once, and of a notice that fails nobody', async () => {
    spoken.platform.breaking.add(officer)
    await spoken.send(officer, '/bantuan')
    await failLast(officer)
    await spoken.house.quiet()
    const [failed] = (await ran('outbox', '--failed')).json as { id: number }[]
    expect(spoken.heard(admin).filter((text) => text.includes('tidak dapat dikirim'))).toEqual([
      `Satu pesan untuk Kepala Bagian Hukum tidak dapat dikirim karena kesalahan program (nomor ${failed?.id}).\nOperator dapat melihat sebabnya: capaian outbox --failed`,
    ])
    spoken.platform.breaking.add(admin)
    await spoken.send(officer, '/bantuan')
    await failLast(officer)
    await failLast(admin)
    spoken.platform.breaking.clear()
    await spoken.house.quiet()
    expect((await ran('outbox', '--failed')).json).toHaveLength(3)
    expect((await ran('outbox')).json).toEqual([])
    expect(spoken.heard(admin).filter((text) => text.includes('tidak dapat dikirim'))).toHaveLength(1)
  }, 30_000)
  test('under which the process ends each time is given up too, or no other would ever go', async () => {
    await demo.db.sql(
      `insert into outbox (chat_key, body, urgency, send_after, attempts)
       values ($1, '{"parts": [{"kind": "paragraph", "spans": [{"text": "maut"}]}], "urgency": "answer"}', 'answer', $2::timestamptz, 12)`,
      [`telegram:${officer}`, now().toISOString()],
    )
    await spoken.tell(officer, '/bantuan')
    expect(spoken.heard(officer).join()).not.toContain('maut')
    expect(spoken.heard(officer).join()).toContain('/tugas')
    expect(spoken.heard(admin).filter((text) => text.includes('tidak dapat dikirim'))).toHaveLength(1)
  })
})

describe('capaian invite', () => {
  test('prints a code that lets its person in', async () => {
    const { json, out } = await ran('invite', 'KOTA-BEKASI/setda-kepala-bagian-organisasi')
    const { code } = json as { code: string }
    expect(out).toContain(`: ${code}`)
    expect(json).toMatchObject({ person: 'kota-bekasi/setda-kepala-bagian-organisasi', link: null, expiresAt: '2024-10-11T01:00:00.000Z' })
    expect((await spoken.tell('300', code)).join()).toContain('Kepala Bagian Organisasi')
  })
  test('refuses an unknown key, naming the nearest', async () => {
    expect(await ran('invite', 'setda-verifikatr')).toMatchObject({
      status: 1,
      err: expect.stringContaining('kota-bekasi/setda-verifikator'),
    })
  })
})

describe('/metrics', () => {
  const scraped = async (headers: Record<string, string> = {}) => {
    const server = Fastify()
    metrics.routes(server)
    const answer = await server.inject({ url: '/metrics', headers: { host: '127.0.0.1:3000', ...headers } })
    await server.close()
    return answer
  }
  test('counts letters, sends and what waits, and names nobody', async () => {
    await spoken.tell(officer, '/bantuan')
    await demo.db.sql(
      `insert into outbox (chat_key, body, urgency, send_after) select 'nowhere:1', '{"parts":[]}', 'bulk', $1::timestamptz - interval '90 seconds'`,
      [now().toISOString()],
    )
    const { body, headers } = await scraped()
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toMatch(/capaian_letters_total\{outcome="done"\} [1-9]/)
    expect(body).toMatch(/capaian_sends_total\{channel="telegram",outcome="sent"\} [1-9]/)
    expect(body).toMatch(/capaian_letter_seconds_count [1-9]/)
    expect(body).toMatch(/capaian_ticks_total [1-9]/)
    expect(body).toContain('capaian_outbox_open{urgency="bulk"} 1')
    expect(body).toContain('capaian_outbox_oldest_seconds{urgency="bulk"} 90')
    expect(body).toContain('capaian_outbox_open{urgency="answer"} 0')
    expect(body).toContain('capaian_inbox_set_aside 0')
    expect(body).not.toMatch(/telegram:|Bagian|="[^"]*\b200\b/)
  })
  test('answers on this machine alone', async () => {
    expect((await scraped({ host: 'capaian.example.go.id' })).statusCode).toBe(403)
    expect((await scraped({ 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(403)
  })
})
