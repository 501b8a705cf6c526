import { AlertFacts, alertLevels, alertRuleNames } from '../../domain/leadership/alerts.ts'
import type { AlertSeen, AlertState } from '../../domain/leadership/alerts.ts'
import { z } from 'zod'
import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>

const Kind = z.object({ rule: z.enum(alertRuleNames), level: z.enum(alertLevels) })

type AlertRow = {
  id: number
  agencyId: number
  agencyShortName: string
  rule: string
  subject: string
  level: string
  facts: unknown
  batch: string
  openedAt: Date
  closedAt: Date | null
  takenBy: string | null
  takenAt: Date | null
  note: string | null
  mutedTo: Date | null
  askedBy: string | null
  askedAt: Date | null
  answer: string | null
  answeredBy: string | null
  answeredAt: Date | null
  responsible: string | null
}

const select = `select l.id, l.agency_id as "agencyId", a.short_name as "agencyShortName", l.rule, l.subject, l.level, l.facts, l.batch,
  l.opened_at as "openedAt", l.closed_at as "closedAt", t.name as "takenBy", l.taken_at as "takenAt", l.note, l.muted_to as "mutedTo",
  k.name as "askedBy", l.asked_at as "askedAt", l.answer, w.name as "answeredBy", l.answered_at as "answeredAt",
  (select p.name from agreement g join indicator i on i.agreement_id = g.id and i.key = l.facts->>'indicatorKey'
    join responsibility r on r.agency_id = i.agency_id and r.indicator_id = i.id and r.to_date is null join person p on p.id = r.person_id and p.left_at is null
    where g.agency_id = l.agency_id and g.year = (l.facts->>'year')::int order by r.from_date desc limit 1) as responsible
  from alert l join agency a on a.id = l.agency_id left join person t on t.id = l.taken_by_id
  left join person k on k.id = l.asked_by_id left join person w on w.id = l.answered_by_id`

const toSeen = (row: AlertRow): AlertSeen => ({
  ...{ id: row.id, agencyId: row.agencyId, agencyShortName: row.agencyShortName, subject: row.subject, batch: row.batch },
  ...Kind.parse(row),
  ...(row.responsible !== null && { responsible: row.responsible }),
  facts: AlertFacts.parse(row.facts),
  openedAt: row.openedAt.toISOString(),
  ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
  ...(row.takenAt && { taken: { by: row.takenBy ?? '', at: row.takenAt.toISOString(), ...(row.note !== null && { note: row.note }) } }),
  ...(row.mutedTo && { mutedTo: row.mutedTo.toISOString() }),
  ...(row.askedAt && { asked: { by: row.askedBy ?? '', at: row.askedAt.toISOString() } }),
  ...(row.answeredAt && { answer: { by: row.answeredBy ?? '', at: row.answeredAt.toISOString(), text: row.answer ?? '' } }),
})

const order = `order by array_position(array['urgent', 'attention', 'info'], l.level), l.id`

/** What is open at an agency, the most pressing first. */
export const openAlerts = async (db: Sql, agencyId: number): Promise<AlertSeen[]> =>
  (await db.sql<AlertRow>(`${select} where l.agency_id = $1 and l.closed_at is null ${order}`, [agencyId])).map(toSeen)

/** What was closed at an agency since a moment. */
export const closedSince = async (db: Sql, agencyId: number, since: Date): Promise<AlertSeen[]> =>
  (
    await db.sql<AlertRow>(`${select} where l.agency_id = $1 and l.closed_at > $2::timestamptz ${order}`, [agencyId, since.toISOString()])
  ).map(toSeen)

/** Alerts by id, of one government; others are left out like unknown ones. */
export const alertsById = async (db: Sql, governmentId: number, ids: readonly number[]): Promise<AlertSeen[]> =>
  (await db.sql<AlertRow>(`${select} where l.id = any($1::int[]) and a.government_id = $2 ${order}`, [[...ids], governmentId])).map(toSeen)

/** States that somebody has muted beyond now, as `rule:subject`: where one ends and begins anew meanwhile, nobody is told. */
export const mutedSubjects = async (db: Sql, agencyId: number, now: Date): Promise<string[]> =>
  (
    await db.sql<{ name: string }>(
      `select distinct rule || ':' || subject as name from alert where agency_id = $1 and muted_to > $2::timestamptz`,
      [agencyId, now.toISOString()],
    )
  ).map(({ name }) => name)

/** All that was told in the messages of these batches. */
export const alertsOfBatches = async (db: Sql, batches: readonly string[]): Promise<AlertSeen[]> =>
  (await db.sql<AlertRow>(`${select} where l.batch = any($1::text[]) and l.batch <> '' ${order}`, [[...batches]])).map(toSeen)

/**
 * Writes what has become of an agency's alerts, in one statement: begun, changed, ended. A state that another instance has opened at the
 * same moment stays as it is (one open alert for a rule and subject is a unique key). Returns the ids of those that were opened here.
 */
