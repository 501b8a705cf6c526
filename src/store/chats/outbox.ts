import { z } from 'zod'
import type { Message, Part } from '../../message/message.ts'
import { Action } from '../../message/action.ts'
import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

/** A letter that waits to be sent, as the sender takes it. */
export type Waiting = {
  id: number
  chatKey: string
  channel: string
  platformId: string
  kind: 'private' | 'room'
  body: Message
  urgency: Message['urgency']
  attempts: number
  replyTo: string | null
  replaces: string | null
  /** Why it still waits, where it was tried before. */
  failure: string | null
  /** Whether others of its chat wait behind it. */
  followed: boolean
  /** Its chat is one where nobody is reached, as far as is known. */
  unreachable: boolean
}

/**
 * Takes letters that are due, in the order answer, notice, bulk and within a chat in the order written. The claim tests what it changes
 * and holds no lock while sending; a paused chat is left out, and so are the `resting` ones, which have had their share for now. `houseNow` is the house's clock, by which letters are dated; locks go by
 * the database's. An answer is due whatever its date: it was dated by the clock of another machine, which may be ahead of ours, and the
 * next one must not overtake it. With a `holder` nothing is taken unless that one leads on the channel in this very moment. Letters that have
 * been `sent` since the last time are noted by the same statement: each would be a round trip of its own. A letter's chat is looked at by a
 * subselect and not by a join, which begins with all chats where many letters wait: so they are read in their order, only as far as needed.
 * One that was put off holds up what is less urgent and not more: whoever asks is answered, unless it is `underWay` again in this moment.
 * What is under way is not taken again, however long it takes.
 */
export async function claimLetters(
  db: Database,
  channel: string,
  houseNow: Date,
  limit: number,
  seconds: number,
  resting: readonly string[] = [],
  holder: string | null = null,
  sent: readonly Sent[] = [],
  underWay: readonly number[] = [],
): Promise<Waiting[]> {
  return db.sql<Waiting & Record<string, unknown>>(
    `${plannedAnew} with gone as (select * from unnest($7::int[], $8::text[]) as g(id, sent_as)),
     noted as (
       ${noting} where o.id = g.id),
     claimed as (
       update outbox o set locked_until = clock_timestamp() + make_interval(secs => $4), attempts = attempts + 1 where o.id in (
         select q.id from outbox q
         where q.done_at is null and q.id <> all($7::int[] || $9::int[]) and (q.urgency = 'answer' or q.send_after <= $2::timestamptz) and coalesce(q.locked_until, '-infinity') < clock_timestamp()
           and (select c.channel = $1 and coalesce(c.paused_until, '-infinity') < clock_timestamp() from chat c where c.key = q.chat_key)
           and q.chat_key <> all($5::text[])
           and ($6::text is null or exists (select 1 from sender_lead l where l.channel = $1 and l.holder = $6 and l.held_until > clock_timestamp()))
           and not exists (select 1 from outbox e where e.chat_key = q.chat_key and e.done_at is null and e.id <> all($7::int[])
             and ((e.locked_until >= clock_timestamp() and (e.failure is null or e.urgency <= q.urgency or e.id = any($9::int[]))) or ((e.urgency = 'answer' or e.send_after <= $2::timestamptz) and (e.urgency, e.id) < (q.urgency, q.id))))
         order by q.urgency, q.id limit $3 for update of q skip locked)
       returning o.*)
     select o.id, o.chat_key as "chatKey", c.channel, c.platform_id as "platformId", c.kind, c.unreachable_at is not null as unreachable, o.body, o.urgency::text as urgency, o.attempts,
       o.failure, o.reply_to as "replyTo", (
         select coalesce(g.sent_as, r.sent_as) from outbox r left join gone g on g.id = r.id where r.id = (o.body->>'replaces')::int) as replaces,
       exists (select 1 from outbox n where n.chat_key = o.chat_key and n.done_at is null and n.id <> o.id) as followed
     from claimed o join chat c on c.key = o.chat_key order by o.urgency, o.id`,
    [channel, houseNow.toISOString(), limit, seconds, [...resting], holder, ...columnsOf(sent), [...underWay]],
  )
}

