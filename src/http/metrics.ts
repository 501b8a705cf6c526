import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from '../delivery/meter.ts'
import { refusedRequest } from './guard.ts'

/** What waits now, as the store tells it. */
export type Waiting = {
  inbox: { open: number; oldestSeconds: number; setAside: number }
  outbox: { urgency: string; open: number; oldestSeconds: number }[]
}

/** The figures that Prometheus reads: what the house counts of itself, and what waits in the database. */
export type Metrics = { meter: Meter; routes: (server: FastifyInstance) => void }

/**
 * Adds `GET /metrics`, in the text form of Prometheus. Labels name channels, urgencies and outcomes, never people, chats or texts.
 *
 * It answers on loopback alone, by the same guard as the local chat: the numbers tell how much an office works and when. Where Prometheus
 * runs on another machine, a proxy in front hands this one path on, to whomever it trusts, as `Host: 127.0.0.1` and without forwarding
 * headers; so there is no token more to keep.
 */
export function createMetrics(waiting: () => Promise<Waiting>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const letters = new Counter({
    name: 'capaian_letters_total',
    help: 'Letters in, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'capaian_letter_seconds',
    help: 'How long a letter took to be handled.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const sends = new Counter({
    name: 'capaian_sends_total',
    help: 'Attempts to send, by what became of them.',
    labelNames: ['channel', 'outcome'],
    registers,
  })
  const ticks = new Counter({ name: 'capaian_ticks_total', help: 'Looks at the calendar.', registers })
  const found = new Counter({
    name: 'capaian_tick_deeds_total',
    help: 'What the looks at the calendar found to do.',
    labelNames: ['what'],
    registers,
  })
  const open = new Gauge({ name: 'capaian_inbox_open', help: 'Letters in that wait to be handled.', registers })
  const age = new Gauge({ name: 'capaian_inbox_oldest_seconds', help: 'How long the oldest of them has waited.', registers })
  const aside = new Gauge({
    name: 'capaian_inbox_set_aside',
    help: 'Letters in that failed five times and wait for an operator.',
    registers,
  })
  const outOpen = new Gauge({ name: 'capaian_outbox_open', help: 'Letters out that are due.', labelNames: ['urgency'], registers })
  const outAge = new Gauge({
    name: 'capaian_outbox_oldest_seconds',
    help: 'How long the oldest of them has been due.',
    labelNames: ['urgency'],
    registers,
  })

  const look = async (): Promise<void> => {
    const { inbox, outbox } = await waiting()
    open.set(inbox.open)
    age.set(Math.max(0, inbox.oldestSeconds))
    aside.set(inbox.setAside)
    for (const { urgency, open: count, oldestSeconds } of outbox) {
      outOpen.set({ urgency }, count)
      outAge.set({ urgency }, Math.max(0, oldestSeconds))
    }
  }

  return {
    meter: {
      letter: (outcome, ms, count = 1) => {
        letters.inc({ outcome }, count)
        if (outcome === 'done') seconds.observe(ms / 1000)
      },
      sent: (channel, outcome) => sends.inc({ channel, outcome }),
      ticked: () => ticks.inc(),
      did: (counts) => {
        for (const [what, count] of Object.entries(counts)) if (count > 0) found.inc({ what }, count)
      },
    },
    routes: (server) => {
      server.get('/metrics', async (request, reply) => {
        const refused = refusedRequest(request)
        if (refused) return reply.code(403).send({ error: { code: refused } })
        await look()
        return reply.type(registry.contentType).send(await registry.metrics())
      })
    },
  }
}
