import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

/** A period that is looked at, with its dates. */
export type LookedAt = { agreementId: number; quarter: number; due: string; lock: string }

/** A report that somebody owes. */
export type OpenReport = {
  agencyId: number
  agency: string
  indicatorId: number
  name: string
  unit: string
  decimals: number
  year: number
  quarter: 0 | 1 | 2 | 3 | 4
  /** [Target] */
  target: unknown
  due: string
  lock: string
  state: 'missing' | 'returned' | 'unpublished'
  unitId: number | null
  unitName: string | null
  personId: number | null
  person: string | null
  /** As the documents name them. */
  keys: { government: string; agency: string; indicator: string; person: string | null }
}

const columns = `s.agency_id as "agencyId", a.short_name as agency, s.indicator_id as "indicatorId", i.short_name as name, i.unit, i.decimals::int as decimals,
  s.year, s.quarter, s.target, x.due::text as due, x.lock::text as lock, s.state, s.unit_id as "unitId", u.name as "unitName", r.person_id as "personId", w.name as person,
  json_build_object('government', g.key, 'agency', a.key, 'indicator', i.key, 'person', w.key) as keys`

/** The reports of some periods that are not in: of the named people, or of everybody, those that nobody answers for too. */
export const openReports = (
  db: Pick<Database, 'sql'>,
  periods: readonly LookedAt[],
  { today, people, unpublished }: { today: string; people?: readonly number[]; unpublished: boolean },
): Promise<OpenReport[]> =>
  db.sql<OpenReport>(
    `${plannedAnew} select ${columns}
     from jsonb_to_recordset($1::jsonb) as x("agreementId" int, quarter int, due date, lock date)
     cross join lateral report_states(x."agreementId", x.quarter) s
     join indicator i on i.id = s.indicator_id join agency a on a.id = s.agency_id join government g on g.id = a.government_id
     ${people ? '' : 'left '}join responsibility r on r.agency_id = s.agency_id and r.indicator_id = s.indicator_id and r.from_date <= $2::date and (r.to_date is null or r.to_date > $2::date)
     left join person w on w.id = r.person_id left join unit u on u.id = s.unit_id
     where s.state = any($3::text[]) ${people ? 'and r.person_id = any($4::int[])' : ''}
     order by a.short_name, x.due, s.year, s.quarter, s.position, s.indicator_id`,
    [
      JSON.stringify(periods.map(({ agreementId, quarter, due, lock }) => ({ agreementId, quarter, due, lock }))),
      today,
      unpublished ? ['missing', 'returned', 'unpublished'] : ['missing', 'returned'],
      ...(people ? [[...people]] : []),
    ],
  )
