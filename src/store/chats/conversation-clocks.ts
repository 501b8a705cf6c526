import type { Database } from '../database/database.ts'

/**
 * Puts a wake-up into the inbox for every conversation that was left lying: to ask again, or to close. One statement, unique by
 * conversation and moment, so that a second tick or instance adds nothing. Returns how many of each.
 */
export async function wakeConversations(db: Database, now: Date): Promise<{ askAgain: number; close: number }> {
  const [row] = await db.sql<{ askAgain: number; close: number }>(
    `with due as (
       select c.id, c.chat_key, c.person_id, case when c.closes_at <= $1::timestamptz then 'close' else 'ask-again' end as what
       from conversation c where (c.status in ('active', 'suspended') and c.closes_at <= $1::timestamptz)
         or (c.status = 'active' and c.ask_again_at <= $1::timestamptz)),
     spoken as (
       select d.*, h.channel, h.platform_id, h.kind, i.platform_id as account from due d join chat h on h.key = d.chat_key
       join lateral (select platform_id from identity n where n.person_id = d.person_id and n.channel = h.channel and n.ended_at is null limit 1) i on true),
     quiet as (update conversation c set ask_again_at = null from due d where c.id = d.id returning c.id),
     woken as (
       insert into inbox (channel, platform_id, chat_key, body, received_at, due_at)
       select s.channel, 'house:' || s.what || ':' || s.id || ':' || floor(extract(epoch from $1::timestamptz))::text, s.chat_key,
         jsonb_build_object('id', 'house:' || s.id, 'chat', jsonb_build_object('channel', s.channel, 'id', s.platform_id, 'kind', s.kind),
           'person', jsonb_build_object('channel', s.channel, 'id', s.account), 'at', to_char($1::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'body', jsonb_build_object('kind', 'wake', 'conversation', s.id, 'what', s.what)),
         $1::timestamptz, clock_timestamp()
       from spoken s where s.what = 'ask-again' or not exists (
         select 1 from inbox w where w.chat_key = s.chat_key and w.done_at is null and w.body->'body'->>'conversation' = s.id::text)
       on conflict (channel, platform_id) do nothing returning body->'body'->>'what' as what)
     select count(*) filter (where what = 'ask-again')::int as "askAgain", count(*) filter (where what = 'close')::int as close,
       (select count(*) from quiet) as quiet from woken`,
    [now.toISOString()],
  )
  return { askAgain: row?.askAgain ?? 0, close: row?.close ?? 0 }
}

/** The next moment after `now` at which a conversation wakes or a letter is due; undefined where nothing is ahead. */
export async function nextWaking(db: Database, now: Date): Promise<Date | undefined> {
  const [row] = await db.sql<{ next: Date | null }>(
    `select least(
       (select min(ask_again_at) from conversation where status = 'active' and ask_again_at > $1::timestamptz),
       (select min(closes_at) from conversation where status in ('active', 'suspended') and closes_at > $1::timestamptz),
       (select min(send_after) from outbox where done_at is null and send_after > $1::timestamptz)) as next`,
    [now.toISOString()],
  )
  return row?.next ?? undefined
}
