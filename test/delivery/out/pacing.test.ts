import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Limits, Rate } from '../../../src/channels/channel.ts'
import { createPacer, freeAt, shareLeft } from '../../../src/delivery/out/pacing.ts'

const limits: Limits = {
  bot: [{ count: 30, perMs: 1000 }],
  private: [{ count: 3, perMs: 3000 }],
  room: [
    { count: 3, perMs: 3000 },
    { count: 20, perMs: 60_000 },
  ],
}

/** Sends to one chat whenever the pacer lets it, looking again when the pacer says so. */
function sendAll(count: number, kind: 'private' | 'room', chat: (index: number) => string): number[] {
  const pacer = createPacer(limits)
  const sent: number[] = []
  for (let now = 0; sent.length < count; now = pacer.nextAt(now) ?? now)
    while (sent.length < count && pacer.left(now) > 0 && !pacer.resting(now).includes(chat(sent.length))) {
      pacer.take(chat(sent.length), kind, now)(now)
      sent.push(now)
    }
  return sent
}

describe('a pacer', () => {
  test('lets a chat have a short burst, then one a second on average', () => {
    expect(sendAll(7, 'private', () => 'one')).toEqual([0, 0, 0, 3000, 3000, 3000, 6000])
  })
  test('lets a group have 20 in a minute', () => {
    const sent = sendAll(41, 'room', () => 'group')
    expect([sent[19], sent[20], sent[40]]).toEqual([18_000, 60_000, 120_000])
  })
  test('lets 30 chats have one each in a second', () => {
    const sent = sendAll(90, 'private', (index) => `chat ${index}`)
    expect([sent[29], sent[30], sent[60]]).toEqual([0, 1000, 2000])
  })
  test('keeps its pace where a letter was answered before the moment that it was planned for', () => {
    const pacer = createPacer(limits)
    pacer.take('early', 'private', 10)(7)
    const sent: number[] = []
    for (let now = 20; now < 60_000; now = pacer.nextAt(now) ?? now + 1)
      while (pacer.left(now) > 0) {
        pacer.take(`chat ${sent.length}`, 'private', now)(now + 5)
        sent.push(now)
      }
    expect(sent.filter((at) => at >= 50_000)).toHaveLength(300)
  })
  test('rests a full chat alone', () => {
    const pacer = createPacer(limits)
    for (let i = 0; i < 3; i += 1) pacer.take('busy', 'private', 10)(10)
    pacer.take('calm', 'private', 10)(10)
    expect(pacer.resting(20)).toEqual(['busy'])
    expect(pacer.nextAt(20)).toBe(3010)
    expect(pacer.resting(3010)).toEqual([])
    expect(pacer.nextAt(3010)).toBeUndefined()
  })
  test('sends nothing while its platform wants a pause, and says when it is over', () => {
    const pacer = createPacer(limits)
    pacer.pause(5000)
    pacer.pause(2000)
    expect([pacer.left(4999), pacer.nextAt(1), pacer.left(5000)]).toEqual([0, 5000, 30])
  })
  test('counts a letter from when it may have arrived, by the shortest way that there was', () => {
    const pacer = createPacer({ bot: [{ count: 2, perMs: 1000 }], private: [], room: [] })
    for (let at = -400_000; at < 0; at += 1000) pacer.take('before', 'private', at)(at + 20)
    pacer.take('one', 'private', 0)(20)
    const answered = pacer.take('two', 'private', 100)
    expect(pacer.left(100)).toBe(0)
    answered(500)
    // It was on its way for 400 ms, of which it needed 20.
    expect([pacer.left(1001), pacer.left(1479), pacer.left(1480), pacer.left(1481)]).toEqual([1, 1, 2, 2])
  })
  test('does not take a slow while for the way', () => {
    const pacer = createPacer({ bot: [{ count: 1, perMs: 1000 }], private: [], room: [] })
    for (let at = -600_000; at < -100_000; at += 1000) pacer.take('before', 'private', at)(at + 20)
    for (let at = -100_000; at < 0; at += 1000) pacer.take('slow', 'private', at)(at + 300)
    pacer.take('one', 'private', 0)(300)
    expect([pacer.left(1279), pacer.left(1281)]).toEqual([0, 1])
    // Where it lasts the way has become longer.
    for (let at = 2000; at < 402_000; at += 1000) pacer.take('longer', 'private', at)(at + 300)
    pacer.take('two', 'private', 402_000)(402_300)
    expect([pacer.left(402_999), pacer.left(403_001)]).toEqual([0, 1])
  })
  test('counts the first letters from their answers: how long the way is nobody knows yet', () => {
    const pacer = createPacer({ bot: [{ count: 1, perMs: 1000 }], private: [], room: [] })
    pacer.take('one', 'private', 0)(30, 5)
    expect([pacer.left(1029), pacer.left(1031)]).toEqual([0, 1])
  })
  test('is not held up for long by one that hangs', () => {
    const pacer = createPacer({ bot: [{ count: 1, perMs: 2000 }], private: [], room: [] })
    pacer.take('one', 'private', 0)
    expect([pacer.left(2999), pacer.left(3001), pacer.nextAt(5)]).toEqual([0, 1, 3000])
  })
  test('is not slowed down by a long way where only what is sent counts', () => {
    const pacer = createPacer({ bot: [{ count: 1, perMs: 100 }], private: [], room: [] })
    pacer.take('one', 'private', 0)
    expect([pacer.left(99), pacer.left(101), pacer.nextAt(5)]).toEqual([0, 1, 100])
  })
  test('has no end where there are no limits', () => {
    const pacer = createPacer({ bot: [], private: [], room: [] })
    for (let i = 0; i < 1000; i += 1) pacer.take('chat', 'private', 0)(0)
    expect([pacer.left(0), pacer.resting(0), pacer.nextAt(0)]).toEqual([Infinity, [], undefined])
  })
})

test('whatever the rates and whenever one asks, no window ever holds more than its share', () => {
  const rates = fc.array(fc.record({ count: fc.integer({ min: 1, max: 20 }), perMs: fc.integer({ min: 1, max: 5000 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(rates, fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }), (given: Rate[], pauses) => {
      const sent: number[] = []
      let now = 0
      for (const pause of pauses) {
        now += pause
        const letters = sent.map((at) => ({ taken: at, at }))
        const may = shareLeft(letters, given, now)
        expect(may > 0).toBe(freeAt(letters, given) <= now)
        if (may > 0) sent.push(now)
      }
      for (const { count, perMs } of given)
        for (const from of sent) expect(sent.filter((at) => at >= from && at < from + perMs).length).toBeLessThanOrEqual(count)
    }),
  )
})
