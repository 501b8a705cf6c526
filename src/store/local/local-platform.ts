import { inTransaction } from '../database/database.ts'
import type { Database, Tx } from '../database/database.ts'
import { admitToLocal, governmentOfLocal, localSeats } from './local-seats.ts'

/** A message of the local chat as it is stored. */
export type LocalMessageRow = {
  id: number
  chatId: string
  author: string | null
  body: unknown
  at: Date
  replyTo: number | null
  revision: number
}

const columns = `id, chat_id as "chatId", author, body, at, reply_to as "replyTo", revision`

/**
 * The next revision, one for all chats. Its row is locked until the change is committed, so that revisions become visible in
 * their order: a page that has seen 41 never misses a 40 that was late. A sequence would not hold this.
 */
const nextRevision = `insert into house_setting (key, value) values ('local-revision', '1')
  on conflict (key) do update set value = to_jsonb((house_setting.value)::int + 1) returning value::int as revision`

type Said = { chatId: string; author: string; clientId: string; body: unknown; at: Date; replyTo: number | null }
type Sent = { chatId: string; outboxId: number; body: unknown; at: Date; replyTo: number | null }

/** The platform of the local chat, kept in table local_message. */
export function createLocalPlatform(db: Database) {
  const rows = (statement: string, values: unknown[]) => db.sql<LocalMessageRow>(statement, values)
  const first = async (statement: string, values: unknown[]) => (await rows(statement, values))[0]

  const sentBefore = (outboxId: number) => first(`select ${columns} from local_message where outbox_id = $1`, [outboxId])

  return {
    admit: (shown: { others: string[] }) => admitToLocal(db, shown.others),
    seats: (shown: { others: string[] }, today: Date) => localSeats(db, shown.others, today),
    governmentOf: (chatId: string) => governmentOfLocal(db, chatId),
    addSaid: (said: Said) => inTransaction(db, (tx) => addSaid(tx, said)),
    sentBefore,
    addSent: async ({ chatId, outboxId, body, at, replyTo }: Sent): Promise<LocalMessageRow> => {
      const added = await first(
        `with turn (next) as (${nextRevision})
         insert into local_message (chat_id, author, body, at, outbox_id, reply_to, revision)
         select $1, null, $2::jsonb, $3::timestamptz, $4, $5, turn.next from turn
         on conflict (outbox_id) do nothing returning ${columns}`,
        [chatId, JSON.stringify(body), at.toISOString(), outboxId, replyTo],
      )
      const row = added ?? (await sentBefore(outboxId))
      if (!row) throw new Error(`message of outbox row ${outboxId} was neither stored nor found`)
      return row
    },
    /** An edit that says what is there already changes nothing, so that a repeat is not news. */
    edit: async (chatId: string, id: number, body: unknown, ifRevision?: number): Promise<LocalMessageRow | undefined> => {
      const edited = await first(
        `with turn (next) as (${nextRevision})
         update local_message set body = $3::jsonb, revision = turn.next from turn
         where chat_id = $1 and id = $2 and author is null and body <> $3::jsonb and ($4::int is null or local_message.revision = $4) returning ${columns}`,
        [chatId, id, JSON.stringify(body), ifRevision ?? null],
      )
      return edited ?? (await first(`select ${columns} from local_message where chat_id = $1 and id = $2 and author is null`, [chatId, id]))
    },
    find: (chatId: string, id: number) => first(`select ${columns} from local_message where chat_id = $1 and id = $2`, [chatId, id]),
    carries: (chatId: string, fileId: number) =>
      first(`select ${columns} from local_message where chat_id = $1 and body -> 'files' @> $2::jsonb limit 1`, [
        chatId,
        JSON.stringify([{ id: fileId }]),
      ]),
    changedIn: (chatId: string, after: number, limit: number) =>
      rows(`select ${columns} from local_message where chat_id = $1 and revision > $2 order by revision limit $3`, [chatId, after, limit]),
    newest: async (chatId: string, limit: number, before?: number) =>
      (
        await rows(`select ${columns} from local_message where chat_id = $1 and ($2::int is null or id < $2) order by id desc limit $3`, [
          chatId,
          before ?? null,
          limit,
        ])
      ).reverse(),
    changedChats: async (after: number): Promise<string[]> =>
      (await db.sql<{ id: string }>(`select distinct chat_id as id from local_message where revision > $1`, [after])).map(({ id }) => id),
    revision: async (): Promise<number> =>
      (await db.sql<{ revision: number }>(`select value::int as revision from house_setting where key = 'local-revision'`))[0]?.revision ??
      0,
  }
}

/** The revision's lock makes two requests with one id take turns; the second statement then sees what the first request did. */
async function addSaid(
  tx: Tx,
  { chatId, author, clientId, body, at, replyTo }: Said,
): Promise<{ row: LocalMessageRow; repeated: boolean }> {
  const turn = await tx.$queryRawUnsafe<{ revision: number }[]>(nextRevision)
  const there = await tx.$queryRawUnsafe<LocalMessageRow[]>(
    `select ${columns} from local_message where chat_id = $1 and author is not null and body ->> 'id' = $2`,
    chatId,
    clientId,
  )
  if (there[0]) return { row: there[0], repeated: true }
  const added = await tx.$queryRawUnsafe<LocalMessageRow[]>(
    `insert into local_message (chat_id, author, body, at, reply_to, revision) values ($1, $2, $3::jsonb, $4::timestamptz, $5::int, $6::int) returning ${columns}`,
    chatId,
    author,
    JSON.stringify(body),
    at.toISOString(),
    replyTo,
    turn[0]?.revision,
  )
  if (!added[0]) throw new Error('a message of the local chat was not stored')
  return { row: added[0], repeated: false }
}