/** A letter that its platform has taken, with the platform's id, by which replies and edits find it. */
export type Sent = { id: number; sentAs: string }

const noting = `update outbox o set done_at = clock_timestamp(), sent_as = g.sent_as, failure = null, locked_until = null from gone g`
const columnsOf = (sent: readonly Sent[]) => [sent.map(({ id }) => id), sent.map(({ sentAs }) => sentAs)]

/** Notes what has been sent, where nothing is claimed with it. */
export const noteSent = (db: Database, sent: readonly Sent[]): Promise<unknown> =>
  db.sql(`with gone as (select * from unnest($1::int[], $2::text[]) as g(id, sent_as)) ${noting} where o.id = g.id`, columnsOf(sent))

/** Not yet, and why: tried again after so long; with a pause of the chat where the platform asked for one. */
export const postpone = (db: Database, id: number, ms: number, why: string, chat: { key: string; pause: boolean }): Promise<unknown> =>
  db.sql(
    `with paused as (update chat set paused_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000) where key = $3 and $4)
     update outbox set locked_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000), failure = $5 where id = $1`,
    [id, ms, chat.key, chat.pause, why],
  )

/** Taken, and not tried after all: the next who looks may take them, unless somebody has meanwhile. */
export const putBack = (db: Database, letters: readonly Pick<Waiting, 'id' | 'attempts'>[]): Promise<unknown> =>
  db.sql(
    `update outbox o set locked_until = null, attempts = o.attempts - 1 from unnest($1::int[], $2::int[]) as x(id, attempts)
     where o.id = x.id and o.attempts = x.attempts and o.done_at is null`,
    [letters.map(({ id }) => id), letters.map(({ attempts }) => attempts)],
  )

/** Lets go of what was written to chats as if it were being sent, and of which nobody knows: it is not. */
export const freeUnsent = (db: Database, chatKeys: readonly string[]): Promise<unknown> =>
  db.sql(
    `update outbox set locked_until = null, attempts = 0
     where chat_key = any($1::text[]) and done_at is null and locked_until is not null and attempts = 1 and failure is null`,
    [[...chatKeys]],
  )

/** What stands in a chat on a topic: the newest message that was sent there, or was written before a letter and is not done. */
export type StandingLetter = { id: number; topic: string; sentAs: string | null; pressed: boolean; body: Message }

/** What stands on topics, one at most for each. */
export const standingOn = (
  db: Pick<Database, 'sql'>,
  { id, chatKey }: Pick<Waiting, 'id' | 'chatKey'>,
  topics: readonly string[],
): Promise<StandingLetter[]> =>
  db.sql<StandingLetter>(
    `select distinct on (topic) id, topic, sent_as as "sentAs", pressed is not null as pressed, body from outbox
     where chat_key = $1 and topic = any($2::text[]) and id <> $3 and (sent_as is not null or (done_at is null and id < $3)) order by topic, id desc`,
    [chatKey, [...topics], id],
  )

/** Writes what a letter says, before it is sent: its buttons are found by it. */
export const writeBody = (db: Pick<Database, 'sql'>, id: number, body: Message, topic: string): Promise<unknown> =>
  db.sql(`update outbox set body = $2::jsonb, topic = $3 where id = $1`, [id, JSON.stringify(body), topic])

/** A letter goes on at once without the file that it was to bring, and says what `body` says. */
export const dropFile = (db: Pick<Database, 'sql'>, id: number, body: Message, why: string): Promise<unknown> =>
  db.sql(`update outbox set body = $2::jsonb, failure = $3, locked_until = null where id = $1 and done_at is null`, [
    id,
    JSON.stringify(body),
    why,
  ])

/** Takes away a letter that had nothing to say: nobody has seen it. */
export const dropLetter = (db: Pick<Database, 'sql'>, id: number): Promise<unknown> =>
  db.sql(`delete from outbox where id = $1 and sent_as is null`, [id])

/** Given up for good, with the reason. Returns the letter's key, where it has one. */
export async function giveUp(db: Pick<Database, 'sql'>, id: number, failure: string): Promise<string | undefined> {
  const [row] = await db.sql<{ key: string | null }>(
    `update outbox set done_at = clock_timestamp(), failure = $2, locked_until = null where id = $1 returning key`,
    [id, failure],
  )
  return row?.key ?? undefined
}

