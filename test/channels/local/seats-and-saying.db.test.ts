import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
        id: 'local:kota-bekasi/kabag-hukum:said:satu',
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
    expect(house.kept.map(({ id }) => id)).toEqual(['local:kota-bekasi/kabag-hukum:said:gagal'])
  })

  test('empty, too long and malformed are refused', async () => {
    const code = async (payload: object) => (await post(`${hukum}/messages`, payload)).json<{ error: { code: string } }>().error.code
    expect(await code({ text: '  ' })).toBe('empty')
    expect(await code({ text: 'x'.repeat(4097) })).toBe('too-long')
    expect(await code({ words: 'x' })).toBe('bad-request')
    expect(await code({ text: 'x', id: 'a b' })).toBe('bad-request')
    expect(await code({ text: 'x', replyTo: '999999' })).toBe('unknown-message')
    expect(house.kept).toEqual([])
    for (const asked of ['after=9007199254740991', 'before=3000000000'])
      expect((await get(`${hukum}/messages?${asked}`)).json()).toMatchObject({ error: { code: 'bad-request' } })
  })

  test('what the database can not hold is left out, on the page too', async () => {
    const said = await post(`${hukum}/messages`, { text: '2\u00005 \ud800' })
    expect(said.statusCode).toBe(201)
    expect(said.json()).toMatchObject({ message: { parts: [{ spans: [{ text: '25 \ufffd' }] }] } })
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
