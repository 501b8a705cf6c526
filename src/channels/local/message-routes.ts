import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bell } from './bell.ts'
import { commands } from './commands.ts'
import type { Deeds } from './deeds.ts'
import type { LocalPorts } from './ports.ts'
import { Problem } from './problem.ts'
import { GivenId, read, seatOf, shownOf } from './request.ts'
import { showMessage } from './render.ts'
import { findPlace, findSeat, listSeats } from './seats.ts'

/** As long as the strictest platform's messages. */
const longestText = 4096
const pageSize = 200

const Text = z.object({ id: GivenId.optional(), text: z.string(), as: z.string().optional(), replyTo: z.string().optional() })
const Press = z
  .object({
    id: GivenId.optional(),
    message: z.string().optional(),
    token: z.string().max(64).optional(),
    label: z.string().optional(),
    as: z.string().optional(),
  })
  .refine(({ token, label }) => (token === undefined) !== (label === undefined))
/** Revisions and ids; larger ones there are none. */
const whole = z.coerce
  .number()
  .int()
  .nonnegative()
  .max(2 ** 31 - 1)
const Since = z.object({
  after: whole.optional(),
  before: whole.optional(),
  limit: whole.max(500).optional(),
  wait: z.coerce.number().min(0).max(60).optional(),
})

/** Seats, their messages, and what they say and press. */
export function messageRoutes(server: FastifyInstance, ports: LocalPorts, deeds: Deeds, bell: Bell): void {
  const { platform } = ports

  server.get('/local/seats', async (request) => {
    const shown = shownOf(request, ports)
    await platform.admit(shown)
    return { seats: await listSeats(ports, shown), commands: [...commands], revision: await platform.revision() }
  })

  server.get('/local/seats/:government/:seat/messages', async (request) => {
    const { id } = await findSeat(ports, shownOf(request, ports), seatOf(request))
    const { after, before, limit = pageSize, wait = 0 } = read(Since, request.query)
    if (after === undefined) {
      const revision = await platform.revision()
      const rows = await platform.newest(id, limit, before)
      return { revision, more: rows.length === limit, messages: rows.map(showMessage) }
    }
    const until = performance.now() + wait * 1000
    for (let seen = after; ;) {
      const rows = await platform.changedIn(id, after, limit)
      const left = until - performance.now()
      if (rows.length > 0 || left <= 0 || bell.stopped()) {
        return { revision: rows.at(-1)?.revision ?? after, more: rows.length === limit, messages: rows.map(showMessage).sort(byId) }
      }
      seen = Math.max(await bell.wait(seen, left), seen)
    }
  })

  /** What changed anywhere that the request may see: the page asks for those seats then. */
  server.get('/local/changes', async (request) => {
    const { after = 0, wait = 0 } = read(Since, request.query)
    const revision = await bell.wait(after, wait * 1000)
    const seen = new Set((await platform.seats(shownOf(request, ports), ports.clock.now())).map(({ id }) => id))
    return { revision, seats: (await platform.changedChats(after)).filter((id) => seen.has(id)) }
  })

  server.post('/local/seats/:government/:seat/messages', async (request, reply) => {
    const { id = randomUUID(), text, as, replyTo } = read(Text, request.body)
    if (text.trim() === '') throw new Problem('empty')
    if (text.length > longestText) throw new Problem('too-long')
    const place = await findPlace(ports, shownOf(request, ports), seatOf(request), as)
    const { row, repeated } = await deeds.say(place, { id, text: text.trim(), ...(replyTo !== undefined && { replyTo }) })
    return reply.code(repeated ? 200 : 201).send({ message: showMessage(row) })
  })

  server.post('/local/seats/:government/:seat/presses', async (request) => {
    const { id = randomUUID(), as, ...press } = read(Press, request.body)
    const place = await findPlace(ports, shownOf(request, ports), seatOf(request), as)
    return { message: showMessage(await deeds.press(place, { id, ...press })) }
  })
}

const byId = (a: { id: string }, b: { id: string }): number => Number(a.id) - Number(b.id)