const Carried = z.object({
  parts: z.array(z.custom<Part>()),
  buttons: z.array(z.array(z.object({ label: z.string(), action: Action, once: z.boolean() }))).optional(),
})

/** A button as the message that carried it knows it, and what has become of its conversation, where that is over. */
export type Carrier = {
  outboxId: number
  chatKey: string
  personId: number | null
  parts: Part[]
  button: { label: string; action: Action; once: boolean }
  pressed: { label: string; at: string; by: string } | null
  fate?: Fate
}
export type Fate = 'finished' | 'discarded' | 'expired'

/** The button at a place of a sent message; nothing where there is none. */
export async function carrierOf(db: Pick<Database, 'sql'>, outboxId: number, index: number): Promise<Carrier | undefined> {
  const [row] = await db.sql<{
    chatKey: string
    personId: number | null
    body: unknown
    pressed: Carrier['pressed']
    status: string | null
  }>(
    `select o.chat_key as "chatKey", o.person_id as "personId", o.body, o.pressed, (
       select c.status::text from conversation c
       where c.id = (jsonb_path_query_array(o.body, '$.buttons[*][*]')->$2::int->'action'->>'conversation')::int) as status
     from outbox o where o.id = $1`,
    [outboxId, index],
  )
  const read = row && Carried.safeParse(row.body)
  const button = read?.success ? read.data.buttons?.flat()[index] : undefined
  if (!row || !read?.success || !button) return undefined
  const { chatKey, personId, pressed, status } = row
  const over = status === 'finished' || status === 'discarded' || status === 'expired'
  return { outboxId, chatKey, personId, parts: read.data.parts, button, pressed, ...(over && { fate: status }) }
}

/** What stands at the end of a chat: the buttons of its newest message that has any, none where another has taken its place, and its subject. */
export type Offer = { buttons: Carrier[]; about?: unknown }

/** `id + 0`: by the bare id the planner may walk back through everybody's letters to find those of a quiet chat. */
export async function newestOffer(db: Pick<Database, 'sql'>, chatKey: string): Promise<Offer> {
  const rows = await db.sql<{ outboxId: number; personId: number | null; body: unknown; pressed: Carrier['pressed'] }>(
    `select id as "outboxId", person_id as "personId", body, pressed from outbox where chat_key = $1 order by id + 0 desc limit 4`,
    [chatKey],
  )
  const replaced = new Set(rows.map(({ body }) => Standing.parse(body).replaces))
  for (const { outboxId, personId, body, pressed } of rows) {
    const { parts, buttons = [] } = Carried.parse(body)
    if (buttons.length === 0) continue
    const { about } = Standing.parse(body)
    if (replaced.has(outboxId)) return { buttons: [], about }
    return { buttons: buttons.flat().map((button) => ({ outboxId, chatKey, personId, parts, button, pressed })), about }
  }
  return { buttons: [] }
}
const Standing = z.object({ replaces: z.number().optional(), about: z.unknown().optional() })

/** What a message sent to a chat was about, by the platform's id of it, or of a part where it went as several; that is looked for where no other is found. */
export async function subjectOf(db: Pick<Database, 'sql'>, chatKey: string, sentAs: string): Promise<unknown> {
  const [row] = await db.sql<{ about: unknown }>(
    `(select body->'about' as about from outbox where chat_key = $1 and sent_as = $2 order by id desc limit 1)
     union all
     (select body->'about' from outbox where chat_key = $1 and sent_as like '%+%' and $2 = any(string_to_array(sent_as, '+')) order by id + 0 desc limit 1) limit 1`,
    [chatKey, sentAs],
  )
  return row?.about ?? undefined
}

/** A letter that the house writes by itself, once for its key. */
export const addOnce = (db: Pick<Database, 'sql'>, key: string, chatKey: string, body: Message, at: Date): Promise<unknown> =>
  db.sql(
    `insert into outbox (key, chat_key, body, urgency, send_after) values ($1, $2, $3::jsonb, $4::urgency, $5::timestamptz) on conflict (key) do nothing`,
    [key, chatKey, JSON.stringify(body), body.urgency, at.toISOString()],
  )
