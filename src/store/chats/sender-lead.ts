import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

type Sql = Pick<Database, 'sql'>

/** Who leads on a channel after one has asked for it. */
export type Asked = {
  /** Whether whoever asked leads now. */
  mine: boolean
  /** Whether they led without a break: nobody else sent meanwhile. */
  kept: boolean
  /** Who led before; null where nobody ever did. */
  before: string | null
  /** How long the platform still wants nothing at all, in milliseconds. */
  pausedMs: number
}

/**
 * Asks for the lead on a channel for so many seconds, or for longer where one has it. It is had where nobody leads, where the time of
 * whoever leads is over, or where that is `dead`. One statement, so that it does through any pool of connections; by the database's clock.
 */
export async function askForLead(db: Sql, channel: string, holder: string, seconds: number, dead: string | null): Promise<Asked> {
  const [row] = await db.sql<Asked>(
    `with old as (select holder, held_until from sender_lead where channel = $1),
     begun as (
       insert into sender_lead (channel, holder, held_until)
       select $1, $2, clock_timestamp() + make_interval(secs => $3) where not exists (select 1 from old) on conflict (channel) do nothing
       returning paused_until),
     held as (
       update sender_lead set holder = $2, held_until = clock_timestamp() + make_interval(secs => $3)
       where channel = $1 and (holder = $2 or held_until < clock_timestamp() or holder = $4::text) returning paused_until),
     mine as (select paused_until from begun union all select paused_until from held)
     select exists (select 1 from mine) as mine,
       coalesce((select holder = $2 and held_until >= clock_timestamp() from old), false) as kept,
       (select holder from old) as before,
       coalesce((select greatest(0, extract(epoch from paused_until - clock_timestamp()) * 1000) from mine), 0)::float8 as "pausedMs"`,
    [channel, holder, seconds, dead],
  )
  return row ?? { mine: false, kept: false, before: null, pausedMs: 0 }
}

/** Frees what a dead process was sending: it would be held for a minute. What a platform put off stays put off. */
export const freeLetters = (db: Sql, channel: string): Promise<unknown> =>
  db.sql(
    `update outbox o set locked_until = null from chat c
     where c.key = o.chat_key and c.channel = $1 and o.done_at is null and o.failure is null and o.locked_until > clock_timestamp()`,
    [channel],
  )

/** Lets the lead go, so that the next need not wait for its time to be over. */
export const leaveLead = (db: Sql, channel: string, holder: string): Promise<unknown> =>
  db.sql(`update sender_lead set held_until = '-infinity' where channel = $1 and holder = $2`, [channel, holder])

/** The platform wants nothing at all for so long: whoever leads next must know. */
export const pauseLead = (db: Sql, channel: string, holder: string, ms: number): Promise<unknown> =>
  db.sql(
    `update sender_lead set paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
     where channel = $1 and holder = $2`,
    [channel, holder, ms],
  )

/** A letter that went a while ago, in milliseconds. */
export type WentLately = { chatKey: string; kind: 'private' | 'room'; agoMs: number }

/**
 * What went on a channel in the last seconds, oldest first, whoever sent it; what somebody is sending right now went right now. Letters are
 * found by when they went through an index of blocks, which can only be read as a bitmap: that way is otherwise closed to a connection.
 */
export const wentLately = (db: Pick<Database, 'transaction'>, channel: string, seconds: number): Promise<WentLately[]> =>
  db.transaction(async (tx) => {
    await tx.$executeRaw`set local enable_bitmapscan = on`
    return tx.$queryRawUnsafe<WentLately[]>(
      `${plannedAnew} with went as (
         select chat_key, done_at as at from outbox where done_at > now() - make_interval(secs => $2)
         union all
         select chat_key, now() from outbox where done_at is null and attempts > 0 and locked_until > now())
       select w.chat_key as "chatKey", c.kind, greatest(0, extract(epoch from now() - w.at) * 1000)::float8 as "agoMs"
       from went w join chat c on c.key = w.chat_key and c.channel = $1 order by w.at`,
      channel,
      seconds,
    )
  })
