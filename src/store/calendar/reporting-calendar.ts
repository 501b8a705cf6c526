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

/** Which planned years are meant: those of whole zones, of people (their own and of those they stand in for), or of one agency. */
export type YearScope = { zones: readonly string[] } | { people: readonly number[]; today: string } | { agencyId: number }

const chosen = {
  zones: `g.zone = any($2::text[])`,
  people: `a.id in (select i.agency_id from responsibility r join indicator i on i.id = r.indicator_id
    where r.person_id in (select unnest($2::int[]) union select b.person_id from absence b
      where b.delegate_id = any($2::int[]) and b.ended_at is null and $3::date between b.from_date and b.to_date))`,
  agencyId: `a.id = $2::int`,
} as const

/** The agreements of some years within a scope, with all that their due dates follow from. */
export function plannedYears(db: Pick<Database, 'sql'>, years: readonly number[], scope: YearScope): Promise<PlannedYear[]> {
  const [where, values]: [string, unknown[]] =
    'zones' in scope
      ? [chosen.zones, [[...scope.zones]]]
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
