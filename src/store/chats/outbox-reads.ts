import { z } from 'zod'
import type { ReportKey } from '../../domain/requests/requests.ts'
import type { Raw } from '../plans/indicator-place.ts'

const Items = z.array(
  z.object({
    indicatorId: z.number(),
    year: z.number(),
    quarter: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  }),
)

/** The newest numbered list that a person was shown in a chat: what “2: 87,75” refers to. */
export async function lastTaskList(tx: Raw, chatKey: string, personId: number): Promise<ReportKey[]> {
  const rows = await tx.$queryRawUnsafe<{ items: unknown }[]>(
    `select body->'about'->'items' as items from outbox where chat_key = $1 and topic = $2 order by id desc limit 1`,
    chatKey,
    `tasks:${personId}`,
  )
  return rows[0] ? Items.parse(rows[0].items) : []
}
