import { z } from 'zod'
import { RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>

type RoomRow = {
  id: number
  governmentId: number
  governmentName: string
  whole: boolean
  agencies: unknown
  channel: string
  platformId: string
  chatKey: string
  title: string
  locale: string
  zone: string
  approvedAt: Date | null
  askedById: number | null
  settings: unknown
}

const select = `select m.id, m.government_id as "governmentId", g.name as "governmentName", m.whole,
  (select coalesce(json_agg(json_build_object('id', a.id, 'shortName', a.short_name) order by a.short_name), '[]')
    from room_agency c join agency a on a.id = c.agency_id where c.room_id = m.id) as agencies,
  m.channel, m.platform_id as "platformId", m.chat_key as "chatKey", m.title, m.locale, g.zone, m.approved_at as "approvedAt",
  m.asked_by_id as "askedById", m.settings
  from room m join government g on g.id = m.government_id`

const Covered = z.array(z.object({ id: z.number().int(), shortName: z.string() }))

const toRoom = ({ whole, agencies, approvedAt, askedById, locale, settings, ...row }: RoomRow): RoomFacts => ({
  ...row,
  locale: locale === 'en' ? 'en' : 'id',
  settings: RoomSettings.parse(settings),
  covers: whole ? 'all' : Covered.parse(agencies),
  ...(approvedAt !== null && { approvedAt: approvedAt.toISOString() }),
  ...(askedById !== null && { askedById }),
})

/** The room of a chat, whether approved or not; undefined where nobody has asked for one. */
export async function roomAt(db: Sql, chatKey: string): Promise<RoomFacts | undefined> {
  const [row] = await db.sql<RoomRow>(`${select} where m.chat_key = $1`, [chatKey])
  return row && toRoom(row)
}

/** A room by id, of one government. */
export async function roomById(db: Sql, governmentId: number, id: number): Promise<RoomFacts | undefined> {
  const [row] = await db.sql<RoomRow>(`${select} where m.id = $1 and m.government_id = $2`, [id, governmentId])
  return row && toRoom(row)
}

/** Every approved room, or all of them; by government and id. */
export async function everyRoom(db: Sql, approvedOnly: boolean): Promise<RoomFacts[]> {
  const rows = await db.sql<RoomRow>(`${select} where m.approved_at is not null or not $1 order by m.government_id, m.id`, [approvedOnly])
  return rows.map(toRoom)
}

/** The approved rooms that cover an agency: those that name it, and those of its whole government. */
export async function roomsOver(db: Sql, agencyId: number): Promise<RoomFacts[]> {
  const rows = await db.sql<RoomRow>(
    `${select} join agency n on n.id = $1 and n.government_id = m.government_id
     where m.approved_at is not null and (m.whole or exists (select 1 from room_agency c where c.room_id = m.id and c.agency_id = $1)) order by m.id`,
    [agencyId],
  )
  return rows.map(toRoom)
}

export type AskedRoom = {
  governmentId: number
  covers: 'all' | readonly number[]
  channel: string
  platformId: string
  chatKey: string
  title: string
  locale: 'id' | 'en'
  askedById: number
}

/** Notes that somebody wants a room registered; asked again it has the newer scope, unless it is approved already. Returns its id, nothing where it is. */
export async function askForRoom(db: Sql, room: AskedRoom): Promise<number | undefined> {
  // What was asked for before covers nothing any more; it may have been of another government.
  await db.sql(`delete from room_agency c using room m where m.id = c.room_id and m.chat_key = $1 and m.approved_at is null`, [
    room.chatKey,
  ])
  const [row] = await db.sql<{ id: number }>(
    `insert into room (government_id, whole, channel, platform_id, chat_key, title, locale, asked_by_id) values ($1, $2::boolean, $3, $4, $5, $6, $7, $8::int)
     on conflict (chat_key) do update set government_id = excluded.government_id, title = excluded.title, asked_by_id = excluded.asked_by_id
       where room.approved_at is null
     returning id`,
    [room.governmentId, room.covers === 'all', room.channel, room.platformId, room.chatKey, room.title, room.locale, room.askedById],
  )
  if (row) await coverAgencies(db, row.id, room.covers)
  return row?.id
}

/** What a room covers from now on. */
export async function coverAgencies(db: Sql, id: number, covers: 'all' | readonly number[]): Promise<void> {
  const ids = covers === 'all' ? [] : [...covers]
  await db.sql(
    `with kept as (update room set whole = $2 where id = $1 returning id, government_id),
     gone as (delete from room_agency where room_id = $1 and agency_id <> all($3::int[]))
     insert into room_agency (room_id, agency_id, government_id) select k.id, a.id, k.government_id
     from kept k join agency a on a.government_id = k.government_id and a.id = any($3::int[]) on conflict do nothing`,
    [id, covers === 'all', ids],
  )
}

/** Approves a room that waits; false where somebody was quicker, or it is gone. */
export async function approveRoom(db: Sql, governmentId: number, id: number, at: Date): Promise<boolean> {
  const rows = await db.sql(
    `update room set approved_at = $3::timestamptz where id = $1 and government_id = $2 and approved_at is null returning id`,
    [id, governmentId, at.toISOString()],
  )
  return rows.length > 0
}

/** Takes back what was asked; an approved room stays. */
export async function refuseRoom(db: Sql, governmentId: number, id: number): Promise<boolean> {
  const rows = await db.sql(`delete from room where id = $1 and government_id = $2 and approved_at is null returning id`, [
    id,
    governmentId,
  ])
  return rows.length > 0
}

/** Takes a room out of the register; it covers nothing any more, so that no older request for it can be approved. The chat stays known. */
export async function closeRoom(db: Sql, id: number): Promise<void> {
  await coverAgencies(db, id, [])
  await db.sql(`update room set approved_at = null, asked_by_id = null where id = $1`, [id])
}

/** What a room gets from now on, and in which language. */
export async function setRoom(db: Sql, id: number, settings: RoomSettings, locale: 'id' | 'en'): Promise<void> {
  await db.sql(`update room set settings = $2::jsonb, locale = $3 where id = $1`, [id, JSON.stringify(settings), locale])
}

/**
 * Who is asked to approve a room: the admins of its agencies or of the government; where there are none, the head of the agency; where
 * there is none either, leadership. Only who may speak for all that the room covers is asked.
 */
export async function approversOf(db: Sql, governmentId: number, covers: 'all' | readonly number[], today: string): Promise<number[]> {
  const ids = covers === 'all' ? [] : [...new Set(covers)]
  const rows = await db.sql<{ id: number; rank: number }>(
    `select r.person_id as id, min(case r.role when 'admin' then 0 when 'head' then 1 else 2 end)::int as rank
     from role r join person p on p.id = r.person_id
     where r.government_id = $1 and p.left_at is null and r.from_date <= $3::date and (r.to_date is null or r.to_date > $3::date)
       and (r.role in ('admin', 'leadership') and (r.agency_id is null or r.agency_id = any($2::int[]))
         or r.role = 'head' and r.agency_id = any($2::int[]))
     group by r.person_id
     having bool_or(r.agency_id is null) or cardinality($2::int[]) > 0 and count(distinct r.agency_id) = cardinality($2::int[])
     order by rank, id`,
    [governmentId, ids, today],
  )
  return rows.filter(({ rank }) => rank === rows[0]?.rank).map(({ id }) => id)
}
