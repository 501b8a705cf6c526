import type { Database } from '../database/database.ts'
import { triedColumns } from '../calendar/escalations.ts'

type Sql = Pick<Database, 'sql'>

/** How many reports some periods of an agreement ask for in all. */
export async function expectedReports(db: Sql, agreementId: number, quarters: readonly number[]): Promise<number> {
  const [row] = await db.sql<{ count: number }>(
    `select count(*)::int as count from unnest($2::int[]) as q(quarter) cross join lateral report_states($1::int, q.quarter) s`,
    [agreementId, [...quarters]],
  )
  return row?.count ?? 0
}

export type Tried = { personId: number; times: number; last: string | null; reachable: boolean; absentUntil: string | null }

/** What was tried with some people since a day, and who of them is on leave. */
export const triedWith = (db: Sql, people: readonly number[], since: string, today: string, zone: string): Promise<Tried[]> =>
  db.sql<Tried>(
    `select p.id as "personId", ${triedColumns('p.id', '$2::date', '$4')},
       (select b.to_date::text from absence b where b.person_id = p.id and b.ended_at is null and $3::date between b.from_date and b.to_date) as "absentUntil"
     from person p where p.id = any($1::int[])`,
    [[...people], since, today, zone],
  )

/** Who has nudged an agency's officers on a day, as it is told to the next one who wants to. */
export async function nudgedOn(db: Sql, agencyId: number, day: string): Promise<{ by: string; at: Date } | undefined> {
  const rows = await db.sql<{ by: string | null; at: Date }>(
    `select a.at, p.name as by from audit a left join person p on p.id = a.person_id where a.agency_id = $1 and a.what = 'nudged' and a.subject = $2 order by a.id desc limit 1`,
    [agencyId, `nudge:${agencyId}:${day}`],
  )
  const [row] = rows
  return row && { by: row.by ?? '–', at: row.at }
}

/** Reminds everybody named at a moment, once a day for an agency. False where that was done on this day before. */
export async function addNudges(
  db: Sql,
  {
    agencyId,
    year,
    quarter,
    day,
    people,
    dueAt,
    now,
  }: { agencyId: number; year: number; quarter: number; day: string; people: readonly number[]; dueAt: Date; now: Date },
): Promise<boolean> {
  const [row] = await db.sql<{ won: number }>(
    `with won as (
       insert into reminder_slot (agency_id, year, quarter, slot, at) values ($1::int, $2::int, $3::int, 'nudged:' || $4::text, $7::timestamptz) on conflict do nothing returning 1),
     added as (
       insert into reminder (person_id, key, kind, due_at)
       select p, 'nudged:' || $1::text || ':' || p || ':' || $4::text, 'nudged', $6::timestamptz from won, unnest($5::int[]) as p on conflict (key) do nothing returning 1)
     select (select count(*)::int from won) as won, (select count(*) from added) as added`,
    [agencyId, year, quarter, day, [...people], dueAt.toISOString(), now.toISOString()],
  )
  return row?.won === 1
}

/** How many reports a unit owes for a period (0: the year), and how many of them are not in. */
export async function unitReports(
  db: Sql,
  { agencyId, unitId, year, quarter }: { agencyId: number; unitId: number | null; year: number; quarter: number },
): Promise<{ expected: number; missing: number }> {
  const [row] = await db.sql<{ expected: number; missing: number }>(
    `select count(*)::int as expected, count(*) filter (where s.state in ('missing', 'returned'))::int as missing
     from agreement p cross join lateral report_states(p.id, $4::int) s where p.agency_id = $1::int and p.year = $2::int and s.unit_id is not distinct from $3::int`,
    [agencyId, year, unitId, quarter],
  )
  return row ?? { expected: 0, missing: 0 }
}
