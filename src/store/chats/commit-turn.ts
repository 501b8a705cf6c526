import { grouped } from '../../domain/grouped.ts'
import type { Message } from '../../message/message.ts'
import type { Database } from '../database/database.ts'
import { recentBefore } from './inbox.ts'
import type { Next } from './inbox.ts'
import type { Waiting } from './outbox.ts'

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
  body: Message
  urgency: string
  sendAfter: string
  topic?: string
  key?: string
  replyTo?: string
}

/**
 * What follows a turn at once, where nobody else need look for it. `holdSeconds`: the chat goes on with its next letter and is held for so
 * long, or is let go. `handed`: chats whose letters whoever commits sends right after, and by which name it leads on their channel; they
 * are held for `sendingSeconds`.
 */
export type Following = { holdSeconds?: number; sendingSeconds: number; handed: readonly { chatKey: string; holder: string | null }[] }

/**
 * `ended`: false where it was done before, and then nothing of it has happened. `next`: the chat's next letter, null where it was let go,
 * nothing where it is still held as before. `handed`: the letters to be sent by whoever has committed.
 */
export type Committed = { ended: boolean; next?: Next | null; handed: Waiting[] }

/**
 * Ends an inbox row together with everything that it led to, in one statement: answers, the state of the conversation, and the mark on the
 * pressed button. Nothing of it happens where another instance has ended that row before. The session that is laid aside goes first
 * (`from laid`), because only one may be active. Letters are handed over only where nobody could have to go before them: whoever sends leads, the chat is
 * not paused, nothing waits in it, and what a letter takes the place of has been noted as sent.
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
letters as materialized (
  select x.*, (select r.sent_as from outbox r where r.id = (x.body->>'replaces')::int) as replaced
  from jsonb_to_recordset($6::jsonb)
    as x("chatKey" text, "personId" int, body jsonb, urgency text, "sendAfter" timestamptz, topic text, key text, "replyTo" text, place int)),
handed as materialized (
  select c.key, c.channel, c.platform_id, c.kind, c.unreachable_at from jsonb_to_recordset($11::jsonb) as x("chatKey" text, holder text) join chat c on c.key = x."chatKey"
  where coalesce(c.paused_until, '-infinity') < clock_timestamp()
    and (x.holder is null or exists (select 1 from sender_lead l where l.channel = c.channel and l.holder = x.holder and l.held_until > clock_timestamp()))
    and not exists (select 1 from outbox e where e.chat_key = c.key and e.done_at is null)
    and not exists (select 1 from letters w where w."chatKey" = c.key and w.replaced is null and w.body ? 'replaces')),
said as (
  insert into outbox (chat_key, person_id, body, urgency, send_after, topic, key, reply_to, locked_until, attempts)
  select x."chatKey", x."personId", x.body, x.urgency::urgency, x."sendAfter", x.topic, x.key, x."replyTo",
    case when h.key is not null then clock_timestamp() + make_interval(secs => $12) end, (h.key is not null)::int
  from letters x left join handed h on h.key = x."chatKey"
  where exists (select 1 from ended) order by x.place
  on conflict (key) do nothing returning id, chat_key, locked_until),
next as (
  select id from (
    select id, due_at from inbox where chat_key = $8 and id <> $1 and done_at is null and set_aside_at is null order by id limit 1) f
  where due_at <= clock_timestamp()),
held as (
  update chat set locked_until = case when exists (select 1 from next) then clock_timestamp() + make_interval(secs => $10::float8) end
  where key = $8 and $10::float8 is not null and exists (select 1 from ended) returning key)
select (select count(*)::int from ended) as ended, (select count(*)::int from said) as said, (select count(*)::int from kept) as kept, (select count(*)::int from pressed) as pressed,
  exists (select 1 from held) as "goesOn",
  (select row_to_json(x) from (select n.id, n.body, n.attempts, ${recentBefore} from next join inbox n on n.id = next.id where exists (select 1 from held)) x) as next,
  (select json_agg(json_build_object('id', s.id, 'chatKey', h.key, 'channel', h.channel, 'platformId', h.platform_id, 'kind', h.kind, 'unreachable', h.unreachable_at is not null) order by s.id)
   from said s join handed h on h.key = s.chat_key where s.locked_until is not null) as handed,
  (select json_agg(w.replaced order by w.place) from letters w) as replaced`

type Handed = Pick<Waiting, 'id' | 'chatKey' | 'channel' | 'platformId' | 'kind' | 'unreachable'>
type Result = { ended: number; goesOn: boolean; next: Next | null; handed: Handed[] | null; replaced: (string | null)[] | null }

/** Commits a turn through whatever runs statements: the database itself, or the transaction in which a use case has written. */
export async function commitTurn(
  db: Pick<Database, 'sql'>,
  rows: TurnRows,
  { holdSeconds, sendingSeconds, handed }: Following = { sendingSeconds: 0, handed: [] },
): Promise<Committed> {
  const { pressed, active, letters } = rows
  const [result] = await db.sql<Result>(statement, [
    rows.inboxId,
    JSON.stringify(pressed ? { label: pressed.label, by: pressed.by, at: rows.at } : {}),
    pressed?.outboxId ?? null,
    JSON.stringify(rows.laid),
    JSON.stringify(active ? [active] : []),
    JSON.stringify(letters.map((letter, place) => ({ ...letter, place }))),
    rows.at,
    rows.chatKey,
    rows.personId,
    holdSeconds ?? null,
    JSON.stringify(handed),
    sendingSeconds,
  ])
  return {
    ended: result?.ended === 1,
    ...(result?.goesOn && { next: result.next }),
    handed: waitingOf(result?.handed ?? [], letters, result?.replaced ?? []),
  }
}

/** Rows have no place of their own: those of a chat are numbered in the order in which its letters were written. */
function waitingOf(rows: readonly Handed[], letters: readonly LetterRow[], replaced: readonly (string | null)[]): Waiting[] {
  const written = letters.map((letter, place) => ({ letter, replaces: replaced[place] ?? null }))
  const ofChat = grouped(written, ({ letter }) => letter.chatKey)
  return rows.flatMap((row): Waiting[] => {
    const next = ofChat.get(row.chatKey)?.shift()
    if (!next) return []
    const { body, replyTo } = next.letter
    const { urgency } = body
    return [{ ...row, body, urgency, attempts: 1, replyTo: replyTo ?? null, replaces: next.replaces, failure: null, followed: false }]
  })
}
