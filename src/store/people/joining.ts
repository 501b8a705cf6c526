import type { Tx } from '../database/database.ts'

const mostWrong = 5

/** Who may be joined by a phone number: those whose number in the agency's list is written somehow like it, and whether an account of theirs was ended. */
export const peopleWithPhone = (tx: Tx, lastDigits: string): Promise<{ id: number; phone: string; ended: boolean }[]> =>
  tx.$queryRaw`
    select id, phone, exists (select 1 from identity i where i.person_id = person.id and i.ended_at is not null) as ended from person
    where phone is not null and left_at is null and right(regexp_replace(phone, '\\D', '', 'g'), ${lastDigits.length}) = ${lastDigits}`

/**
 * Makes an account a person's: new, or one that was ended, or whose person has left. False where it is somebody's already. What the person
 * had begun in chats that are closed to them goes on in this one.
 */
export async function linkAccount(
  tx: Tx,
  account: { personId: number; channel: string; platformId: string; chatKey: string },
  at: Date,
): Promise<boolean> {
  const { personId, channel, platformId, chatKey } = account
  const linked = await tx.$queryRaw<{ id: number }[]>`
    insert into identity as i (person_id, channel, platform_id, chat_key) values (${personId}, ${channel}, ${platformId}, ${chatKey})
    on conflict (channel, platform_id) do update set person_id = excluded.person_id, chat_key = excluded.chat_key, ended_at = null, unreachable_at = null
      where i.ended_at is not null or exists (select 1 from person p where p.id = i.person_id and p.left_at is not null)
    returning id`
  if (linked.length === 0) return false
  await tx.$executeRaw`
    update conversation c set chat_key = ${chatKey}, status = 'suspended', ask_again_at = null, closes_at = greatest(closes_at, ${at}::timestamptz + interval '1 day')
    where c.person_id = ${personId} and c.status in ('active', 'suspended') and c.chat_key <> ${chatKey}
      and exists (select 1 from identity i where i.chat_key = c.chat_key and i.person_id = c.person_id and i.ended_at is not null)`
  return true
}

/** Ends every account of a person at once: nothing is heard from there any more, and what was on its way there is not sent. Returns how many. */
export async function endAccounts(tx: Tx, personId: number, at: Date): Promise<number> {
  const ended = await tx.$queryRaw<{ chatKey: string }[]>`
    update identity set ended_at = ${at} where person_id = ${personId} and ended_at is null returning chat_key as "chatKey"`
  const chats = ended.map(({ chatKey }) => chatKey)
  await tx.$executeRaw`
    update outbox set done_at = clock_timestamp(), failure = 'the account was ended', locked_until = null
    where chat_key = any(${chats}) and person_id = ${personId} and done_at is null`
  await tx.$executeRaw`
    update conversation set status = 'suspended', ask_again_at = null where person_id = ${personId} and chat_key = any(${chats}) and status = 'active'`
  return ended.length
}

/** Whether a chat may try another code, after those that were none in the hour that runs. */
export async function wrongCodes(tx: Tx, chatKey: string, at: Date): Promise<'may-try' | 'too-many'> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select wrong_codes as count from chat where key = ${chatKey} and wrong_codes_since > ${at}::timestamptz - interval '1 hour'`
  return (row?.count ?? 0) >= mostWrong ? 'too-many' : 'may-try'
}

/** Notes a code that is none, in the hour that began with the first. */
export const noteWrongCode = (tx: Tx, chatKey: string, at: Date): Promise<number> => tx.$executeRaw`
  update chat set
    wrong_codes = case when wrong_codes_since > ${at}::timestamptz - interval '1 hour' then wrong_codes + 1 else 1 end,
    wrong_codes_since = case when wrong_codes_since > ${at}::timestamptz - interval '1 hour' then wrong_codes_since else ${at}::timestamptz end
  where key = ${chatKey}`
