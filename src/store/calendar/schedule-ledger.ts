import type { Database } from '../database/database.ts'

/** What is known of a schedule: since when the house has it, the last slot that was carried out, and when that was. ISO instants in UTC. */
export type KnownSchedule = { name: string; since: string; last: string | null; done: string | null }

/** A letter that a schedule writes; its key keeps it from being said twice. */
export type ScheduledLetter = {
  key: string
  chatKey: string
  personId?: number
  body: unknown
  urgency: string
  sendAfter: string
  topic?: string
}

/** The schedules of these names that were carried out or registered before; a name that is missing was never seen. */
export async function knownSchedules(db: Pick<Database, 'sql'>, names: readonly string[]): Promise<Map<string, KnownSchedule>> {
  const rows = await db.sql<{ name: string; since: Date; last: Date | null; done: Date | null }>(
    `select name, done_at as done, known_since as since, last_slot as last from schedule_ledger where name = any($1::text[])`,
    [[...names]],
  )
  const known = rows.map(({ name, since, last, done }): KnownSchedule => ({
    name,
    since: since.toISOString(),
    last: last?.toISOString() ?? null,
    done: done?.toISOString() ?? null,
  }))
  return new Map(known.map((one) => [one.name, one]))
}

/**
 * Registers schedules that were never seen: what lay before `now` is not made up for. Their first slot is one after it. Returns how many
 * were new.
 */
export async function registerSchedules(db: Pick<Database, 'sql'>, names: readonly string[], now: Date): Promise<number> {
  const rows = await db.sql(
    `insert into schedule_ledger (name, known_since, last_slot) select name, $2::timestamptz, null from unnest($1::text[]) as name
     on conflict (name) do nothing returning name`,
    [[...names], now.toISOString()],
  )
  return rows.length
}

/**
 * Carries out a slot: the claim and its letters are one statement, so that of any number of processes one writes them, all or none. A slot
 * that is not later than the last one is lost. `now` is later than the slot where that was missed. `claimed` is false where another process, or an earlier run, was first.
 */
export async function carryOutSlot(
  db: Pick<Database, 'sql'>,
  name: string,
  slot: Date,
  letters: readonly ScheduledLetter[],
  now: Date = slot,
): Promise<{ claimed: boolean; written: number }> {
  const [row] = await db.sql<{ claimed: number; written: number }>(
    `with won as (
       insert into schedule_ledger as l (name, known_since, last_slot, done_at) values ($1, $2::timestamptz, $2::timestamptz, $4::timestamptz)
       on conflict (name) do update set last_slot = excluded.last_slot, done_at = excluded.done_at where l.last_slot is null or l.last_slot < excluded.last_slot
       returning name),
     written as (
       insert into outbox (key, chat_key, person_id, body, urgency, send_after, topic)
       select m.key, m."chatKey", m."personId", m.body, m.urgency::urgency, m."sendAfter", m.topic
       from won, jsonb_to_recordset($3::jsonb)
         as m(key text, "chatKey" text, "personId" int, body jsonb, urgency text, "sendAfter" timestamptz, topic text, place int)
       order by m.place on conflict (key) do nothing returning id)
     select (select count(*)::int from won) as claimed, (select count(*)::int from written) as written`,
    [name, slot.toISOString(), JSON.stringify(letters.map((letter, place) => ({ ...letter, place }))), now.toISOString()],
  )
  return { claimed: row?.claimed === 1, written: row?.written ?? 0 }
}
