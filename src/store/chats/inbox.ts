import type { Incoming } from '../../message/incoming.ts'
import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

/** A chat as one text: the key that work, order and pacing go by. */
export const chatKeyOf = ({ channel, id }: { channel: string; id: string }): string => `${channel}:${id}`

/** An incoming as it waits in the inbox; with what was `read` of it, where it has just come. */
export type Kept = { id: number; body: unknown; attempts: number; read?: Incoming }

/** What became of something that came in: a repeat is not stored again. `taken` is it as the next letter of its chat, which is held now. */
export type Stored = { stored: boolean; taken?: Next }

/**
 * Stores what came in, with its chat. Where the chat is free and nothing else waits in it, it is held for so many seconds by the same
 * statement, for whoever stores to work on it at once; never where that would have to wait for somebody.
 */
export async function keepIncoming(db: Database, incoming: Incoming, at: Date, holdSeconds?: number): Promise<Stored> {
  const album = incoming.album === undefined ? 'alone' : await joinAlbum(db, incoming, incoming.album, at)
  if (album !== 'alone') return { stored: album === 'stored' }
  const [row] = await db.sql<{ id: number; taken: boolean; recent: number }>(
    `with chatted as (insert into chat (key, channel, platform_id, kind) values ($1, $2, $3, $4) on conflict (key) do nothing),
     kept as (
       insert into inbox (channel, platform_id, chat_key, body, received_at, due_at) values ($2, $5, $1, $6::jsonb, $7::timestamptz, clock_timestamp())
       on conflict (channel, platform_id) do nothing returning id),
     free as (
       select key from chat where key = $1 and $8::float8 is not null and (locked_until is null or locked_until < clock_timestamp())
         and exists (select 1 from kept)
         and not exists (select 1 from inbox where chat_key = $1 and done_at is null and set_aside_at is null)
       for no key update skip locked),
     held as (
       update chat set locked_until = clock_timestamp() + make_interval(secs => $8::float8) from free where chat.key = free.key returning chat.key)
     select id, exists (select 1 from held) as taken, (
       select count(*) filter (where ${byTheSame})::int
       from (select $7::timestamptz as received_at, $6::jsonb as body) n,
         (select received_at, body from inbox where chat_key = $1 order by id desc limit 100) p) as recent from kept`,
    [
      chatKeyOf(incoming.chat),
      incoming.chat.channel,
      incoming.chat.id,
      incoming.chat.kind,
      incoming.id,
      JSON.stringify(incoming),
      at.toISOString(),
      holdSeconds ?? null,
    ],
  )
  if (!row) return { stored: false }
  const { id, taken, recent } = row
  return { stored: true, ...(taken && { taken: { id, body: incoming, attempts: 0, recent, read: incoming } }) }
}

/**
 * Stores a part of an album: the first waits for the others for 0.7 seconds, each of which joins it and renews the wait. What comes when
 * the album is about to be worked on (a tenth of a second before) or later stands alone. The row remembers its parts, so that a repeat
 * of one is known.
 */
async function joinAlbum(db: Database, incoming: Incoming, album: string, at: Date): Promise<'stored' | 'repeat' | 'alone'> {
  const { channel } = incoming.chat
  const platformId = `album:${album}`
  const stored = await db.sql(
    `with chatted as (insert into chat (key, channel, platform_id, kind) values ($1, $2, $3, $4) on conflict (key) do nothing)
     insert into inbox as i (channel, platform_id, chat_key, body, received_at, due_at)
     values ($2, $5, $1, $6::jsonb || jsonb_build_object('parts', jsonb_build_array($8::text)), $7::timestamptz, clock_timestamp() + interval '0.7 seconds')
     on conflict (channel, platform_id) do update set due_at = excluded.due_at,
       body = i.body || jsonb_build_object('parts', (i.body->'parts') || (excluded.body->'parts'), 'body', case
         when excluded.body->'body'->>'kind' <> 'upload' then i.body->'body'
         when i.body->'body'->>'kind' <> 'upload' then excluded.body->'body'
         else (i.body->'body') || (excluded.body->'body') || jsonb_build_object('files', (i.body->'body'->'files') || (excluded.body->'body'->'files')) end)
     where i.done_at is null and i.due_at > clock_timestamp() + interval '0.1 seconds' and not i.body->'parts' ? $8::text
     returning id`,
    [
      chatKeyOf(incoming.chat),
      channel,
      incoming.chat.id,
      incoming.chat.kind,
      platformId,
      JSON.stringify(incoming),
      at.toISOString(),
      incoming.id,
    ],
  )
  if (stored.length > 0) return 'stored'
  const known = await db.sql(`select 1 from inbox where channel = $1 and platform_id = $2 and body->'parts' ? $3::text`, [
    channel,
    platformId,
    incoming.id,
  ])
  return known.length > 0 ? 'repeat' : 'alone'
}

/** Whether an earlier letter `p` is of the minute before `n` and, in a room where many speak, of the same person. */
const byTheSame = `p.received_at > n.received_at - interval '1 minute'
  and (n.body->'chat'->>'kind' = 'private' or p.body->'person'->>'id' = n.body->'person'->>'id')`

/** The next letter of a chat, and how many came of the same person in the minute before it; of more than the last hundred none is counted. */
export type Next = Kept & { recent: number }

export const recentBefore = `(select count(*) filter (where ${byTheSame})::int
  from (select received_at, body from inbox where chat_key = n.chat_key and id < n.id order by id desc limit 100) p) as recent`

