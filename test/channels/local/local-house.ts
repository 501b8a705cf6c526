import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Channel, Keep, Outgoing } from '../../../src/channels/channel.ts'
import { createLocalChannel } from '../../../src/channels/local/local-channel.ts'
import type { LocalPorts } from '../../../src/channels/local/ports.ts'
import { movableClock } from '../../../src/clock.ts'
import { createServer } from '../../../src/http/server.ts'
import type { Incoming } from '../../../src/message/incoming.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { createLocalPlatform } from '../../../src/store/local/local-platform.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { freshDatabase } from '../../setup/database.ts'
import { seedSeats } from './seed-seats.ts'

export const otherToken = 'kunci-dari-tautan'

/** A house with nothing but the local channel: what it keeps goes to `bot`, as the inbox would give it to the conversations. */
export type LocalHouse = {
  server: FastifyInstance
  channel: Channel
  db: Database
  ports: LocalPorts
  /** Everything that was kept, each once, as the inbox keeps it. */
  kept: Incoming[]
  /** Set to fail the next keeping. */
  trouble: { keep: boolean }
  /** What happens with each incoming that is kept. */
  bot: { answer: (incoming: Incoming, send: (outgoing: Partial<Outgoing>) => Promise<string>) => Promise<void> }
  send: (outgoing: Partial<Outgoing> & Pick<Outgoing, 'chat'>) => Promise<string>
  close: () => Promise<void>
}

export async function openLocalHouse(): Promise<LocalHouse> {
  const db = await freshDatabase()
  await seedSeats(db)
  const folder = await mkdtemp(join(tmpdir(), 'capaian-local-'))
  const clock = movableClock(new Date('2024-10-04T01:00:00Z'))
  const ports: LocalPorts = {
    platform: createLocalPlatform(db),
    files: createFileStore(db, join(folder, 'files')),
    clock,
    demo: true,
    moveClock: async (to) => clock.moveTo(to),
    nextMoment: async () => new Date('2024-10-07T01:00:00Z'),
    texts: { id: createTexts('id'), en: createTexts('en') },
    others: { governments: ['kota-lain'], token: otherToken },
    openSeats: [],
  }
  const channel = createLocalChannel(ports)
  let outboxId = 0
  const send: LocalHouse['send'] = async (outgoing) => {
    const delivery = await channel.send({ outboxId: ++outboxId, parts: [], buttons: [], urgency: 'answer', ...outgoing })
    if (delivery.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(delivery)}`)
    return delivery.id
  }
  const kept: Incoming[] = []
  const bot: LocalHouse['bot'] = { answer: async () => undefined }
  const trouble = { keep: false }
  const keep: Keep = async (incoming) => {
    if (trouble.keep) {
      trouble.keep = false
      throw new Error('the database is away')
    }
    if (kept.some(({ id }) => id === incoming.id)) return
    kept.push(incoming)
    await bot.answer(incoming, (outgoing) => send({ chat: incoming.chat, ...outgoing }))
  }
  const server = await createServer({ logger: pino({ level: 'silent' }), channels: [channel], keep, ready: async () => true })
  await channel.start(keep)
  return {
    server,
    channel,
    db,
    ports,
    kept,
    trouble,
    bot,
    send,
    close: async () => {
      await channel.stop()
      await server.close()
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A private chat of the local channel. */
export const privateChat = (id: string) => ({ channel: 'local', id, kind: 'private' }) as const
export const roomChat = (id: string) => ({ channel: 'local', id, kind: 'room' }) as const
