import type { Database } from '../database/database.ts'

/** How many reports came and decisions were made at an agency between two moments. */
export async function newsAt(db: Pick<Database, 'sql'>, agencyId: number, since: Date, until: Date): Promise<number> {
  const [row] = await db.sql<{ news: number }>(
    `select (select count(*) from report_version v where v.agency_id = $1 and v.at > $2::timestamptz and v.at <= $3::timestamptz)::int
       + (select count(*) from decision d where d.agency_id = $1 and d.at > $2::timestamptz and d.at <= $3::timestamptz)::int as news`,
    [agencyId, since.toISOString(), until.toISOString()],
  )
  return row?.news ?? 0
}

/** The heads of agencies today, for the digest of their own. */
export const headsToday = (
  db: Pick<Database, 'sql'>,
  today: string,
): Promise<{ personId: number; agencyId: number; governmentId: number; zone: string }[]> =>
  db.sql(
    `select distinct r.person_id as "personId", r.agency_id as "agencyId", r.government_id as "governmentId", g.zone
     from role r join person p on p.id = r.person_id and p.left_at is null join government g on g.id = r.government_id
     where r.role = 'head' and r.agency_id is not null and r.from_date <= $1::date and (r.to_date is null or r.to_date > $1::date)
     order by r.person_id, r.agency_id`,
    [today],
  )
