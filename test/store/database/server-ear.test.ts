import { EventEmitter } from 'node:events'
import type { Pool } from 'pg'
import { expect, test, vi } from 'vitest'
import { serverEar } from '../../../src/store/database/server-ear.ts'

/** A connection that says what happens to it; `answers`: whether the server does. */
class Connection extends EventEmitter {
  released = 0
  readonly answers: () => Promise<unknown>
  constructor(answers: () => Promise<unknown>) {
    super()
    this.answers = answers
  }
  query = () => this.answers()
  release = () => void (this.released += 1)
}

const onPool = (connect: () => Promise<Connection>) => serverEar({ connect } as unknown as Pool)
const held = (all: readonly Connection[]) => all.filter(({ released }) => released === 0).length

test('a server that goes while it is listened to costs no connection, and one listens when it is back', async () => {
  vi.useFakeTimers()
  const all: Connection[] = []
  const ear = onPool(async () => {
    const fresh: Connection = new Connection(async () => {
      if (all.length > 2) return
      // As pg does: all that waits for an answer fails, and the connection says so too.
      queueMicrotask(() => fresh.emit('error', new Error('the server is gone')))
      throw new Error('the server is gone')
    })
    all.push(fresh)
    return fresh
  })
  await ear.listen(() => undefined)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(all.map(({ released }) => released)).toEqual([1, 1, 0])
  ear.close()
  expect(held(all)).toBe(0)
  vi.useRealTimers()
})

test('what was still connecting when the house was closed is let go', async () => {
  const fresh = new Connection(() => Promise.resolve())
  let come: (connection: Connection) => void = () => undefined
  const ear = onPool(() => new Promise((resolve) => (come = resolve)))
  const listening = ear.listen(() => undefined)
  ear.close()
  come(fresh)
  await listening
  expect(fresh.released).toBe(1)
})
