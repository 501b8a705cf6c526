import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery, Limits } from '../../src/channels/channel.ts'
import { systemClock } from '../../src/clock.ts'
import { leadOn } from '../../src/delivery/out/lead.ts'
import { noMeter } from '../../src/delivery/meter.ts'
import { createLetterWriter } from '../../src/delivery/out/write-letter.ts'
import { startSender } from '../../src/delivery/out/sender.ts'
import type { WakefulLoop } from '../../src/delivery/wakeful-loop.ts'
import { bothTongues } from '../../src/house.ts'
import { createLogger } from '../../src/logger.ts'
import type { Database } from '../../src/store/database/database.ts'
import { claimLetters } from '../../src/store/chats/outbox.ts'
import { ownMark } from '../../src/store/database/process-mark.ts'
import { askForLead, leaveLead, pauseLead, wentLately } from '../../src/store/chats/sender-lead.ts'
import { freshDatabase } from '../setup/database.ts'
import { aChannel } from './a-channel.ts'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
beforeEach(async () => {
  for (const table of ['outbox', 'chat', 'sender_lead']) await db.sql(`delete from ${table}`)
})
afterAll(() => db.close())

/** So many letters, each to a person of its own, or all to one group; due a moment ago by the database's clock and by ours, which is coarser. */
const write = (count: number, to: 'people' | 'group'): Promise<unknown> =>
  db.sql(
    `with chats as (
       insert into chat (key, channel, platform_id, kind)
       select 'telegram:' || n, 'telegram', n, case when $2 then 'private' else 'room' end
       from generate_series(1, case when $2 then $1 else 1 end) as n on conflict (key) do nothing)
     insert into outbox (chat_key, body, urgency, send_after)
     select 'telegram:' || case when $2 then n else 1 end, '{"parts":[],"urgency":"bulk"}', 'bulk', clock_timestamp() - interval '1 second' from generate_series(1, $1) as n`,
    [count, to === 'people'],
  )

describe('the lead on a channel', () => {
  const ask = (holder: string, seconds = 5, dead: string | null = null) => askForLead(db, 'telegram', holder, seconds, dead)

  test('is had by whoever asks first, kept by asking again, and by nobody else until it is left', async () => {
    expect(await ask('a')).toEqual({ mine: true, kept: false, before: null, pausedMs: 0 })
    expect(await ask('b')).toMatchObject({ mine: false, before: 'a' })
    expect(await ask('a')).toMatchObject({ mine: true, kept: true })
    await leaveLead(db, 'telegram', 'b')
    expect(await ask('b')).toMatchObject({ mine: false })
    await leaveLead(db, 'telegram', 'a')
    expect(await ask('b')).toMatchObject({ mine: true, kept: false, before: 'a' })
    expect(await askForLead(db, 'slack', 'a', 5, null)).toMatchObject({ mine: true })
  })
  test('ends with its time, and at once where its holder is known to be dead', async () => {
    await ask('a', 0.05)
    await sleep(80)
    expect(await ask('b')).toMatchObject({ mine: true, kept: false })
    expect(await ask('a')).toMatchObject({ mine: false })
    expect(await ask('a', 5, 'b')).toMatchObject({ mine: true, kept: false })
    // Who comes too late for a dead one takes it from nobody else.
    expect(await ask('c', 5, 'b')).toMatchObject({ mine: false, before: 'a' })
  })
  test('hands on a pause that the platform asked for', async () => {
    await ask('a')
    await pauseLead(db, 'telegram', 'a', 9_000)
    await pauseLead(db, 'telegram', 'a', 1_000)
    await pauseLead(db, 'telegram', 'b', 90_000)
    await leaveLead(db, 'telegram', 'a')
    const { pausedMs } = await ask('b')
    expect(pausedMs).toBeGreaterThan(7_000)
    expect(pausedMs).toBeLessThanOrEqual(9_000)
  })
  test('is looked at in the moment in which letters are taken', async () => {
    await write(3, 'people')
    await ask('a')
    expect(await claimLetters(db, 'telegram', new Date(), 1, 60, [], 'a')).toHaveLength(1)
    expect(await claimLetters(db, 'telegram', new Date(), 1, 60, [], 'b')).toHaveLength(0)
    await db.sql(`update sender_lead set held_until = clock_timestamp() - interval '1 millisecond'`)
    expect(await claimLetters(db, 'telegram', new Date(), 1, 60, [], 'a')).toHaveLength(0)
  })
  test('comes with what went before, and what is on its way', async () => {
    await write(4, 'people')
    await db.sql(`update outbox set done_at = clock_timestamp() - interval '20 seconds' where chat_key = 'telegram:1'`)
    await db.sql(`update outbox set done_at = clock_timestamp() - interval '80 seconds' where chat_key = 'telegram:2'`)
    await claimLetters(db, 'telegram', new Date(), 1, 60)
    const went = await wentLately(db, 'telegram', 60)
    expect(went).toMatchObject([
      { chatKey: 'telegram:1', kind: 'private' },
      { chatKey: 'telegram:3', agoMs: 0 },
    ])
    expect(went[0]?.agoMs).toBeGreaterThanOrEqual(20_000)
    expect(went[0]?.agoMs).toBeLessThan(50_000)
    expect(await wentLately(db, 'slack', 60)).toEqual([])
  })
})

