import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../database/database.ts'

/** Crockford's base32: what is read aloud or copied by hand has no letters that look like digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12
const validMs = 7 * 24 * 3_600_000

/** Twelve letters drawn at random, 60 bits: 256 is a multiple of 32, so that each is equally likely. One at least is a digit, by which a code is known from a word. */
function newCode(): string {
  for (;;) {
    const code = [...randomBytes(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('')
    if (/\d/.test(code)) return code
  }
}

/** A code as it was drawn, however it was typed; nothing where a text can be none. */
export function readCode(text: string): string | undefined {
  const plain = text.trim().toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return plain.length === codeLength && [...plain].every((letter) => alphabet.includes(letter)) ? plain : undefined
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** Makes an invitation for a person: one use, seven days. One that is open is void from now on. Only a hash of the code is kept. */
export async function makeInvitation(tx: Tx, personId: number, at: Date): Promise<{ code: string; expiresAt: Date }> {
  // Two who invite at once wait for each other: only the last code opens the door.
  await tx.$queryRaw`select id from person where id = ${personId} for update`
  await tx.invitation.updateMany({ where: { personId, usedAt: null, expiresAt: { gt: at } }, data: { expiresAt: at } })
  const code = newCode()
  const expiresAt = new Date(at.getTime() + validMs)
  await tx.invitation.create({ data: { personId, codeHash: hashOf(code), expiresAt } })
  return { code, expiresAt }
}

/** Uses an invitation up; the person that it is for. Nothing where the code is unknown, used, void or too old, or the person has left. */
export async function takeInvitation(tx: Tx, code: string, at: Date): Promise<number | undefined> {
  // One statement: of two that come at once, one finds it used.
  const rows = await tx.$queryRaw<{ personId: number }[]>`
    update invitation i set used_at = ${at} from person p
    where i.code_hash = ${hashOf(code)} and i.used_at is null and i.expires_at > ${at} and p.id = i.person_id and p.left_at is null
    returning i.person_id as "personId"`
  return rows[0]?.personId
}
