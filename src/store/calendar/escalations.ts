import type { Database } from '../database/database.ts'

/** A level of a period that is to be told, if anything in it is still missing. */
export type AskedLevel = {
  agencyId: number
  agreementId: number
  year: number
  quarter: number
  level: 'verifier' | 'head' | 'leadership'
  due: string
  lock: string
}

/** What is late, of whom, and what was tried: how often they were reminded of it and when last; `reachable` where they have an account. */
export type LateReport = {
  name: string
  unitId: number | null
  personId: number | null
  person: string | null
  times: number
  last: string | null
  reachable: boolean
}
/** Somebody who is told. A verifier of a unit hears of that unit only. */
export type ToldPerson = { personId: number; chatKey: string; locale: string; unitId: number | null }
export type LatePeriod = AskedLevel & { agency: string; verifierTold: string | null; late: LateReport[]; people: ToldPerson[] }

/** In how many messages somebody was reminded since a day, when last, and whether they can be; what was said together ended together. */
export const triedColumns = (person: string, since: string, zone: string) => `
  (select count(distinct m.done_at)::int from reminder m where m.person_id = ${person} and m.outcome in ('said', 'to-delegate') and m.done_at >= ${since}) as times,
  (select max((m.done_at at time zone ${zone})::date)::text from reminder m where m.person_id = ${person} and m.outcome in ('said', 'to-delegate') and m.done_at >= ${since}) as last,
  exists (select 1 from identity n where n.person_id = ${person} and n.ended_at is null) as reachable`

/**
 * The levels that were not told yet and still have something missing, with all that the message names. A period that nobody was reminded of
 * before today is left for tomorrow: what was not tried is not escalated.
 */
export const levelsToTell = (db: Pick<Database, 'sql'>, asked: readonly AskedLevel[], today: string): Promise<LatePeriod[]> =>
  db.sql<LatePeriod>(
    `select x.*, x.due::text as due, x.lock::text as lock, a.short_name as agency,
       (select (v.at at time zone g.zone)::date::text from escalation v where v.agency_id = x."agencyId" and v.year = x.year and v.quarter = x.quarter and v.level = 'verifier') as "verifierTold",
       late.rows as late,
       coalesce((select json_agg(json_build_object('personId', t.person_id, 'chatKey', t.chat_key, 'locale', t.locale, 'unitId', t.unit_id)) from (
         select distinct on (o.person_id) o.person_id, o.unit_id, p.locale,
           (select i.chat_key from identity i where i.person_id = p.id and i.ended_at is null order by i.unreachable_at nulls first, i.id desc limit 1) as chat_key
         from role o join person p on p.id = o.person_id
         where o.agency_id = x."agencyId" and o.role::text = x.level and o.from_date <= $2::date and (o.to_date is null or o.to_date > $2::date) and p.left_at is null
         order by o.person_id, o.unit_id nulls first) t where t.chat_key is not null), '[]') as people
     from jsonb_to_recordset($1::jsonb) as x("agencyId" int, "agreementId" int, year int, quarter int, level text, due date, lock date)
     join agency a on a.id = x."agencyId" join government g on g.id = a.government_id
     cross join lateral (
       select json_agg(json_build_object('name', l.name, 'unitId', l.unit_id, 'personId', l.person_id, 'person', l.person, 'times', l.times, 'last', l.last,
           'reachable', l.reachable) order by l.position) as rows
       from (select i.short_name as name, s.unit_id, s.position, r.person_id, w.name as person, ${triedColumns('r.person_id', `x.due - 31`, 'g.zone')}
         from report_states(x."agreementId", x.quarter) s join indicator i on i.id = s.indicator_id
         left join responsibility r on r.agency_id = i.agency_id and r.indicator_id = s.indicator_id and r.from_date <= $2::date and (r.to_date is null or r.to_date > $2::date)
         left join person w on w.id = r.person_id
         where s.state in ('missing', 'returned')) l) late
     where late.rows is not null
       and not exists (select 1 from escalation e where e.agency_id = x."agencyId" and e.year = x.year and e.quarter = x.quarter and e.level = x.level)
       and exists (select 1 from reminder_slot c where c.agency_id = x."agencyId" and c.year = x.year and c.quarter = x.quarter
         and (c.at at time zone g.zone)::date < $2::date)
     order by x."agencyId", x.year, x.quarter`,
    [JSON.stringify(asked), today],
  )

/** The levels of a period that were told, when, and on which day of its zone. */
export const levelsTold = (
  db: Pick<Database, 'sql'>,
  { agencyId, year, quarter }: { agencyId: number; year: number; quarter: number },
  zone: string,
): Promise<{ level: AskedLevel['level']; at: Date; on: string }[]> =>
  db.sql(
    `select level, at, (at at time zone $4)::date::text as on from escalation where agency_id = $1 and year = $2 and quarter = $3 order by at`,
    [agencyId, year, quarter, zone],
  )

export type ToldLetter = { key: string; chatKey: string; personId: number; body: unknown; urgency: string }

/** Notes that a level was told of periods, with the messages, in one statement. Returns of how many; of none where it was told before. */
export async function tellLevel(
  db: Pick<Database, 'sql'>,
  periods: readonly AskedLevel[],
  letters: readonly ToldLetter[],
  now: Date,
): Promise<number> {
  const [row] = await db.sql<{ won: number }>(
    `with won as (
       insert into escalation (agency_id, year, quarter, level, at)
       select p."agencyId", p.year, p.quarter, p.level, $2::timestamptz from jsonb_to_recordset($1::jsonb) as p("agencyId" int, year int, quarter int, level text)
       on conflict do nothing returning 1),
     told as (
       insert into outbox (key, chat_key, person_id, body, urgency, send_after)
       select l.key, l."chatKey", l."personId", l.body, l.urgency::urgency, $2::timestamptz
       from (select 1 from won limit 1) w, jsonb_to_recordset($3::jsonb) as l(key text, "chatKey" text, "personId" int, body jsonb, urgency text) on conflict (key) do nothing returning 1)
     select (select count(*)::int from won) as won, (select count(*)::int from told) as told`,
    [
      JSON.stringify(periods.map(({ agencyId, year, quarter, level }) => ({ agencyId, year, quarter, level }))),
      now.toISOString(),
      JSON.stringify(letters),
    ],
  )
  return row?.won ?? 0
}
