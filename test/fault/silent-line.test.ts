import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction, isAlive, openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { onServer } from '../setup/server.ts'
import { emptyDatabase } from './town.ts'

/** A line to the database that can fall silent: nothing is refused and nothing is closed, nothing comes through. */
async function openLine(to: URL): Promise<{ port: number; silent: (silent: boolean) => void; close: () => void }> {
  const sockets = new Set<Socket>()
  let silence = false
  const server = createServer((near) => {
    const far = connect(Number(to.port || 5432), to.hostname)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => silence || into.write(bytes))
      from.on('error', () => into.destroy())
      from.on('close', () => into.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    silent: (now) => (silence = now),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

let place: Awaited<ReturnType<typeof emptyDatabase>>
let line: Awaited<ReturnType<typeof openLine>>
let db: Database
beforeAll(async () => {
  place = await emptyDatabase()
  const url = new URL(place.url)
  line = await openLine(new URL(place.url))
  url.hostname = '127.0.0.1'
  url.port = String(line.port)
  db = await openDatabase({ url: url.toString(), silenceMs: 400 })
})
afterAll(async () => {
  await db.close()
  line.close()
  await onServer(place.server, (admin) => admin.query(`drop database ${new URL(place.url).pathname.slice(1)} with (force)`))
})

test('a line that falls silent is given up, inside a transaction and outside, and the house goes on when it speaks again', async () => {
  expect(await isAlive(db)).toBe(true)
  line.silent(true)
  const began = performance.now()
  const given = await Promise.allSettled([
    db.sql('select 1 as one'),
    inTransaction(db, (tx) => tx.$queryRawUnsafe('select 1 as one')),
    db.prisma.chat.count(),
    db.notify('inbox'),
  ])
  expect(given.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  expect(performance.now() - began).toBeLessThan(20_000)
  line.silent(false)
  await expect.poll(() => isAlive(db).catch(() => false), { timeout: 20_000 }).toBe(true)
  expect(await inTransaction(db, (tx) => tx.$queryRawUnsafe('select 1 as one'))).toEqual([{ one: 1 }])
  await db.notify('inbox')
}, 60_000)
