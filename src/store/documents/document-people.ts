import type { WritableDocument as Document } from './writable-document.ts'
import type { Tx } from '../database/database.ts'
import { writeResponsibilities } from './document-responsibilities.ts'
import type { Place } from '../plans/plan-write.ts'
import { coverAgencies } from '../leadership/rooms.ts'
import { rowChanges } from '../database/row-changes.ts'
import { statements } from '../database/statements.ts'

type Ids = ReadonlyMap<string, number>
type Parents = { units: Ids; indicators: Ids }

/** Writes people, their roles here, accounts and responsibilities. Returns ids by key. Nobody is removed: a role ends. */
export async function writePeople(tx: Tx, place: Place, document: Document, parents: Parents, at: Date): Promise<Map<string, number>> {
  const { governmentId } = place
  const wanted = document.people.map(({ key, name, locale, phone }) => ({ key, name, locale, phone: phone ?? null }))
  const stored = await tx.person.findMany({ where: { governmentId } })
  const { create, update } = rowChanges(wanted, stored)
  if (create.length) await tx.person.createMany({ data: create.map((row) => ({ ...row, governmentId })) })
  for (const { id, row } of update) await tx.person.update({ where: { id }, data: row })
  const rows = create.length ? await tx.person.findMany({ where: { governmentId }, select: { id: true, key: true } }) : stored
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await writeRoles(tx, place, document, parents.units, ids, at)
  await writeIdentities(tx, document, ids)
  await writeResponsibilities(tx, place, document, parents.indicators, ids, at)
  return ids
}

/** Roles of this agency and of the whole government. A government's role of somebody whom the document does not name stays. */
async function writeRoles(
  tx: Tx,
  { governmentId, agencyId, year }: Place,
  document: Document,
  units: Ids,
  people: Ids,
  at: Date,
): Promise<void> {
  const wanted = document.people.flatMap((person) => {
    const personId = people.get(person.key)
    if (personId === undefined) return []
    return person.roles.map(({ role, scope, unit, from }) => {
      const agency = scope === 'government' ? null : agencyId
      const unitId = scope === 'unit' && unit !== undefined ? (units.get(unit) ?? null) : null
      return {
        key: [personId, role, agency, unitId].join(':'),
        personId,
        role,
        agencyId: agency,
        unitId,
        from: from ? new Date(from) : undefined,
      }
    })
  })
  const named = new Set(wanted.map(({ personId }) => personId))
  const stored = (await tx.role.findMany({ where: { governmentId, to: null, OR: [{ agencyId }, { agencyId: null }] } })).map((row) => ({
    ...row,
    key: [row.personId, row.role, row.agencyId, row.unitId].join(':'),
  }))
  const known = new Map(stored.map((row) => [row.key, row]))
  const newYear = new Date(Date.UTC(year, 0, 1))
  const create = wanted.filter(({ key }) => !known.has(key))
  if (create.length)
    await tx.role.createMany({ data: create.map(({ key: _, from, ...row }) => ({ ...row, governmentId, from: from ?? newYear })) })
  for (const { key, from } of wanted) {
    const before = known.get(key)
    if (before && from && before.from.getTime() !== from.getTime()) await tx.role.update({ where: { id: before.id }, data: { from } })
  }
  const keys = new Set(wanted.map(({ key }) => key))
  for (const row of stored)
    if (!keys.has(row.key) && (row.agencyId !== null || named.has(row.personId)))
      await tx.role.update({ where: { id: row.id }, data: { to: at < row.from ? row.from : at } })
}

/** Accounts are added, never taken away: most are made by an invitation and no document knows them. */
async function writeIdentities(tx: Tx, document: Document, people: Ids): Promise<void> {
  const wanted = document.people.flatMap((person) => {
    const personId = people.get(person.key)
    if (personId === undefined) return []
    return person.identities.map(({ channel, platformId, chat }) => ({
      personId,
      channel,
      platformId,
      chatKey: `${channel}:${chat ?? platformId}`,
    }))
  })
  if (wanted.length === 0) return
  await tx.identity.createMany({ data: wanted, skipDuplicates: true })
  // Who never spoke can be told of something too.
  const chats = wanted.map(({ channel, chatKey }) => ({
    key: chatKey,
    channel,
    platformId: chatKey.slice(channel.length + 1),
    kind: 'private',
  }))
  await tx.chat.createMany({ data: chats, skipDuplicates: true })
}

/** Rooms that the operator names are approved at once, and can be told of something before anybody has spoken there. */
export async function writeRooms(tx: Tx, { governmentId, agencyId }: Place, document: Document, at: Date): Promise<void> {
  for (const { channel, platformId, title, locale, scope, agencies } of document.rooms) {
    const told = { title, locale, whole: scope === 'government' }
    const room = await tx.room.upsert({
      where: { channel_platformId: { channel, platformId } },
      create: { ...told, governmentId, channel, platformId, chatKey: `${channel}:${platformId}`, approvedAt: at },
      update: told,
    })
    const keys = await tx.agency.findMany({ where: { governmentId, key: { in: agencies ?? [] } }, select: { id: true } })
    const covered = scope === 'government' ? [] : scope === 'agency' ? [agencyId] : keys.map(({ id }) => id)
    await coverAgencies(statements(tx), room.id, scope === 'government' ? 'all' : covered)
    const chat = { key: `${channel}:${platformId}`, channel, platformId, kind: 'room' }
    await tx.chat.createMany({ data: [chat], skipDuplicates: true })
  }
}
