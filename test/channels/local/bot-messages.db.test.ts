import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LocalHouse } from './local-house.ts'
import { openLocalHouse, privateChat } from './local-house.ts'

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
const get = (url: string, headers: Record<string, string> = {}) => house.server.inject({ url, headers: { ...host, ...headers } })
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.server.inject({ method: 'POST', url, payload, headers: { ...host, ...headers } })
const say = [{ kind: 'paragraph' as const, spans: [{ text: 'Berapa realisasinya?' }] }]

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