/** A platform that notes when something came; several senders may stand before it. */
function openPlatform(limits: Limits) {
  const came: { at: number; by: string; chat: string }[] = []
  const answer = { refusal: undefined as Delivery | undefined }
  const senders: WakefulLoop[] = []
  const logger = createLogger({ level: 'silent' })
  const tongues = bothTongues()
  const open = (by: string): WakefulLoop => {
    const channel = aChannel({
      limits,
      send: async ({ chat }) => {
        const { refusal } = answer
        answer.refusal = undefined
        if (refusal) return refusal
        came.push({ at: performance.now(), by, chat: chat.id })
        return { kind: 'sent', id: String(came.length) }
      },
    })
    // As on a server, where other processes may send, on whichever database this runs.
    const lead = leadOn({ ...db, kind: 'server' }, 'telegram', limits)
    const makeFile = async () => undefined
    const sender = startSender(channel, {
      db,
      clock: systemClock,
      logger,
      meter: noMeter,
      tongues,
      makeFile,
      writeLetter: createLetterWriter({ db, clock: systemClock, tongues }),
      lead,
    })
    senders.push(sender)
    return sender
  }
  return { came, answer, open, close: () => Promise.all(senders.map((sender) => sender.stop())) }
}

const most = (times: number[], withinMs: number): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + withinMs).length))

describe('several senders', () => {
  const limits: Limits = { bot: [{ count: 20, perMs: 1_000 }], private: [], room: [{ count: 4, perMs: 60_000 }] }

  test('send no more together than one may alone, everything once, and the next goes on where one stops', async () => {
    const platform = openPlatform(limits)
    await write(70, 'people')
    const senders = ['a', 'b', 'c'].map(platform.open)
    await expect.poll(() => platform.came.length, { timeout: 10_000 }).toBeGreaterThan(25)
    const first = platform.came[0]?.by ?? ''
    expect(new Set(platform.came.map(({ by }) => by))).toEqual(new Set([first]))
    await senders['abc'.indexOf(first)]?.stop()
    await expect.poll(() => platform.came.length, { timeout: 20_000 }).toBe(70)
    await platform.close()
    expect(new Set(platform.came.map(({ by }) => by)).size).toBeGreaterThan(1)
    expect(new Set(platform.came.map(({ chat }) => chat)).size).toBe(70)
    expect(
      most(
        platform.came.map(({ at }) => at),
        990,
      ),
    ).toBeLessThanOrEqual(20)
  })

  test('count a group’s minute together', async () => {
    const platform = openPlatform(limits)
    await write(6, 'group')
    const first = platform.open('a')
    await expect.poll(() => platform.came.length, { timeout: 10_000 }).toBe(4)
    await first.stop()
    platform.open('b')
    await sleep(1_500)
    await platform.close()
    expect(platform.came).toHaveLength(4)
  })

  test('obey a pause of the bot together', async () => {
    const platform = openPlatform(limits)
    await write(2, 'people')
    platform.answer.refusal = { kind: 'later', afterMs: 3_000, scope: 'bot', why: '429' }
    const began = performance.now()
    const first = platform.open('a')
    await expect.poll(async () => (await db.sql(`select 1 from sender_lead where paused_until is not null`)).length).toBe(1)
    await first.stop()
    platform.open('b')
    await expect.poll(() => platform.came.length, { timeout: 15_000 }).toBe(2)
    await platform.close()
    // The letter that met no refusal may have gone in the same moment.
    expect(platform.came.filter(({ by }) => by === 'b').every(({ at }) => at - began >= 2_990)).toBe(true)
  })

  test('take over from one that says nothing any more, within seconds', async () => {
    await askForLead(db, 'telegram', JSON.stringify({ ...ownMark(), id: 'stalled' }), 5, null)
    const platform = openPlatform(limits)
    await write(1, 'people')
    const began = performance.now()
    platform.open('b')
    await sleep(2_000)
    expect(platform.came).toEqual([])
    await expect.poll(() => platform.came.length, { timeout: 10_000 }).toBe(1)
    await platform.close()
    expect(performance.now() - began).toBeLessThan(8_000)
  })

  test('take over at once from one that is seen to be dead, with what it was sending', async () => {
    await askForLead(db, 'telegram', JSON.stringify({ ...ownMark(), pid: 2 ** 22 + 1, id: 'dead' }), 5, null)
    await write(1, 'people')
    await claimLetters(db, 'telegram', new Date(), 1, 60)
    const platform = openPlatform(limits)
    platform.open('b')
    await expect.poll(() => platform.came.length, { timeout: 3_000 }).toBe(1)
    await platform.close()
  })
})
