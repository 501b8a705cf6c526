import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bell } from './bell.ts'
import type { LocalPorts } from './ports.ts'
import { Problem } from './problem.ts'
import { read, shownOf } from './request.ts'

const Move = z.union([z.strictObject({ by: z.enum(['hour', 'day', 'next']) }), z.strictObject({ to: z.iso.datetime({ offset: true }) })])
const steps = { hour: 3_600_000, day: 86_400_000 } as const

/** Reading the house's clock and, in a demo, moving it forward. */
export function clockRoutes(server: FastifyInstance, ports: LocalPorts, bell: Bell): void {
  const { clock, platform } = ports

  server.get('/local/clock', async (request) => {
    const first = (await platform.seats(shownOf(request, ports), clock.now()))[0]
    return { ...shownClock(ports), zone: first?.government.zone ?? 'Asia/Jakarta' }
  })

  server.post('/local/clock', async (request) => {
    const move = read(Move, request.body)
    if (!ports.demo) throw new Problem('clock-not-movable')
    const from = clock.now()
    const to = 'to' in move ? new Date(move.to) : move.by === 'next' ? await ports.nextMoment() : new Date(from.getTime() + steps[move.by])
    if (to && to <= from && 'to' in move) throw new Problem('not-later')
    const moved = to !== undefined && to > from
    if (moved) await ports.moveClock(to)
    bell.ring()
    return { ...shownClock(ports), moved }
  })
}

const shownClock = ({ clock, demo }: LocalPorts) => ({ now: clock.now().toISOString(), movable: demo })
