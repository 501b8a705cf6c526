import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LocalHouse } from './local-house.ts'
import { openLocalHouse, otherToken, privateChat, roomChat } from './local-house.ts'

let house: LocalHouse
beforeAll(async () => {
  house = await openLocalHouse()
}, 60_000)
afterAll(() => house.close())
beforeEach(() => {
  house.kept.length = 0
})
afterEach(() => {
  house.bot.answer = async () => undefined
})

const host = { host: 'localhost:3000' }
const hukum = '/local/seats/kota-bekasi/kabag-hukum'
const ruang = '/local/seats/kota-bekasi/ruang-pimpinan'
const get = (url: string, headers: Record<string, string> = {}) => house.server.inject({ url, headers: { ...host, ...headers } })
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.server.inject({ method: 'POST', url, payload, headers: { ...host, ...headers } })
/** Typed, as the matcher itself is not. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const say = [{ kind: 'paragraph' as const, spans: [{ text: 'Berapa realisasinya?' }] }]

describe('seats', () => {
  test('people of the demo government with their roles and unit, the room with its members', async () => {
    const { seats } = (await get('/local/seats')).json<{ seats: { id: string; open: boolean; members: string[]; roles: unknown }[] }>()
    expect(seats.map(({ id }) => id)).toEqual([
      'kota-bekasi/kabag-hukum',
      'kota-bekasi/kabag-umum',
      'kota-bekasi/perencanaan',
      'kota-bekasi/sekda',
      'kota-bekasi/asisten',
      'kota-bekasi/ruang-pimpinan',
    ])
    expect(seats[0]).toMatchObject({
      kind: 'private',
      name: 'Kepala Bagian Hukum',
      agency: { key: 'SETDA' },
      roles: [{ role: 'officer', agency: 'SETDA', unit: 'Bagian Hukum' }],
    })
    expect(seats.at(-1)?.members).toEqual(['kota-bekasi/sekda', 'kota-bekasi/asisten'])
  })

  test('an officer, the verifier, the head and the room are open at first', async () => {
    const { seats } = (await get('/local/seats')).json<{ seats: { id: string; open: boolean }[] }>()
    expect(seats.filter(({ open }) => open).map(({ id }) => id)).toEqual([
      'kota-bekasi/kabag-hukum',
      'kota-bekasi/perencanaan',
      'kota-bekasi/sekda',
      'kota-bekasi/ruang-pimpinan',
    ])
  })

  test('everybody who can be played has an account, so that the bot knows and reaches them', async () => {
    await get('/local/seats')
    const account = await house.db.prisma.identity.findFirst({ where: { channel: 'local', platformId: 'kota-bekasi/sekda' } })
    expect(account?.chatKey).toBe('local:kota-bekasi/sekda')
  })

  test('a government that is no demo shows with the token only, one that is not named never', async () => {
    const ids = async (headers: Record<string, string> = {}) =>
      (await get('/local/seats', headers)).json<{ seats: { id: string }[] }>().seats.map(({ id }) => id)
    expect(await ids()).not.toContain('kota-lain/kepala')
    expect(await ids({ authorization: 'Bearer salah' })).not.toContain('kota-lain/kepala')
    expect(await ids({ authorization: `Bearer ${otherToken}` })).toContain('kota-lain/kepala')
    expect(await ids({ cookie: `capaian_local=${otherToken}` })).toContain('kota-lain/kepala')
    expect(await ids({ authorization: `Bearer ${otherToken}` })).not.toContain('kota-tertutup/kepala')
  })

  test.each(['kota-lain/kepala', 'kota-tertutup/kepala', 'kota-bekasi/tidak-ada'])(
    '%s is unknown, in one and the same form',
    async (id) => {
      const answer = await get(`/local/seats/${id}/messages`)
      expect(answer.statusCode).toBe(404)
      expect(answer.json()).toEqual({ error: { code: 'unknown-seat', message: 'Kursi tidak ditemukan.' } })
      expect((await post(`/local/seats/${id}/messages`, { text: 'halo' })).json()).toEqual(answer.json())
      expect(house.kept).toEqual([])
    },
  )
})

describe('saying', () => {
  test('a text is kept as the person’s, in their private chat, and shown', async () => {
    const answer = await post(`${hukum}/messages`, { id: 'satu', text: ' 1: 21.310 ' })
    expect(answer.statusCode).toBe(201)
    expect(house.kept).toEqual([
      {
        id: 'local:satu',
        chat: privateChat('kota-bekasi/kabag-hukum'),
        person: { channel: 'local', id: 'kota-bekasi/kabag-hukum' },
        at: matching(/^2024-10-04T01:0/),
        body: { kind: 'text', text: '1: 21.310' },
      },
    ])
    const { messages } = (await get(`${hukum}/messages`)).json<{ messages: { author: string; text: string }[] }>()
    expect(messages.at(-1)).toMatchObject({ author: 'kota-bekasi/kabag-hukum', text: '1: 21.310' })
  })

  test.each([
    ['/capaian SETDA TW3 2024', { kind: 'command', name: 'capaian', argument: 'SETDA TW3 2024' }],
    ['/LAPOR', { kind: 'command', name: 'lapor', argument: '' }],
    ['/ lapor', { kind: 'text', text: '/ lapor' }],
    ['60/121', { kind: 'text', text: '60/121' }],
  ])('“%s” is read as a channel reads it', async (text, body) => {
    await post(`${hukum}/messages`, { text })
    expect(house.kept[0]?.body).toEqual(body)
  })

  test('sent twice with one id, also at the same time, it is there and kept once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post(`${hukum}/messages`, { id: 'ulang', text: 'ulang' })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
    expect(new Set(answers.map((answer) => answer.json<{ message: { id: string } }>().message.id)).size).toBe(1)
    expect(house.kept).toHaveLength(1)
    const { messages } = (await get(`${hukum}/messages`)).json<{ messages: { text: string }[] }>()
    expect(messages.filter(({ text }) => text === 'ulang')).toHaveLength(1)
  })

  test('what could not be stored is said so, and sent again it arrives once', async () => {
    house.trouble.keep = true
    const failed = await post(`${hukum}/messages`, { id: 'gagal', text: 'gagal dulu' })
    expect(failed.statusCode).toBe(503)
    expect(failed.body).not.toContain('database')
    expect((await post(`${hukum}/messages`, { id: 'gagal', text: 'gagal dulu' })).statusCode).toBe(200)
    expect(house.kept.map(({ id }) => id)).toEqual(['local:gagal'])
  })

  test('empty, too long and malformed are refused', async () => {
    const code = async (payload: object) => (await post(`${hukum}/messages`, payload)).json<{ error: { code: string } }>().error.code
    expect(await code({ text: '  ' })).toBe('empty')
    expect(await code({ text: 'x'.repeat(4097) })).toBe('too-long')
    expect(await code({ words: 'x' })).toBe('bad-request')
    expect(await code({ text: 'x', id: 'a b' })).toBe('bad-request')
    expect(await code({ text: 'x', replyTo: '999999' })).toBe('unknown-message')
    expect(house.kept).toEqual([])
  })

  test('a reply names the message that it answers', async () => {
    const id = await house.send({ chat: privateChat('kota-bekasi/kabag-hukum'), parts: say })
    await post(`${hukum}/messages`, { text: '20', replyTo: id })
    expect(house.kept[0]?.replyTo).toBe(id)
    expect((await post('/local/seats/kota-bekasi/sekda/messages', { text: '20', replyTo: id })).statusCode).toBe(404)
  })

  test('in a room a member speaks, nobody else, and not nobody', async () => {
    expect((await post(`${ruang}/messages`, { text: 'halo' })).json()).toMatchObject({ error: { code: 'as-needed' } })
    expect((await post(`${ruang}/messages`, { text: 'halo', as: 'kota-bekasi/kabag-hukum' })).statusCode).toBe(404)
    expect((await post(`${ruang}/messages`, { text: '/capaian', as: 'kota-bekasi/asisten' })).statusCode).toBe(201)
    expect(house.kept).toMatchObject([{ chat: roomChat('kota-bekasi/ruang-pimpinan'), person: { id: 'kota-bekasi/asisten' } }])
  })
})

describe('the bot’s messages', () => {
  test('an answer follows the question and is news to who waits for it', async () => {
    house.bot.answer = async (_incoming, send) => void (await send({ parts: say, buttons: [[{ label: 'Nanti saja', token: '9.0' }]] }))
    const { revision } = (await get(`${hukum}/messages`)).json<{ revision: number }>()
    const waiting = get(`${hukum}/messages?after=${revision}&wait=20`)
    const changes = get(`/local/changes?after=${revision}&wait=20`)
    await post(`${hukum}/messages`, { text: '/lapor' })
    expect((await waiting).json<{ messages: unknown[] }>().messages.length).toBeGreaterThan(0)
    expect((await changes).json<{ seats: string[] }>().seats).toEqual(['kota-bekasi/kabag-hukum'])
    const { messages } = (await get(`${hukum}/messages?after=${revision}`)).json<{ messages: { author: string | null; text: string }[] }>()
    expect(messages.map(({ text }) => text)).toEqual(['/lapor', 'Berapa realisasinya?'])
  })

  test('an outbox row sent twice is one message', async () => {
    const outgoing = {
      outboxId: 70_001,
      chat: privateChat('kota-bekasi/sekda'),
      parts: say,
      file: { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') },
    }
    const first = await house.send(outgoing)
    expect(await house.send(outgoing)).toBe(first)
    expect(await house.db.prisma.localMessage.count({ where: { outboxId: 70_001 } })).toBe(1)
  })

  test('a seat that does not exist is refused for good', async () => {
    const delivery = await house.channel.send({
      outboxId: 70_002,
      chat: privateChat('kota-bekasi/tidak-ada'),
      parts: say,
      buttons: [],
      urgency: 'bulk',
    })
    expect(delivery).toMatchObject({ kind: 'refused', unreachable: true })
  })

  test('an edit takes the place of a message; what is gone is sent anew; links that are no links stay words', async () => {
    const chat = privateChat('kota-bekasi/perencanaan')
    const first = await house.send({ chat, parts: say, buttons: [[{ label: 'Terima', token: '1.0' }]] })
    const link = [{ kind: 'paragraph' as const, spans: [{ text: 'klik', link: 'javascript:alert(1)' }] }]
    expect(await house.send({ chat, parts: link, replaces: first })).toBe(first)
    expect(await house.send({ chat, parts: say, replaces: '999999' })).not.toBe(first)
    const { messages } = (await get('/local/seats/kota-bekasi/perencanaan/messages')).json<{ messages: object[] }>()
    expect(messages[0]).toMatchObject({ id: first, edited: true, buttons: [], parts: [{ kind: 'paragraph', spans: [{ text: 'klik' }] }] })
    expect(JSON.stringify(messages)).not.toContain('javascript')
  })

  test('a press goes to the house with the button’s token, by token, by label, and also when the message was edited since', async () => {
    const chat = privateChat('kota-bekasi/sekda')
    const seat = '/local/seats/kota-bekasi/sekda'
    const id = await house.send({
      chat,
      parts: say,
      buttons: [
        [
          { label: 'Simpan', token: '5.0' },
          { label: 'Ubah', token: '5.1' },
        ],
      ],
    })
    const pressed = await post(`${seat}/presses`, { id: 'tekan', message: id, token: '5.0' })
    expect(pressed.json()).toMatchObject({
      message: {
        buttons: [
          [
            { label: 'Simpan', pressed: true },
            { label: 'Ubah', pressed: false },
          ],
        ],
      },
    })
    await post(`${seat}/presses`, { id: 'tekan', message: id, token: '5.0' })
    await post(`${seat}/presses`, { label: 'Ubah' })
    await house.send({ chat, parts: say, replaces: id })
    await post(`${seat}/presses`, { message: id, token: '5.1' })
    expect(house.kept.map(({ body }) => body)).toEqual(['5.0', '5.1', '5.1'].map((token) => ({ kind: 'press', token })))
    expect((await post(`${seat}/presses`, { message: id, token: '4.0' })).json()).toMatchObject({ error: { code: 'unknown-button' } })
    expect((await post(`${hukum}/presses`, { message: id, token: '5.0' })).json()).toMatchObject({ error: { code: 'unknown-message' } })
    expect((await post(`${seat}/presses`, { message: id })).statusCode).toBe(400)
  })
})

describe('the clock', () => {
  test('is read, and moves forward only', async () => {
    expect((await get('/local/clock')).json()).toMatchObject({
      now: matching(/^2024-10-04T01:0/),
      zone: 'Asia/Jakarta',
      movable: true,
    })
    expect((await post('/local/clock', { by: 'hour' })).json()).toMatchObject({
      now: matching(/^2024-10-04T02:0/),
      moved: true,
    })
    expect((await post('/local/clock', { by: 'day' })).json()).toMatchObject({ now: matching(/^2024-10-05T02:0/) })
    expect((await post('/local/clock', { by: 'next' })).json()).toMatchObject({ now: matching(/^2024-10-07T01:00/) })
    expect((await post('/local/clock', { by: 'next' })).json()).toMatchObject({ moved: false })
    expect((await post('/local/clock', { to: '2024-10-01T00:00:00Z' })).json()).toMatchObject({ error: { code: 'not-later' } })
    expect((await post('/local/clock', { to: '2024-10-08T08:00:00+07:00' })).json()).toMatchObject({
      now: matching(/^2024-10-08T01:00/),
    })
    expect((await post('/local/clock', { by: 'week' })).statusCode).toBe(400)
  })

  test('stands outside a demo', async () => {
    house.ports.demo = false
    expect((await post('/local/clock', { by: 'hour' }, { 'accept-language': 'en-GB' })).json()).toEqual({
      error: { code: 'clock-not-movable', message: "The bot's time is the real one and cannot be moved." },
    })
    house.ports.demo = true
  })
})
