import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showWork } from '../../src/delivery/in/show-work.ts'
import type { Body, Incoming } from '../../src/message/incoming.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const incoming = (body: Body): Incoming => ({
  id: '1:1:m1',
  chat: { channel: 'telegram', id: '7', kind: 'private' },
  person: { channel: 'telegram', id: '7' },
  at: '2024-10-04T01:00:00.000Z',
  body,
})
/** How often it is shown that something of so long is done. */
async function shownIn(ms: number, body: Body = { kind: 'text', text: '25' }): Promise<number> {
  const show = vi.fn()
  const done = showWork(incoming(body), show, () => new Promise((resolve) => setTimeout(resolve, ms)))
  await vi.advanceTimersByTimeAsync(60_000)
  await done
  return show.mock.calls.length
}

test('what a person waits for is shown from 0.8 seconds on, again while it lasts, and not after it', async () => {
  expect([await shownIn(700), await shownIn(900), await shownIn(6_000)]).toEqual([0, 1, 2])
})
test('what nobody waits for is not shown', async () => {
  expect(await shownIn(6_000, { kind: 'wake', conversation: 1, what: 'close' })).toBe(0)
  expect(await shownIn(6_000, { kind: 'membership', change: 'left' })).toBe(0)
})
test('what fails is shown no longer, and fails', async () => {
  const show = vi.fn()
  const failing = showWork(incoming({ kind: 'text', text: '25' }), show, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(show).not.toHaveBeenCalled()
})
