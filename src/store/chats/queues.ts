import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>

/** A letter out, as an operator may see it: never what it says. */
export type LetterOut = {
  id: number
  chat: string
  urgency: 'answer' | 'notice' | 'bulk'
  /** ISO instants in UTC. */
  sendAfter: string
  attempts: number
  failure: string | null
  doneAt: string | null
}

/** Letters that wait to be sent, in the order in which they go; or those that were given up, newest first. */
export const lettersOut = (db: Sql, which: 'waiting' | 'failed', most: number): Promise<LetterOut[]> =>
  db.sql<LetterOut>(
    `select id, chat_key as chat, urgency::text as urgency, attempts, failure,
       to_char(send_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "sendAfter",
       to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "doneAt"
     from outbox where ${which === 'failed' ? 'done_at is not null and sent_as is null and failure is not null' : 'done_at is null'}
     order by ${which === 'failed' ? 'id desc' : 'urgency, id'} limit $1`,
    [most],
  )

/** A letter in, as an operator may see it: never what it says. */
export type LetterIn = {
  id: number
  chat: string
  kind: string
  receivedAt: string
  attempts: number
  error: string | null
  setAsideAt: string | null
}

/** Letters that wait to be handled, oldest first; or those that were set aside. */
export const lettersIn = (db: Sql, which: 'waiting' | 'set-aside', most: number): Promise<LetterIn[]> =>
  db.sql<LetterIn>(
    `select id, chat_key as chat, body->'body'->>'kind' as kind, attempts, error,
       to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt",
       to_char(set_aside_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "setAsideAt"
     from inbox where done_at is null and set_aside_at is ${which === 'set-aside' ? 'not null' : 'null'} order by id limit $1`,
    [most],
  )

/** Puts a letter that was set aside back into its chat, as if it had just come. False where no such letter is set aside. */
export async function replayLetter(db: Sql, id: number): Promise<boolean> {
  const rows = await db.sql(
    `update inbox set set_aside_at = null, attempts = 0, error = null, due_at = clock_timestamp()
     where id = $1 and set_aside_at is not null and done_at is null returning id`,
    [id],
  )
  return rows.length > 0
}

/** How much waits, and how long the oldest of it does, in seconds; `asideIn` waits for an operator. `houseNow` is the clock by which letters out are dated. */
export type Queues = {
  inbox: { open: number; oldestSeconds: number; setAside: number }
  outbox: { urgency: 'answer' | 'notice' | 'bulk'; open: number; oldestSeconds: number }[]
}

/** Read from the partial indexes of what is open: it costs the same after years. */
export async function queueState(db: Sql, houseNow: Date): Promise<Queues> {
  const [inbox] = await db.sql<Queues['inbox']>(
    `select count(*) filter (where set_aside_at is null)::int as open, count(*) filter (where set_aside_at is not null)::int as "setAside",
       coalesce(extract(epoch from clock_timestamp() - min(due_at) filter (where set_aside_at is null)), 0)::float8 as "oldestSeconds"
     from inbox where done_at is null`,
  )
  const outbox = await db.sql<Queues['outbox'][number]>(
    `select u.urgency::text as urgency, count(o.id)::int as open,
       coalesce(extract(epoch from $1::timestamptz - min(o.send_after)), 0)::float8 as "oldestSeconds"
     from unnest(enum_range(null::urgency)) as u(urgency)
     left join outbox o on o.urgency = u.urgency and o.done_at is null and o.send_after <= $1::timestamptz group by u.urgency order by u.urgency`,
    [houseNow.toISOString()],
  )
  return { inbox: inbox ?? { open: 0, oldestSeconds: 0, setAside: 0 }, outbox }
}
