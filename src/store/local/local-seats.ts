import type { Database } from '../database/database.ts'

type Scope = { key: string; name: string }
type Role = { role: string; agency: string | null; unit: string | null }

/** Who can be played on the local chat: a person or a room, with where it belongs. */
export type LocalSeat = {
  id: string
  kind: 'private' | 'room'
  name: string
  government: Scope & { zone: string }
  agency: Scope | null
  roles: Role[]
}

const shownGovernment = (others: string[]) => ({ OR: [{ demo: true }, { key: { in: others } }] })

/** Accounts and chats on the local chat for all who have none: they can be told of something before they ever speak. Ended ones stay ended: the unique key is theirs. */
export async function admitToLocal(db: Database, others: string[]): Promise<void> {
  // One statement for any number of people; Prisma would read them all first.
  await db.sql(
    `insert into identity (person_id, channel, platform_id, chat_key)
     select p.id, 'local', g.key || '/' || p.key, 'local:' || g.key || '/' || p.key
     from person p join government g on g.id = p.government_id
     where p.left_at is null and (g.demo or g.key = any($1::text[]))
     on conflict (channel, platform_id) do nothing`,
    [others],
  )
  await db.sql(
    `insert into chat (key, channel, platform_id, kind)
     select i.chat_key, i.channel, i.platform_id, 'private' from identity i where i.channel = 'local' on conflict (key) do nothing`,
  )
}

/** People and rooms of the demo governments and of those named, in the order in which they were loaded; rooms last. */
export async function localSeats(db: Database, others: string[], today: Date): Promise<LocalSeat[]> {
  const day = new Date(today.toISOString().slice(0, 10))
  const government = shownGovernment(others)
  const scope = { select: { key: true, name: true, shortName: true } } as const
  const people = await db.prisma.person.findMany({
    where: { leftAt: null, government },
    orderBy: [{ governmentId: 'asc' }, { id: 'asc' }],
    include: {
      government: true,
      roles: {
        where: { from: { lte: day }, OR: [{ to: null }, { to: { gt: day } }] },
        orderBy: { id: 'asc' },
        include: { agency: scope, unit: { select: { name: true } } },
      },
    },
  })
  const rooms = await db.prisma.room.findMany({
    where: { channel: 'local', government },
    orderBy: { id: 'asc' },
    include: { government: true, agencies: { include: { agency: scope } } },
  })
  const named = (g: { key: string; name: string; zone: string }) => ({ key: g.key, name: g.name, zone: g.zone })
  const short = (a: { key: string; shortName: string } | null | undefined) => (a ? { key: a.key, name: a.shortName } : null)
  const seats: LocalSeat[] = people.map((person) => ({
    id: `${person.government.key}/${person.key}`,
    kind: 'private',
    name: person.name,
    government: named(person.government),
    agency: short(person.roles.find(({ agency }) => agency)?.agency),
    roles: person.roles.map(({ role, agency, unit }) => ({ role, agency: agency?.key ?? null, unit: unit?.name ?? null })),
  }))
  const taken = new Set(seats.map(({ id }) => id))
  const unmistakable = rooms.filter(({ platformId }) => /^[^/]+\/[^/]+$/.test(platformId) && !taken.has(platformId))
  return [
    ...seats,
    ...unmistakable.map((room): LocalSeat => ({
      id: room.platformId,
      kind: 'room',
      name: room.title,
      government: named(room.government),
      agency: room.agencies.length === 1 ? short(room.agencies[0]?.agency) : null,
      roles: [],
    })),
  ]
}

/** The government that a chat of the local chat belongs to. */
export async function governmentOfLocal(db: Database, chatId: string): Promise<number | undefined> {
  const found = await db.sql<{ id: number }>(
    `select g.id from person p join government g on g.id = p.government_id where g.key || '/' || p.key = $1
     union all select government_id from room where channel = 'local' and platform_id = $1 limit 1`,
    [chatId],
  )
  return found[0]?.id
}
