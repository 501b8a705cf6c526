import type { Database } from '../database/database.ts'

/** A letter that the house writes by itself. With a key it is written once, whoever writes it again. */
export type NewLetter = {
  key?: string
  chatKey: string
  personId?: number
  body: unknown
  urgency: string
  sendAfter: string
  topic?: string
}

/** Adds letters in their order, in one statement; returns how many were new. */
export async function addLetters(db: Pick<Database, 'sql'>, letters: readonly NewLetter[]): Promise<number> {
  if (letters.length === 0) return 0
  const rows = await db.sql(
    `insert into outbox (key, chat_key, person_id, body, urgency, send_after, topic)
     select m.key, m."chatKey", m."personId", m.body, m.urgency::urgency, m."sendAfter", m.topic
     from jsonb_to_recordset($1::jsonb)
       as m(key text, "chatKey" text, "personId" int, body jsonb, urgency text, "sendAfter" timestamptz, topic text, place int)
     order by m.place on conflict (key) do nothing returning id`,
    [JSON.stringify(letters.map((letter, place) => ({ ...letter, place })))],
  )
  return rows.length
}
