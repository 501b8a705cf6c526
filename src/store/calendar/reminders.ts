import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

export type ReminderKind = 'due' | 'late' | 'unpublished' | 'snoozed' | 'nudged'
export type ReminderOutcome = 'said' | 'to-delegate' | 'nothing-due' | 'snoozed' | 'told-today' | 'unreachable'

/** Where somebody is reached, and in which language. */
type Reached = { personId: number; name: string; chatKey: string; locale: string }

/** A person whose reminders are due, with all that decides how and to whom they are said. */
export type RemindedPerson = {
  personId: number
  name: string
  governmentId: number
  reminders: { id: number; key: string; kind: ReminderKind }[]
  address: Reached | null
  /** The absence of that day, with who stands in where somebody does. */
  absence: { until: string; delegate: Reached | null } | null
  snoozedUntil: Date | null
  toldToday: boolean
}

const reached = (person: string) => `(select json_build_object('personId', w.id, 'name', w.name, 'chatKey', i.chat_key, 'locale', w.locale)
  from person w join identity i on i.person_id = w.id where w.id = ${person} and w.left_at is null and i.ended_at is null
  order by i.unreachable_at nulls first, i.id desc limit 1)`

/**
 * Takes people of a zone whose reminders are due, each with all of theirs, so that they become one message. SKIP LOCKED, and a lock that
 * ends by itself: instances share the work and none waits. `day` is that zone's day as two instants.
 */
export const claimReminded = (
  db: Pick<Database, 'sql'>,
  zone: string,
  { now, today, day, limit }: { now: Date; today: string; day: { from: Date; to: Date }; limit: number },
): Promise<RemindedPerson[]> =>
  db.sql<RemindedPerson>(
    `${plannedAnew} with picked as materialized (
       select r.person_id from reminder r join person p on p.id = r.person_id join government g on g.id = p.government_id
       where r.done_at is null and r.due_at <= $2::timestamptz and coalesce(r.locked_until, '-infinity') < clock_timestamp() and g.zone = $1
       order by r.due_at, r.id limit $6),
     claimed as (
       update reminder set locked_until = clock_timestamp() + interval '1 minute' where id in (
         select m.id from reminder m where m.person_id in (select person_id from picked) and m.done_at is null and m.due_at <= $2::timestamptz
           and coalesce(m.locked_until, '-infinity') < clock_timestamp() for update of m skip locked)
       returning id, person_id, key, kind),
     grouped as (
       select person_id, json_agg(json_build_object('id', id, 'key', key, 'kind', kind) order by id) as reminders from claimed group by person_id)
     select p.id as "personId", p.name, p.government_id as "governmentId", c.reminders, ${reached('p.id')} as address,
       (select json_build_object('until', b.to_date, 'delegate', ${reached('b.delegate_id')}) from absence b
         where b.person_id = p.id and b.ended_at is null and $3::date between b.from_date and b.to_date) as absence,
       (select z.until from snooze z where z.person_id = p.id and z.until > $2::timestamptz) as "snoozedUntil",
       exists (select 1 from reminder t where t.person_id = p.id and t.outcome in ('said', 'to-delegate')
         and t.done_at >= $4::timestamptz and t.done_at < $5::timestamptz) as "toldToday"
     from grouped c join person p on p.id = c.person_id order by p.id`,
    [zone, now.toISOString(), today, day.from.toISOString(), day.to.toISOString(), limit],
  )

/** What has become of some reminders of one person, with the message where there is one. */
export type ReminderDone = {
  ids: number[]
  outcome: ReminderOutcome
  letter?: { key: string; chatKey: string; personId: number; body: unknown; urgency: string; topic: string }
}

/** Ends reminders and writes their messages, in one statement: a reminder that another instance has ended before writes nothing. */
export async function endReminders(db: Pick<Database, 'sql'>, done: readonly ReminderDone[], now: Date): Promise<void> {
  const rows = done.flatMap(({ ids, outcome, letter }) => ids.map((id, at) => ({ id, outcome, ...(at === 0 && letter) })))
  await db.sql(
    `${plannedAnew} with x as (select * from jsonb_to_recordset($1::jsonb)
       as x(id int, outcome text, key text, "chatKey" text, "personId" int, body jsonb, urgency text, topic text)),
     ended as (update reminder m set done_at = $2::timestamptz, outcome = x.outcome, locked_until = null from x
       where m.id = x.id and m.done_at is null returning m.id)
     insert into outbox (key, chat_key, person_id, body, urgency, send_after, topic)
     select x.key, x."chatKey", x."personId", x.body, x.urgency::urgency, $2::timestamptz, x.topic
     from x join ended e on e.id = x.id where x.key is not null order by x.id on conflict (key) do nothing`,
    [JSON.stringify(rows), now.toISOString()],
  )
}

/** The next moment at which a reminder that waits is due. */
export async function nextWaitingReminder(db: Pick<Database, 'sql'>, now: Date): Promise<Date | undefined> {
  const [row] = await db.sql<{ next: Date | null }>(
    `select min(due_at) as next from reminder where done_at is null and due_at > $1::timestamptz`,
    [now.toISOString()],
  )
  return row?.next ?? undefined
}

/** Tells the planner of many new reminders at once: by its old count it would read all of them for each part. */
export const countReminders = (db: Pick<Database, 'sql'>): Promise<unknown> => db.sql('analyze reminder')