/** A chat with its first letter. `lost`: whoever worked on it was gone before it was let go. */
export type Claimed = Next & { chatKey: string; lost: boolean }

/**
 * Takes chats that have work and nobody works on, oldest first, each with its first letter. It begins with the letters that are open,
 * which are few, and not with the chats, which are many. SKIP LOCKED, so that instances never wait for each other; the lock ends by
 * itself where its holder died. The clock is the database's: a moved demo clock must not end a lock. Those that just `gaveWay` come
 * after all others: a chat that never ends must not keep them waiting. A letter that another instance ends in this very moment may be
 * handed out again: its commit then finds it ended, and nothing of it happens twice.
 *
 * A letter whose holder is gone may be what it died of: that counts as one of its attempts, and of such chats the oldest alone is taken, if
 * `lostToo`. So what was only beside it is handled, and it is set aside in the end.
 */
export const claimChats = (
  db: Database,
  limit: number,
  seconds: number,
  gaveWay: readonly string[] = [],
  lostToo = true,
): Promise<Claimed[]> =>
  db.sql<Claimed>(
    `${plannedAnew} with waiting as (
       select c.key, w.first, c.locked_until is not null as lost from (
         select chat_key, min(id) as first from inbox where done_at is null and set_aside_at is null group by chat_key) w
       join chat c on c.key = w.chat_key join inbox f on f.id = w.first and f.due_at <= clock_timestamp()
       where c.locked_until is null or (c.locked_until < clock_timestamp() and $4)),
     open as (
       select c.key, w.first, w.lost from waiting w join chat c on c.key = w.key
       where (c.locked_until is null or c.locked_until < clock_timestamp())
         and (not w.lost or w.first = (select min(l.first) from waiting l where l.lost))
       order by c.key = any($3::text[]), w.first limit $1 for update of c skip locked),
     held as (
       update chat set locked_until = clock_timestamp() + make_interval(secs => $2) from open where chat.key = open.key returning open.first, open.lost),
     counted as (
       update inbox set attempts = attempts + 1 from held where inbox.id = held.first and held.lost)
     select n.id, n.chat_key as "chatKey", n.body, n.attempts + held.lost::int as attempts, held.lost, ${recentBefore}
     from held join inbox n on n.id = held.first order by n.id`,
    [limit, seconds, [...gaveWay], lostToo],
  )

/**
 * The next of a chat's letters that is due, and the chat is held for longer; nothing where there is none or its first one has to wait, and
 * then the chat is let go.
 */
export async function nextOrRelease(db: Database, chatKey: string, seconds: number): Promise<Next | undefined> {
  const [next] = await db.sql<Next>(
    `with first as (
       select id from (
         select id, due_at from inbox where chat_key = $1 and done_at is null and set_aside_at is null order by id limit 1) f
       where due_at <= clock_timestamp()),
     held as (
       update chat set locked_until = case when exists (select 1 from first) then clock_timestamp() + make_interval(secs => $2) end where key = $1)
     select n.id, n.body, n.attempts, ${recentBefore} from first join inbox n on n.id = first.id`,
    [chatKey, seconds],
  )
  return next
}

/**
 * Ends a chat's letters of which too many came of one person, a hundred at most, unread; they stay in the inbox. What the house itself or the platform
 * put there is not touched. Returns how many.
 */
export async function leaveUnread(db: Database, chatKey: string, perMinute: number): Promise<number> {
  const rows = await db.sql(
    `update inbox set done_at = clock_timestamp(), error = 'too many at once' where id in (
       select n.id from (select * from inbox where chat_key = $1 and done_at is null and set_aside_at is null order by id limit 100) n
       where n.body->'body'->>'kind' not in ('wake', 'membership') and $2::int <= (
         select count(*) filter (where ${byTheSame})
         from (select received_at, body from inbox where chat_key = $1 and id < n.id order by id desc limit $2::int + 100) p))
     returning id`,
    [chatKey, perMinute],
  )
  return rows.length
}

/** Holds a chat for longer, as long as it is held. */
export const holdLonger = (db: Database, chatKey: string, seconds: number): Promise<unknown> =>
  db.sql(
    `update chat set locked_until = clock_timestamp() + make_interval(secs => $2) where key = $1 and locked_until > clock_timestamp()`,
    [chatKey, seconds],
  )

/** Lets go of a chat. */
export const releaseChat = (db: Database, chatKey: string): Promise<unknown> =>
  db.sql(`update chat set locked_until = null where key = $1`, [chatKey])

/** Notes a failure: tried again after a while, set aside after so many times. Returns whether it was set aside. */
export async function noteFailure(db: Database, id: number, error: string, most: number, waitSeconds: number): Promise<boolean> {
  const rows = await db.sql<{ aside: boolean }>(
    `update inbox set attempts = attempts + 1, error = $2, due_at = clock_timestamp() + make_interval(secs => $4),
       set_aside_at = case when attempts + 1 >= $3 then clock_timestamp() end
     where id = $1 and done_at is null returning set_aside_at is not null as aside`,
    [id, error, most, waitSeconds],
  )
  return rows[0]?.aside ?? false
}

/** Whether a stranger in this chat is to be told how to be invited: true once in an hour, and then noted. */
export async function mayTellStranger(db: Pick<Database, 'sql'>, chatKey: string, at: string): Promise<boolean> {
  const rows = await db.sql(
    `update chat set told_at = $2::timestamptz where key = $1 and (told_at is null or told_at <= $2::timestamptz - interval '1 hour') returning key`,
    [chatKey, at],
  )
  return rows.length > 0
}
