import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { shownTo } from './access.ts'
import type { LocalPorts, Shown } from './ports.ts'
import { Problem } from './problem.ts'
import { storable } from '../../message/storable.ts'

/** The id that a sender gives, so that the same request again does nothing. */
export const GivenId = z.string().regex(/^[\w.:-]{1,64}$/)

const SeatParameters = z.object({ government: z.string().min(1), seat: z.string().min(1) })

/** The seat that an address names: `/local/seats/kota-bekasi/kabag-hukum/...`. */
export function seatOf(request: FastifyRequest): string {
  const { government, seat } = read(SeatParameters, request.params)
  return `${government}/${seat}`
}

export const shownOf = (request: FastifyRequest, { others }: Pick<LocalPorts, 'others'>): Shown => shownTo(request, others)

/** What was sent, by its schema and as the database can hold it. Throws `bad-request` where it does not fit. */
export function read<Schema extends z.ZodType<object>>(schema: Schema, value: unknown): z.output<Schema> {
  const found = schema.safeParse(value)
  if (!found.success) throw new Problem('bad-request')
  return storable(found.data)
}
