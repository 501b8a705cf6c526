import type { Tx } from '../../store/database/database.ts'
import { ownersOfAccounts, ownersOfRooms } from '../../store/people/taken-accounts.ts'
import type { Account, Taken } from '../../store/people/taken-accounts.ts'
import type { Document } from '../shape/document.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'

type Claim = Account & { path: string; government: string; person?: string }

/**
 * Accounts and rooms that belong to somebody else already, in the store or in the documents that came with this one: an account has one
 * owner across all governments, and none changes hands by an import. `before` are the documents that came first in the file.
 */
export async function checkAccounts(tx: Tx, document: Document, before: readonly Document[]): Promise<Finding[]> {
  const [people, rooms] = [accountsOf(document), roomsOf(document)]
  const knownPeople = [...(await ownersOfAccounts(tx, people)), ...before.flatMap(accountsOf)]
  const knownRooms = [...(await ownersOfRooms(tx, rooms)), ...before.flatMap(roomsOf)]
  return [...takenIn(people, [...knownPeople, ...people], 'account-taken'), ...takenIn(rooms, knownRooms, 'room-taken')]
}

const accountsOf = ({ people, government }: Document): Claim[] =>
  people.flatMap(({ key, identities }, i) =>
    identities.map(({ channel, platformId }, j) => ({
      ...{ channel, platformId, path: `people.${i}.identities.${j}` },
      ...{ government: government.key, person: key },
    })),
  )

const roomsOf = ({ rooms, government }: Document): Claim[] =>
  rooms.map(({ channel, platformId }, i) => ({ channel, platformId, path: `rooms.${i}`, government: government.key }))

function takenIn(claims: Claim[], known: readonly Taken[], code: 'account-taken' | 'room-taken'): Finding[] {
  const owners = new Map<string, Taken>()
  const keyOf = ({ channel, platformId }: Account) => `${channel}:${platformId}`
  for (const owner of known) if (!owners.has(keyOf(owner))) owners.set(keyOf(owner), owner)
  return claims.flatMap((claim) => {
    const owner = owners.get(keyOf(claim))
    if (!owner || (owner.government === claim.government && owner.person === claim.person)) return []
    return [
      finding(claim.path, code, keyOf(claim), { owner: [owner.government, owner.person].filter((part) => part !== undefined).join('/') }),
    ]
  })
}
