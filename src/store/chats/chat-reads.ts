import { z } from 'zod'
import { Action } from '../../message/action.ts'
import type { Database } from '../database/database.ts'

const Cell = z.object({ indicatorId: z.number().optional(), quarter: z.number().optional() })

const Body = z.object({
  parts: z.array(z.unknown()),
  buttons: z.array(z.array(z.object({ label: z.string(), action: Action }))).default([]),
  about: z.object({ kind: z.string(), ...Cell.shape, items: z.array(Cell).optional() }).optional(),
  replaces: z.number().optional(),
})

/** A message of the bot as a player meets it: its buttons in order, what it is about, and the id under which it may be answered. */
export type ChatLetter = { id: number; sentAs: string | null } & z.output<typeof Body>

/** What was said in a chat since a message, oldest first; changes of older messages are left out. */
export async function lettersSince(db: Database, chatKey: string, after: number): Promise<ChatLetter[]> {
  const rows = await db.sql<{ id: number; sentAs: string | null; body: unknown }>(
    `select id, sent_as as "sentAs", body from outbox where chat_key = $1 and id > $2 order by id`,
    [chatKey, after],
  )
  return rows.map(({ id, sentAs, body }) => ({ id, sentAs, ...Body.parse(body) })).filter(({ replaces }) => replaces === undefined)
}

/** The newest messages of the bot in a chat, oldest first; changes of older ones are left out. */
export async function newestLetters(db: Database, chatKey: string, limit: number): Promise<ChatLetter[]> {
  const rows = await db.sql<{ id: number; sentAs: string | null; body: unknown }>(
    `select id, sent_as as "sentAs", body from outbox where chat_key = $1 and not body ? 'replaces' order by id desc limit $2`,
    [chatKey, limit],
  )
  return rows.reverse().map(({ id, sentAs, body }) => ({ id, sentAs, ...Body.parse(body) }))
}

/** The newest message of all. */
export const newestLetter = async (db: Database): Promise<number> =>
  (await db.sql<{ id: number | null }>('select max(id) as id from outbox'))[0]?.id ?? 0

/** How much waits to be handled or sent, and what was set aside. */
export async function waitingWork(db: Database, now: Date): Promise<{ waiting: number; aside: string[] }> {
  const [row] = await db.sql<{ waiting: number; aside: string[] }>(
    `select (select count(*)::int from inbox where done_at is null and set_aside_at is null)
         + (select count(*)::int from outbox where done_at is null and send_after <= $1::timestamptz) as waiting,
       (select coalesce(json_agg(error), '[]') from inbox where set_aside_at is not null) as aside`,
    [now.toISOString()],
  )
  return row ?? { waiting: 0, aside: [] }
}
