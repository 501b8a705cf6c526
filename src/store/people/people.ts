import { z } from 'zod'
import { roleNames } from '../../domain/requests/requests.ts'
import type { Viewer } from '../../domain/requests/requests.ts'
import type { Database } from '../database/database.ts'
import { roomOfChat } from '../chats/reach.ts'

const Grants = z.array(z.object({ role: z.enum(roleNames), agencyId: z.number().nullable(), unitId: z.number().nullable() }))
const Sessions = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    version: z.number(),
    step: z.string(),
    state: z.unknown(),
    status: z.enum(['active', 'suspended']),
    openedAt: z.string(),
  }),
)
export type StoredSession = z.output<typeof Sessions>[number]

/** Who speaks in a chat: the person behind an account with the roles of today, and their conversations here. */
export type Speaker = {
  viewer: Viewer
  sessions: StoredSession[]
  room?: { covers: 'all' | number[]; locale: 'id' | 'en' }
  /** The account, this chat or the room of this topic was given up as one where nobody is reached. */
  unreachable: boolean
}

/** The speaker of an account, in one statement; undefined for a stranger, somebody who left, or an account that was ended. */
export async function speakerOf(
  db: Pick<Database, 'sql'>,
  account: { channel: string; id: string },
  chatKey: string,
  today: string,
): Promise<Speaker | undefined> {
  const [row] = await db.sql<{
    personId: number
    governmentId: number
    name: string
    locale: string
    zone: string
    grants: unknown
    sessions: unknown
    room: { whole: boolean; agencyIds: number[]; locale: string } | null
    unreachable: boolean
  }>(
    `select p.id as "personId", p.government_id as "governmentId", p.name, p.locale, g.zone,
       coalesce((select json_agg(json_build_object('role', r.role, 'agencyId', r.agency_id, 'unitId', r.unit_id)) from role r
         where r.person_id = p.id and r.from_date <= $4::date and (r.to_date is null or r.to_date > $4::date)), '[]') as grants,
       coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'version', c.version, 'step', c.step, 'state', c.draft, 'status', c.status,
           'openedAt', c.opened_at) order by c.touched_at desc, c.id desc)
         from conversation c where c.chat_key = $3 and c.person_id = p.id and c.status in ('active', 'suspended')), '[]') as sessions,
       (select json_build_object('whole', m.whole, 'locale', m.locale,
           'agencyIds', (select coalesce(json_agg(c.agency_id order by c.agency_id), '[]') from room_agency c where c.room_id = m.id)) from room m where m.chat_key in ($3, ${roomOfChat('$3')}) and m.approved_at is not null
         and m.government_id = p.government_id order by length(m.chat_key) desc limit 1) as room,
       i.unreachable_at is not null or exists (select 1 from chat h where h.key in ($3, ${roomOfChat('$3')}) and h.unreachable_at is not null) as unreachable
     from identity i join person p on p.id = i.person_id join government g on g.id = p.government_id
     where i.channel = $1 and i.platform_id = $2 and i.ended_at is null and p.left_at is null`,
    [account.channel, account.id, chatKey, today],
  )
  if (!row) return undefined
  const grants = Grants.parse(row.grants).map(({ role, agencyId, unitId }) => ({
    role,
    ...(agencyId !== null && { agencyId }),
    ...(unitId !== null && { unitId }),
  }))
  const locale = row.locale === 'en' ? 'en' : 'id'
  const { personId, governmentId, name, zone, room } = row
  return {
    viewer: { personId, governmentId, name, locale, zone, grants, ...(room && !room.whole && { within: room.agencyIds }) },
    sessions: Sessions.parse(row.sessions),
    unreachable: row.unreachable,
    ...(room && {
      room: { covers: room.whole ? ('all' as const) : room.agencyIds, locale: room.locale === 'en' ? ('en' as const) : ('id' as const) },
    }),
  }
}

/**
 * Where a person is reached: their private chats, newest account first, with the language they read. `standing` is the newest letter on the
 * topic there, while none of its buttons was chosen: a newer one takes its place.
 */
export type Address = { personId: number; chatKey: string; locale: 'id' | 'en'; standing: number | null }

/** One address for each of those whom `who` names; `$1` is the topic, which may be null. */
const addresses = (who: string) => `
  select distinct on (p.id) p.id as "personId", i.chat_key as "chatKey", p.locale,
    (select case when o.pressed is null then o.id end from outbox o where o.chat_key = i.chat_key and o.topic = $1::text order by o.id desc limit 1) as standing
  from person p join identity i on i.person_id = p.id
  where ${who} and i.ended_at is null and p.left_at is null order by p.id, i.unreachable_at nulls first, i.id desc`

type AddressRow = Omit<Address, 'locale'> & { locale: string }
const toAddress = (row: AddressRow): Address => ({ ...row, locale: row.locale === 'en' ? 'en' : 'id' })

/** The addresses of people, one each. */
export const addressesOf = async (db: Pick<Database, 'sql'>, personIds: readonly number[], topic?: string): Promise<Address[]> =>
  (await db.sql<AddressRow>(addresses('p.id = any($2::int[])'), [topic ?? null, [...personIds]])).map(toAddress)

/** The addresses of those who verify an agency's reports today: of the unit, where one is named, or of the whole agency. */
export const addressesOfVerifiers = async (
  db: Pick<Database, 'sql'>,
  agencyId: number,
  unitId: number | undefined,
  today: string,
  topic?: string,
): Promise<Address[]> =>
  (
    await db.sql<AddressRow>(
      addresses(`p.id in (select person_id from role where role = 'verifier' and agency_id = $2 and (unit_id is null or unit_id = $3)
        and from_date <= $4::date and (to_date is null or to_date > $4::date))`),
      [topic ?? null, agencyId, unitId ?? null, today],
    )
  ).map(toAddress)

/** Those who look after an agency today: its own admins and those of its whole government. */
export async function adminsOf(db: Pick<Database, 'sql'>, agencyId: number, today: string): Promise<number[]> {
  const rows = await db.sql<{ id: number }>(
    `select distinct r.person_id as id from role r join agency a on a.id = $1 and a.government_id = r.government_id
     where r.role = 'admin' and (r.agency_id = a.id or r.agency_id is null) and r.from_date <= $2::date and (r.to_date is null or r.to_date > $2::date)`,
    [agencyId, today],
  )
  return rows.map((row) => row.id)
}
