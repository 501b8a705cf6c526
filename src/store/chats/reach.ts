import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>

/** A person or a room to whom a chat belongs, with where they belong. */
export type Owner = { kind: 'person' | 'room'; personId: number | null; name: string; governmentId: number; agencyIds: number[] }

/** A topic of a room is a chat of its own, and belongs to what the room is registered for. */
export const roomOfChat = (key: string): string => `split_part(${key}, ':', 1) || ':' || split_part(${key}, ':', 2)`

/** Whose chats some are: the people of `accounts`, the rooms of `chats`; today by the statement's second parameter. */
const ownersOf = (accounts: string, chats: string): string => `
  select 'person' as kind, p.id as "personId", p.name, p.government_id as "governmentId",
    coalesce((select array_agg(distinct r.agency_id) from role r where r.person_id = p.id and r.agency_id is not null
      and r.from_date <= $2::timestamptz::date and (r.to_date is null or r.to_date > $2::timestamptz::date)), '{}') as "agencyIds"
  from ${accounts} a join person p on p.id = a.person_id where p.left_at is null
  union all
  select 'room', null, m.title, m.government_id, array(select c.agency_id from room_agency c where c.room_id = m.id)
  from room m where m.approved_at is not null and exists (select 1 from ${chats} k where m.chat_key in (k.key, ${roomOfChat('k.key')}))`

/** Whose a chat is. */
export const ownersOfChat = (db: Sql, chatKey: string, at: Date): Promise<Owner[]> =>
  db.sql<Owner>(
    `with accounts as (select person_id from identity where chat_key = $1 and ended_at is null)${ownersOf('accounts', '(select $1::text as key)')}`,
    [chatKey, at.toISOString()],
  )

/** The chats of a room's topics, by the statement's first parameter; none of a private chat, of which no other chat is looked at. */
const topicsOf = (where: string): string =>
  `select t.key from chat c join chat t on starts_with(t.key, c.key || ':') where c.kind = 'room' and t.kind = 'room' and ${where}`

/**
 * Marks a chat as one where nobody is reached, and the topics of a room with it. Returns whose they are: each person and room once, when it
 * begins; nothing where it was so before.
 */
export const markUnreachable = (db: Sql, chatKey: string, at: Date): Promise<Owner[]> =>
  db.sql<Owner>(
    `with marked as (update chat set unreachable_at = $2::timestamptz
       where unreachable_at is null and key in (select $1 union all ${topicsOf('c.key = $1')}) returning key),
     accounts as (update identity i set unreachable_at = $2::timestamptz from marked where i.chat_key = marked.key and i.ended_at is null returning i.person_id)
     ${ownersOf('accounts', 'marked')}`,
    [chatKey, at.toISOString()],
  )

/**
 * They are reached there again: somebody spoke, let the bot in, or got a letter. Whoever is reached in a topic is reached in its room, and
 * a room that was lost as a whole is back with all of its topics.
 */
export const markReachable = (db: Sql, chatKey: string): Promise<unknown> =>
  db.sql(
    `with back as (update chat set unreachable_at = null
       where unreachable_at is not null and key in (
         select $1 union all select ${roomOfChat('$1')} union all ${topicsOf(`c.key = ${roomOfChat('$1')} and c.unreachable_at is not null`)}) returning key)
     update identity set unreachable_at = null where chat_key = $1 and unreachable_at is not null`,
    [chatKey],
  )

/**
 * Who looks after an agency's people today: its admins; where it has none those of the government, and where that has none the agency's
 * verifiers. Never the person whom it is about.
 */
export async function coordinatorsOf(
  db: Sql,
  of: { governmentId: number; agencyIds: readonly number[]; except: number | null },
  today: string,
): Promise<number[]> {
  const rows = await db.sql<{ id: number; rank: number }>(
    `select distinct r.person_id as id,
       case when r.role = 'verifier' then 3 when r.agency_id is null then 2 else 1 end as rank
     from role r join person p on p.id = r.person_id
     where r.government_id = $1 and p.left_at is null and p.id is distinct from $3::int
       and (r.role = 'admin' and (r.agency_id is null or r.agency_id = any($2::int[])) or r.role = 'verifier' and r.agency_id = any($2::int[]))
       and r.from_date <= $4::date and (r.to_date is null or r.to_date > $4::date)`,
    [of.governmentId, [...of.agencyIds], of.except, today],
  )
  const best = Math.min(...rows.map(({ rank }) => rank))
  return rows.filter(({ rank }) => rank === best).map(({ id }) => id)
}

/**
 * A room that goes on under another id (a group that became a supergroup) keeps its settings and what was on its way to it. Where it was
 * registered anew there meanwhile, the newer registration counts; a mere request gives way. A second time nothing is left to be moved.
 */
export async function moveRoom(db: Sql, from: string, to: { key: string; channel: string; platformId: string }): Promise<void> {
  await db.sql(`insert into chat (key, channel, platform_id, kind) values ($1, $2, $3, 'room') on conflict (key) do nothing`, [
    to.key,
    to.channel,
    to.platformId,
  ])
  await db.sql(
    `delete from room n using room o where n.chat_key = $2 and n.approved_at is null and o.chat_key = $1 and o.approved_at is not null`,
    [from, to.key],
  )
  await db.sql(
    `update room set chat_key = $2, platform_id = $3 where chat_key = $1 and not exists (select 1 from room where chat_key = $2)`,
    [from, to.key, to.platformId],
  )
  await db.sql(`delete from room where chat_key = $1`, [from])
  await db.sql(
    `update outbox set chat_key = $2, body = body - 'replaces', reply_to = null, locked_until = null where chat_key = $1 and done_at is null`,
    [from, to.key],
  )
  await db.sql(
    `update conversation set chat_key = $2, ask_again_at = null, status = 'suspended' where chat_key = $1 and status in ('active', 'suspended')`,
    [from, to.key],
  )
}
