import { readPhone } from '../../domain/typed/phone.ts'
import type { Tx } from '../../store/database/database.ts'
import { members } from '../../store/people/government-people.ts'
import { readCode, takeInvitation } from '../../store/people/invitations.ts'
import { linkAccount, noteWrongCode, peopleWithPhone, wrongCodes } from '../../store/people/joining.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { todayIn } from '../asking.ts'

/** By what a stranger shows who they are: the code of an invitation, or their own phone number, vouched for by their platform. */
export type Proof = { kind: 'code'; text: string } | { kind: 'phone'; phone: string; own: boolean }

export type Accepted =
  | { kind: 'joined'; personId: number }
  | { kind: 'refused'; why: 'code' | 'last-try' | 'too-many' | 'phone-unknown' | 'phone-foreign' | 'phone-ended' }

/** The account that joins, and its private chat. */
type Account = { channel: string; platformId: string; chatKey: string }

const endOfNumber = 7

/**
 * Makes an account that nobody has a person's. Used, void, old and unknown codes are refused alike. A chat may be wrong five times in an
 * hour; then nothing it says is looked at, right or not.
 */
export async function acceptInvitation(tx: Tx, account: Account, proof: Proof, now: Date): Promise<Accepted> {
  const found = proof.kind === 'code' ? await byCode(tx, account, proof.text, now) : await byPhone(tx, proof)
  if (typeof found !== 'number') return { kind: 'refused', why: found }
  const [person] = await members(tx, { personId: found }, todayIn(now, 'Asia/Jakarta'))
  if (!person || !(await linkAccount(tx, { ...account, personId: found }, now))) return { kind: 'refused', why: 'code' }
  await audit(tx, {
    ...{ governmentId: person.governmentId, personId: found, channel: account.channel, at: now, subject: `person:${found}` },
    ...{ what: 'account-joined', to: { by: proof.kind } },
  })
  return { kind: 'joined', personId: found }
}

async function byCode(tx: Tx, { chatKey }: Account, text: string, now: Date): Promise<number | 'code' | 'last-try' | 'too-many'> {
  if ((await wrongCodes(tx, chatKey, now)) === 'too-many') return 'too-many'
  const code = readCode(text)
  const personId = code === undefined ? undefined : await takeInvitation(tx, code, now)
  if (personId !== undefined) return personId
  await noteWrongCode(tx, chatKey, now)
  return (await wrongCodes(tx, chatKey, now)) === 'too-many' ? 'last-try' : 'code'
}

/**
 * A number opens the door only where it is one person's: lists have numbers of offices, and of two governments. Where an account was ended
 * the number may be in other hands, with the phone that was lost: only a new code lets in then.
 */
async function byPhone(
  tx: Tx,
  { phone, own }: Extract<Proof, { kind: 'phone' }>,
): Promise<number | 'phone-unknown' | 'phone-foreign' | 'phone-ended'> {
  if (!own) return 'phone-foreign'
  const number = readPhone(phone)
  if (number === undefined) return 'phone-unknown'
  const alike = await peopleWithPhone(tx, number.slice(-endOfNumber))
  const [one, ...more] = alike.filter((person) => readPhone(person.phone) === number)
  if (!one || more.length > 0) return 'phone-unknown'
  return one.ended ? 'phone-ended' : one.id
}
