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
      pacer.take(chat(sent.length), kind, now)
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
  test('rests a full chat alone', () => {
    const pacer = createPacer(limits)
    for (let i = 0; i < 3; i += 1) pacer.take('busy', 'private', 10)
    pacer.take('calm', 'private', 10)
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
  test('has no end where there are no limits', () => {
    const pacer = createPacer({ bot: [], private: [], room: [] })
    for (let i = 0; i < 1000; i += 1) pacer.take('chat', 'private', 0)
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
        const may = shareLeft(sent, given, now)
        expect(may > 0).toBe(freeAt(sent, given) <= now)
        if (may > 0) sent.push(now)
      }
      for (const { count, perMs } of given)
        for (const from of sent) expect(sent.filter((at) => at >= from && at < from + perMs).length).toBeLessThanOrEqual(count)
    }),
  )
})
