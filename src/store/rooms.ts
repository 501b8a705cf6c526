import { RoomSettings } from '../domain/room-settings.ts'
import type { RoomFacts } from '../domain/room-settings.ts'
import type { Database } from './database.ts'

type Sql = Pick<Database, 'sql'>

type RoomRow = {
  id: number
  governmentId: number
  governmentName: string
  agencyId: number | null
  agencyShortName: string | null
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

const select = `select m.id, m.government_id as "governmentId", g.name as "governmentName", m.agency_id as "agencyId", a.short_name as "agencyShortName",
  m.channel, m.platform_id as "platformId", m.chat_key as "chatKey", m.title, m.locale, g.zone, m.approved_at as "approvedAt",
  m.asked_by_id as "askedById", m.settings
  from room m join government g on g.id = m.government_id left join agency a on a.id = m.agency_id`

const toRoom = ({ agencyId, agencyShortName, approvedAt, askedById, locale, settings, ...row }: RoomRow): RoomFacts => ({
  ...row,
  locale: locale === 'en' ? 'en' : 'id',
  settings: RoomSettings.parse(settings),
  ...(agencyId !== null && { agencyId }),
  ...(agencyShortName !== null && { agencyShortName }),
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

/** The approved rooms whose scope covers an agency: its own, and those of its government. */
export async function roomsOver(db: Sql, agencyId: number): Promise<RoomFacts[]> {
  const rows = await db.sql<RoomRow>(
    `${select} join agency n on n.id = $1 and n.government_id = m.government_id
     where m.approved_at is not null and (m.agency_id is null or m.agency_id = $1) order by m.id`,
    [agencyId],
  )
  return rows.map(toRoom)
}

export type AskedRoom = {
  governmentId: number
  agencyId?: number
  channel: string
  platformId: string
  chatKey: string
  title: string
  locale: 'id' | 'en'
  askedById: number
}

/** Notes that somebody wants a room registered; asked again it has the newer scope, unless it is approved already. Returns its id, nothing where it is. */
export async function askForRoom(db: Sql, room: AskedRoom): Promise<number | undefined> {
  const [row] = await db.sql<{ id: number }>(
    `insert into room (government_id, agency_id, channel, platform_id, chat_key, title, locale, asked_by_id) values ($1, $2::int, $3, $4, $5, $6, $7, $8::int)
     on conflict (chat_key) do update set government_id = excluded.government_id, agency_id = excluded.agency_id, asked_by_id = excluded.asked_by_id
       where room.approved_at is null
     returning id`,
    [room.governmentId, room.agencyId ?? null, room.channel, room.platformId, room.chatKey, room.title, room.locale, room.askedById],
  )
  return row?.id
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

/** What a room gets from now on, and in which language. */
export async function setRoom(db: Sql, id: number, settings: RoomSettings, locale: 'id' | 'en'): Promise<void> {
  await db.sql(`update room set settings = $2::jsonb, locale = $3 where id = $1`, [id, JSON.stringify(settings), locale])
}

/**
 * Who is asked to approve a room: the admins of the agency or government; where there are none, the head of the agency; where there is
 * none either, leadership.
 */
export async function approversOf(db: Sql, governmentId: number, agencyId: number | undefined, today: string): Promise<number[]> {
  const rows = await db.sql<{ id: number; rank: number }>(
    `select r.person_id as id, min(case r.role when 'admin' then 0 when 'head' then 1 else 2 end)::int as rank
     from role r join person p on p.id = r.person_id
     where r.government_id = $1 and p.left_at is null and r.from_date <= $3::date and (r.to_date is null or r.to_date > $3::date)
       and (r.role in ('admin', 'leadership') and (r.agency_id is null or r.agency_id = $2::int)
         or r.role = 'head' and r.agency_id = $2::int)
     group by r.person_id order by rank, id`,
    [governmentId, agencyId ?? null, today],
  )
  return rows.filter(({ rank }) => rank === rows[0]?.rank).map(({ id }) => id)
}
