import type { Database } from '../database/database.ts'
import { exceptionsColumn } from '../plans/indicator-place.ts'

/** What the dates of an agency's periods follow from, as it is stored. */
export type PlannedYear = {
  agencyId: number
  agreementId: number
  governmentId: number
  zone: string
  year: number
  rules: unknown
  exceptions: unknown
  reminderRules: unknown
}

/** Which planned years are meant: those of a zone's agencies, so many of them after one; of people (their own and of those they stand in for), or of one agency. */
export type YearScope =
  { zone: string; after: number; agencies: number } | { people: readonly number[]; today: string } | { agencyId: number }

const chosen = {
  zone: `a.id in (select n.id from agency n join government h on h.id = n.government_id where h.zone = $2 and n.id > $3
    and exists (select 1 from agreement q where q.agency_id = n.id and q.year = any($1::int[])) order by n.id limit $4)`,
  people: `a.id in (select i.agency_id from responsibility r join indicator i on i.id = r.indicator_id
    where r.person_id in (select unnest($2::int[]) union select b.person_id from absence b
      where b.delegate_id = any($2::int[]) and b.ended_at is null and $3::date between b.from_date and b.to_date))`,
  agencyId: `a.id = $2::int`,
} as const

/** The agreements of some years within a scope, with all that their due dates follow from. */
export function plannedYears(db: Pick<Database, 'sql'>, years: readonly number[], scope: YearScope): Promise<PlannedYear[]> {
  const [where, values]: [string, unknown[]] =
    'zone' in scope
      ? [chosen.zone, [scope.zone, scope.after, scope.agencies]]
      : 'people' in scope
        ? [chosen.people, [[...scope.people], scope.today]]
        : [chosen.agencyId, [scope.agencyId]]
  return db.sql<PlannedYear>(
    `select a.id as "agencyId", p.id as "agreementId", a.government_id as "governmentId", g.zone, p.year, p.rules, ${exceptionsColumn},
       a.reminder_rules as "reminderRules"
     from agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id
     where p.year = any($1::int[]) and ${where} order by a.id, p.year`,
    [[...years], ...values],
  )
}

/** Agencies in one part: what is held of them at once stays the same however many there are. */
const agenciesAtOnce = 200

/** The agreements of some years of all agencies of a zone, part by part, each agency's together. */
export async function* plannedYearsOf(
  db: Pick<Database, 'sql'>,
  years: readonly number[],
  zone: string,
  agencies = agenciesAtOnce,
): AsyncGenerator<PlannedYear[]> {
  for (let after = 0; ;) {
    const part = await plannedYears(db, years, { zone, after, agencies })
    const last = part.at(-1)
    if (!last) return
    yield part
    after = last.agencyId
  }
}