export async function writeAlerts(
  db: Sql,
  agencyId: number,
  changes: {
    begun: readonly (AlertState & { batch: string })[]
    changed: readonly { id: number; now: AlertState }[]
    /** With the facts that it ends with, where they are not those that it had. */
    ended: readonly { id: number; facts?: AlertFacts | undefined }[]
  },
  at: Date,
): Promise<number[]> {
  const [row] = await db.sql<{ opened: number[] }>(
    `with ended as (
       update alert l set closed_at = $5::timestamptz, facts = coalesce(x.facts, l.facts) from jsonb_to_recordset($4::jsonb) as x(id int, facts jsonb)
       where l.id = x.id and l.closed_at is null returning l.id),
     changed as (
       update alert l set level = x.level, facts = x.facts from jsonb_to_recordset($3::jsonb) as x(id int, level text, facts jsonb)
       where l.id = x.id and l.closed_at is null returning l.id),
     opened as (
       insert into alert (agency_id, rule, subject, level, facts, opened_at, batch)
       select $1, x.rule, x.subject, x.level, x.facts, $5::timestamptz, x.batch
       from jsonb_to_recordset($2::jsonb) as x(rule text, subject text, level text, facts jsonb, batch text, place int) order by x.place
       on conflict (agency_id, rule, subject) where closed_at is null do nothing returning id)
     select coalesce((select json_agg(id order by id) from opened), '[]') as opened, (select count(*) from ended) as e, (select count(*) from changed) as c`,
    [
      agencyId,
      JSON.stringify(changes.begun.map((state, place) => ({ ...state, place }))),
      JSON.stringify(changes.changed.map(({ id, now: { level, facts } }) => ({ id, level, facts }))),
      JSON.stringify(changes.ended),
      at.toISOString(),
    ],
  )
  return row?.opened ?? []
}

/** Somebody follows alerts up; the first one stays. Returns those that were free. */
export const takeAlerts = async (db: Sql, ids: readonly number[], personId: number, at: Date): Promise<number[]> =>
  (
    await db.sql<{ id: number }>(
      `update alert set taken_by_id = $2, taken_at = $3::timestamptz where id = any($1::int[]) and taken_at is null and closed_at is null returning id`,
      [[...ids], personId, at.toISOString()],
    )
  ).map(({ id }) => id)

/** What whoever follows them up writes of it. */
export const noteAlerts = (db: Sql, ids: readonly number[], personId: number, note: string): Promise<unknown> =>
  db.sql(`update alert set note = $3 where id = any($1::int[]) and taken_by_id = $2 returning id`, [[...ids], personId, note])

/** Not to be told of again until then; an instant that has passed ends it. */
export const muteAlerts = (db: Sql, ids: readonly number[], until: Date): Promise<unknown> =>
  db.sql(`update alert set muted_to = $2::timestamptz where id = any($1::int[]) and closed_at is null returning id`, [
    [...ids],
    until.toISOString(),
  ])

/** The officer is asked; once a day at most for an alert. Returns those that are to be asked now. */
export const markAsked = async (db: Sql, ids: readonly number[], personId: number, at: Date): Promise<number[]> =>
  (
    await db.sql<{ id: number }>(
      `update alert set asked_by_id = $2, asked_at = $3::timestamptz where id = any($1::int[]) and closed_at is null
       and (asked_at is null or asked_at <= $3::timestamptz - interval '20 hours') returning id`,
      [[...ids], personId, at.toISOString()],
    )
  ).map(({ id }) => id)

/** What the officer answers. */
export const answerAlerts = (db: Sql, ids: readonly number[], personId: number, answer: string, at: Date): Promise<unknown> =>
  db.sql(
    `update alert set answer = $3, answered_by_id = $2, answered_at = $4::timestamptz where id = any($1::int[]) and asked_at is not null returning id`,
    [[...ids], personId, answer, at.toISOString()],
  )

/** Who can be asked about alerts today: the officers responsible for their indicators; of what is a whole agency's own, its verifiers. */
export async function responsibleFor(
  db: Sql,
  ids: readonly number[],
  today: string,
): Promise<{ alertId: number; personId: number; name: string }[]> {
  const onDay = (held: string) => `${held}.from_date <= $2::date and (${held}.to_date is null or ${held}.to_date > $2::date)`
  return db.sql(
    `select l.id as "alertId", p.id as "personId", p.name from alert l
     join agreement g on g.agency_id = l.agency_id and g.year = (l.facts->>'year')::int
     join indicator i on i.agreement_id = g.id and i.key = l.facts->>'indicatorKey'
     join responsibility r on r.agency_id = i.agency_id and r.indicator_id = i.id and ${onDay('r')}
     join person p on p.id = r.person_id and p.left_at is null where l.id = any($1::int[])
     union
     select l.id, p.id, p.name from alert l
     join role r on r.agency_id = l.agency_id and r.unit_id is null and r.role = 'verifier' and ${onDay('r')}
     join person p on p.id = r.person_id and p.left_at is null where l.id = any($1::int[]) and not l.facts ? 'indicatorKey'
     order by 1, 2`,
    [[...ids], today],
  )
}
