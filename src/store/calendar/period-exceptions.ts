import type { Database } from '../database/database.ts'

export type PeriodException = {
  agencyId: number
  year: number
  quarter: number
  opens: string | null
  due: string | null
  lock: string | null
  why: string
}

type Sql = Pick<Database, 'sql'>

/** Sets the dates of a period by hand; a second setting takes the place of the first. */
export const setException = (
  db: Sql,
  { agencyId, year, quarter, opens, due, lock, why }: PeriodException,
  by: number | null,
  at: Date,
): Promise<unknown> =>
  db.sql(
    `insert into period_exception (agency_id, year, quarter, opens, due, lock, why, by_id, at)
     values ($1, $2, $3, $4::date, $5::date, $6::date, $7, $8::int, $9::timestamptz)
     on conflict (agency_id, year, quarter) do update set opens = excluded.opens, due = excluded.due, lock = excluded.lock, why = excluded.why, by_id = excluded.by_id, at = excluded.at`,
    [agencyId, year, quarter, opens, due, lock, why, by, at.toISOString()],
  )

/** Gives a period back to the rule. False where nothing was set by hand. */
export async function dropException(db: Sql, agencyId: number, year: number, quarter: number): Promise<boolean> {
  const rows = await db.sql(`delete from period_exception where agency_id = $1 and year = $2 and quarter = $3 returning 1`, [
    agencyId,
    year,
    quarter,
  ])
  return rows.length > 0
}
