import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { noLimits } from '../../src/channels/channel.ts'
import type { Delivery, Limits } from '../../src/channels/channel.ts'
import { systemClock } from '../../src/clock.ts'
import { handOver } from '../../src/delivery/out/hand-over.ts'
import type { HandOver } from '../../src/delivery/out/hand-over.ts'
import { leadOn } from '../../src/delivery/out/lead.ts'
import { noMeter } from '../../src/delivery/meter.ts'
import { sendingSeconds, startSender } from '../../src/delivery/out/sender.ts'
import type { Sender } from '../../src/delivery/out/sender.ts'
import { createLetterWriter } from '../../src/delivery/out/write-letter.ts'
import { bothTongues } from '../../src/house.ts'
import { createLogger } from '../../src/logger.ts'
import { commitTurn } from '../../src/store/chats/commit-turn.ts'
import type { Committed, LetterRow } from '../../src/store/chats/commit-turn.ts'
import { addLetters } from '../../src/store/chats/outbox-add.ts'
import type { Database } from '../../src/store/database/database.ts'
import { freshDatabase } from '../setup/database.ts'
import { aChannel } from './a-channel.ts'
import { textOf } from './spoken-house.ts'

let db: Database
let sender: Sender
const sent: string[] = []
/** What the platform says to the next ones, instead of taking them. */
const refusals: Delivery[] = []
const at = () => new Date().toISOString()

beforeAll(async () => {
  db = await freshDatabase()
})
beforeEach(async () => {
  await db.sql(`truncate inbox, outbox, chat, sender_lead cascade`)
  await db.sql(
    `insert into chat (key, channel, platform_id, kind) select 'telegram:' || n, 'telegram', n, 'private' from generate_series(1, 9) n`,
  )
  sent.length = 0
  refusals.length = 0
})
afterEach(() => sender.stop())
afterAll(() => db.close())

async function open(limits: Limits = noLimits): Promise<void> {
  const channel = aChannel({
    limits,
    send: async ({ chat, parts }) => {
      const refusal = refusals.shift()
      if (refusal) return refusal
      sent.push(`${chat.id} ${textOf(parts)}`)
      return { kind: 'sent', id: String(sent.length) }
    },
  })
  const parts = { db, clock: systemClock, logger: createLogger({ level: 'silent' }), meter: noMeter, tongues: bothTongues() }
  sender = startSender(channel, {
    ...parts,
    makeFile: async () => undefined,
    writeLetter: createLetterWriter(parts),
    // As on a server, where other processes may send, on whichever database this runs.
    lead: leadOn({ ...db, kind: 'server' }, 'telegram', limits),
  })
  await expect.poll(() => sender.leads()).toBe(true)
}

const body = (text: string) => ({ parts: [{ kind: 'paragraph' as const, spans: [{ text }] }], urgency: 'answer' as const })
const lettersTo = (chat: number, ...texts: string[]): LetterRow[] =>
  texts.map((text) => ({ chatKey: `telegram:${chat}`, personId: null, body: body(text), urgency: 'answer', sendAfter: at() }))

/** Commits a turn that says so, up to where the letters would be sent. */
async function committed(letters: LetterRow[]): Promise<{ over: HandOver; done: Committed }> {
  const over = handOver(letters, at(), (chatKey) => sender.place(chatKey))
  const [row] = await db.sql<{ id: number }>(
    `insert into inbox (channel, platform_id, chat_key, body, received_at, due_at)
     values ('telegram', gen_random_uuid(), 'telegram:1', '{}', now(), now()) returning id`,
  )
  const rows = { inboxId: row?.id ?? 0, at: at(), chatKey: 'telegram:1', personId: null, laid: [], letters }
  return { over, done: await commitTurn(db, rows, { sendingSeconds, handed: over.handed }) }
}
const says = async (letters: LetterRow[]): Promise<void> => {
  const { over, done } = await committed(letters)
  over.begin(done.handed)
}
const left = () => db.sql(`select attempts, locked_until is not null as held from outbox where done_at is null order by id`)
const allGone = () => expect.poll(left, { timeout: 5_000 }).toEqual([])

test('the letters of a turn go in the order of their chats, each once, and are noted', async () => {
  await open()
  await says([...lettersTo(1, 'satu', 'dua', 'tiga'), ...lettersTo(2, 'kabar')])
  await allGone()
  expect(sent.filter((one) => one.startsWith('1'))).toEqual(['1 satu', '1 dua', '1 tiga'])
  expect(sent.filter((one) => one.startsWith('2'))).toEqual(['2 kabar'])
})

test('where one is put off, those behind it wait for it', async () => {
  await open()
  refusals.push({ kind: 'later', afterMs: 300, why: 'too many requests', scope: 'chat' })
  await says(lettersTo(1, 'satu', 'dua'))
  await expect.poll(left).toMatchObject([{ attempts: 1 }, { attempts: 0, held: false }])
  expect(sent).toEqual([])
  await allGone()
  expect(sent).toEqual(['1 satu', '1 dua'])
})

test('what the platform allows for a chat is kept: the rest goes when it may', async () => {
  await open({ bot: [], private: [{ count: 2, perMs: 400 }], room: [] })
  const began = performance.now()
  await says(lettersTo(1, 'satu', 'dua', 'tiga'))
  await allGone()
  expect(sent).toEqual(['1 satu', '1 dua', '1 tiga'])
  expect(performance.now() - began).toBeGreaterThan(400)
})

test('while room is kept for a chat nobody else takes its letters, and they follow without a wait', async () => {
  await open()
  const { over, done } = await committed(lettersTo(1, 'satu'))
  expect(sender.place('telegram:1')).toBeUndefined()
  await addLetters(db, [{ chatKey: 'telegram:1', body: body('dua'), urgency: 'answer', sendAfter: at() }])
  sender.wake()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(sent).toEqual([])
  const began = performance.now()
  over.begin(done.handed)
  await expect.poll(() => sent, { interval: 5 }).toEqual(['1 satu', '1 dua'])
  // The net is a second.
  expect(performance.now() - began).toBeLessThan(700)
})

test('where nobody knows whether a turn was committed, what it said goes all the same, once', async () => {
  await open()
  const { over } = await committed(lettersTo(1, 'satu', 'dua'))
  over.doubt()
  await allGone()
  expect(sent).toEqual(['1 satu', '1 dua'])
  expect(sender.place('telegram:1')).toBeDefined()
})

test('a pause that the platform asks for meanwhile holds for them too', async () => {
  await open()
  const { over, done } = await committed(lettersTo(1, 'satu'))
  refusals.push({ kind: 'later', afterMs: 1_500, why: 'too many requests', scope: 'bot' })
  const paused = performance.now()
  await says(lettersTo(2, 'kabar'))
  await expect.poll(() => refusals).toEqual([])
  await expect.poll(() => sender.place('telegram:3')).toBeUndefined()
  over.begin(done.handed)
  await allGone()
  expect(performance.now() - paused).toBeGreaterThan(1_500)
  expect([...sent].sort()).toEqual(['1 satu', '2 kabar'])
})

test('what is committed while the house stops is there for the next, untried', async () => {
  await open()
  const { over, done } = await committed(lettersTo(1, 'satu'))
  await sender.stop()
  over.begin(done.handed)
  await expect.poll(left).toEqual([{ attempts: 0, held: false }])
  expect(sent).toEqual([])
})
