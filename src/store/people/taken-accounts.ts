import type { Tx } from '../database/database.ts'

/** An account or a room by its platform's own id. */
export type Account = { channel: string; platformId: string }
/** Whose it is: a person's or a room's place, `kota-bekasi/setda-verifikator`. */
export type Taken = Account & { government: string; person?: string }

/** Which of these accounts belong to somebody, ended ones too: an account has one owner, whatever the government. */
export async function ownersOfAccounts(tx: Tx, accounts: readonly Account[]): Promise<Taken[]> {
  if (accounts.length === 0) return []
  const rows = await tx.identity.findMany({
    where: { platformId: { in: accounts.map(({ platformId }) => platformId) } },
    select: { channel: true, platformId: true, person: { select: { key: true, government: { select: { key: true } } } } },
  })
  return rows.map(({ channel, platformId, person }) => ({ channel, platformId, government: person.government.key, person: person.key }))
}

/** Which of these rooms are registered, and of which government. */
export async function ownersOfRooms(tx: Tx, rooms: readonly Account[]): Promise<Taken[]> {
  if (rooms.length === 0) return []
  const found = await tx.room.findMany({
    where: { platformId: { in: rooms.map(({ platformId }) => platformId) } },
    select: { channel: true, platformId: true, government: { select: { key: true } } },
  })
  return found.map(({ channel, platformId, government }) => ({ channel, platformId, government: government.key }))
}
