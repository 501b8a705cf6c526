import { z } from 'zod'
import type { ReportKey } from '../../domain/requests/requests.ts'
import type { Raw } from '../plans/indicator-place.ts'

const Key = z.object({
  indicatorId: z.number(),
  year: z.number(),
  quarter: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
})
const Items = z.array(Key)

/** The newest numbered list that a person was shown in a chat: what “2: 87,75” refers to. */
export async function lastTaskList(tx: Raw, chatKey: string, personId: number): Promise<ReportKey[]> {
  const rows = await tx.$queryRawUnsafe<{ items: unknown }[]>(
    `select body->'about'->'items' as items from outbox where chat_key = $1 and topic = $2 order by id desc limit 1`,
    chatKey,
    `tasks:${personId}`,
  )
  return rows[0] ? Items.parse(rows[0].items) : []
}

/** What a person's newest conversation was about that heard a message and is over; nothing where none had. */
export async function overWith(tx: Raw, chatKey: string, personId: number, message: string): Promise<{ report?: ReportKey } | undefined> {
  const [row] = await tx.$queryRawUnsafe<{ name: string; key: unknown }[]>(
    `select name, draft->'now'->'key' as key from conversation
     where chat_key = $1 and person_id = $2::int and status in ('finished', 'discarded', 'expired') and draft->'heard' ? $3 order by id desc limit 1`,
    chatKey,
    personId,
    message,
  )
  if (!row) return undefined
  const key = row.name === 'report' ? Key.safeParse(row.key) : undefined
  return key?.success ? { report: key.data } : {}
}
