import type { Pool, PoolClient } from 'pg'
import { topics } from './topics.ts'
import type { Topic } from './topics.ts'

/** How long further wakings of the same kind are held back, to be sent as one: who hears one looks for all there is. */
const togetherMs = 50

/** Wakes who listens here at once, and other processes through the server. */
export type Ear = {
  tell: (topic: Topic, where?: 'here' | 'everywhere') => Promise<void>
  listen: (heard: (topic: Topic) => void) => Promise<void>
  close: () => void
}

/** Listens on a connection of its own and comes back by itself after the server was away; meanwhile the poll is the net. */
export function serverEar(pool: Pool): Ear {
  const listeners: ((topic: Topic) => void)[] = []
  const wakeHere = (topic: Topic) => listeners.forEach((heard) => heard(topic))
  let ear: { client: PoolClient; letGo: () => void } | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined
  const open = async (): Promise<void> => {
    if (closed) return
    const later = (): void => {
      if (!closed) again = setTimeout(() => void open(), 1000)
    }
    const client = await pool.connect().catch(() => undefined)
    if (!client) return later()
    let ours = true
    // Where the server is lost both the connection and what waits for its answer say so.
    const letGo = (): void => {
      if (!ours) return
      ours = false
      ear = undefined
      client.release(true)
      later()
    }
    // What this process has told on this connection comes back on it; it knows that already.
    const own = 'processID' in client ? client.processID : undefined
    client.on('notification', (n) => n.processId !== own && wakeHere(topics.find((topic) => topic === n.payload) ?? 'inbox'))
    client.on('error', letGo)
    const listening = await client.query('listen capaian').then(
      () => ours && !closed,
      () => false,
    )
    if (listening) ear = { client, letGo }
    else letGo()
  }

  const held = new Map<Topic, { timer: NodeJS.Timeout; more: boolean }>()
  // One after another, so that none overtakes the one before.
  let sending: Promise<unknown> = Promise.resolve()
  const send = async (topic: Topic): Promise<void> => {
    const sent = sending
      .catch(() => undefined)
      .then(() => (ear?.client ?? pool).query({ name: 'wake', text: `select pg_notify('capaian', $1)`, values: [topic] }))
    sending = sent
    await sent
  }
  const hold = (topic: Topic): void => {
    const timer = setTimeout(() => {
      const more = held.get(topic)?.more
      held.delete(topic)
      if (!more || closed) return
      hold(topic)
      // Whom this does not reach looks once a second.
      send(topic).catch(() => undefined)
    }, togetherMs)
    held.set(topic, { timer, more: false })
  }

  return {
    tell: async (topic, where = 'everywhere') => {
      wakeHere(topic)
      if (where === 'here') return
      const waiting = held.get(topic)
      if (waiting) {
        waiting.more = true
        return
      }
      hold(topic)
      await send(topic)
    },
    listen: async (heard) => {
      listeners.push(heard)
      if (listeners.length === 1) await open()
    },
    close: () => {
      closed = true
      clearTimeout(again)
      for (const { timer } of held.values()) clearTimeout(timer)
      ear?.letGo()
    },
  }
}
