import type { Database } from '../database/database.ts'

/** What a turn leaves behind, ready for the database: plain values, dates as ISO text. */
export type TurnRows = {
  inboxId: number
  at: string
  chatKey: string
  personId: number | null
  pressed?: { outboxId: number; label: string; by: string }
  /** Sessions that are set aside or over. */
  laid: { id: number; status: 'suspended' | 'finished' | 'discarded' | 'expired' }[]
  /** The session that waits for an answer. */
  active?: { id: number; name: string; version: number; step: string; state: unknown; askAgainAt: string; closesAt: string }
  letters: LetterRow[]
}
export type LetterRow = {
  chatKey: string
  personId: number | null
  body: unknown
  urgency: string
  sendAfter: string
  topic?: string
  key?: string
  replyTo?: string
}

/**
 * Ends an inbox row together with everything that it led to, in one statement: answers, the state of the conversation, and the mark on the
 * pressed button. Nothing of it happens where another instance has ended that row before. The session that is laid aside goes first
 * (`from laid`), because only one may be active.
 */
const statement = `
with ended as (
  update inbox set done_at = clock_timestamp(), error = null where id = $1 and done_at is null returning id),
pressed as (
  update outbox set pressed = $2::jsonb where id = $3::int and pressed is null and exists (select 1 from ended) returning id),
laid as (
  update conversation c set status = x.status::conversation_status, touched_at = $7::timestamptz, ask_again_at = null
  from jsonb_to_recordset($4::jsonb) as x(id int, status text) where c.id = x.id and exists (select 1 from ended) returning c.id),
kept as (
  insert into conversation (id, chat_key, person_id, name, version, step, draft, status, opened_at, touched_at, ask_again_at, closes_at)
  select x.id, $8, $9::int, x.name, x.version, x.step, x.state, 'active', $7::timestamptz, $7::timestamptz, x."askAgainAt", x."closesAt"
  from jsonb_to_recordset($5::jsonb) as x(id int, name text, version int, step text, state jsonb, "askAgainAt" timestamptz, "closesAt" timestamptz),
    (select count(*) from laid) as first
  where exists (select 1 from ended)
  on conflict (id) do update set step = excluded.step, draft = excluded.draft, version = excluded.version, status = 'active', touched_at = excluded.touched_at,
    ask_again_at = excluded.ask_again_at, closes_at = excluded.closes_at
  returning id),
said as (
  insert into outbox (chat_key, person_id, body, urgency, send_after, topic, key, reply_to)
  select x."chatKey", x."personId", x.body, x.urgency::urgency, x."sendAfter", x.topic, x.key, x."replyTo"
  from jsonb_to_recordset($6::jsonb)
    as x("chatKey" text, "personId" int, body jsonb, urgency text, "sendAfter" timestamptz, topic text, key text, "replyTo" text, place int)
  where exists (select 1 from ended) order by x.place
  on conflict (key) do nothing returning id)
select (select count(*)::int from ended) as ended, (select count(*)::int from said) as said, (select count(*)::int from kept) as kept, (select count(*)::int from pressed) as pressed`

/** Commits a turn through whatever runs statements: the database itself, or the transaction in which a use case has written. False where it was done before. */
export async function commitTurn(db: Pick<Database, 'sql'>, rows: TurnRows): Promise<boolean> {
  const { pressed, active } = rows
  const [result] = await db.sql(statement, [
    rows.inboxId,
    JSON.stringify(pressed ? { label: pressed.label, by: pressed.by, at: rows.at } : {}),
    pressed?.outboxId ?? null,
    JSON.stringify(rows.laid),
    JSON.stringify(active ? [active] : []),
    JSON.stringify(rows.letters.map((letter, place) => ({ ...letter, place }))),
    rows.at,
    rows.chatKey,
    rows.personId,
  ])
  return result?.['ended'] === 1
}
