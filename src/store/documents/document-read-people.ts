import type { Tx } from '../database/database.ts'
import { withoutNull } from '../database/json-column.ts'
import { groupedBy } from '../database/row-changes.ts'
import type { StoredPlan } from '../plans/stored-plan.ts'

const day = (date: Date): string => date.toISOString().slice(0, 10)

/** Whoever has a role in this agency or in the whole government, or reports one of its indicators; with open roles and duties only. */
export async function readPeople(tx: Tx, { government, agency, agreement, indicators }: StoredPlan): Promise<object[]> {
  const newYear = `${agreement.year}-01-01`
  const roles = await tx.role.findMany({
    where: { governmentId: government.id, to: null, OR: [{ agencyId: agency.id }, { agencyId: null }] },
    include: { unit: { select: { key: true } } },
    orderBy: { id: 'asc' },
  })
  const keys = new Map(indicators.map(({ id, key }) => [id, key]))
  const duties = await tx.responsibility.findMany({
    where: { agencyId: agency.id, to: null, indicatorId: { in: [...keys.keys()] } },
    orderBy: { id: 'asc' },
  })
  const ids = [...new Set([...roles, ...duties].map(({ personId }) => personId))]
  const people = await tx.person.findMany({
    where: { id: { in: ids } },
    include: { identities: { where: { endedAt: null }, orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  const rolesOf = groupedBy(roles, ({ personId }) => personId)
  const dutiesOf = groupedBy(duties, ({ personId }) => personId)
  const since = (from: Date) => (day(from) === newYear ? undefined : day(from))
  return people.map(({ id, key, name, locale, phone, identities }) =>
    withoutNull({
      ...{ key, name, locale, phone },
      roles: (rolesOf.get(id) ?? []).map(({ role, agencyId, unit, from }) =>
        withoutNull({ role, scope: unit ? 'unit' : agencyId === null ? 'government' : 'agency', unit: unit?.key, from: since(from) }),
      ),
      responsible: (dutiesOf.get(id) ?? []).map(({ indicatorId, from }) =>
        withoutNull({ indicator: keys.get(indicatorId), from: since(from) }),
      ),
      identities: identities.map(({ channel, platformId, chatKey }) =>
        withoutNull({ channel, platformId, chat: chatKey === `${channel}:${platformId}` ? undefined : chatKey.slice(channel.length + 1) }),
      ),
    }),
  )
}

/** Rooms that cover this agency, alone or with others, and those of the whole government. */
export async function readRooms(tx: Tx, { government, agency }: StoredPlan): Promise<object[]> {
  const rooms = await tx.room.findMany({
    where: { governmentId: government.id, OR: [{ whole: true }, { agencies: { some: { agencyId: agency.id } } }] },
    include: { agencies: { include: { agency: { select: { key: true } } } } },
    orderBy: { id: 'asc' },
  })
  return rooms.map(({ channel, platformId, title, locale, whole, agencies }) => {
    const keys = agencies.map((covered) => covered.agency.key).sort()
    const several = !whole && keys.length > 1
    return withoutNull({
      ...{ channel, platformId, title, locale, scope: whole ? 'government' : several ? 'agencies' : 'agency' },
      agencies: several ? keys : undefined,
    })
  })
}
