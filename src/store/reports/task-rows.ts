import { z } from 'zod'
import { Figure, Target } from '../../domain/figure.ts'
import type { Indicator, ReportState } from '../../domain/plan.ts'
import type { QuarterNumber } from '../../domain/requests/requests.ts'
import { decisionState } from '../../domain/decision-state.ts'
import { versionInForceJoin } from './in-force.ts'
import { delegateOf, placeColumns } from '../plans/indicator-place.ts'
import type { IndicatorPlace, Raw } from '../plans/indicator-place.ts'

/** An indicator that somebody answers for, with what makes it a task: its targets, and its reports in force by quarter (0 is the year). */
export type TaskRow = {
  place: IndicatorPlace
  indicator: Pick<Indicator, 'name' | 'shortName' | 'unit' | 'decimals' | 'standing' | 'level' | 'targets'>
  reports: Map<QuarterNumber, { figure: Figure; state: ReportState }>
  /** The levels of the agency's supporting indicators that have a target, by quarter (1 to 4). */
  levels: Map<number, string[]>
}

type Row = IndicatorPlace & {
  name: string
  shortName: string
  unit: string
  decimals: number
  standing: Indicator['standing']
  level: string
  targets: Record<string, unknown>
  reports: unknown
  levels: { quarter: number; levels: string[] }[] | null
}

const Reports = z.array(
  z.object({
    quarter: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    figure: Figure,
    decision: z.enum(['verified', 'returned', 'reopened', 'withdrawn']).nullable(),
  }),
)

/**
 * The indicators that a person answers for on a day, or stands in for: of one year, agency by agency in the order of the agreement. One
 * statement, because this is asked with every report: the whole plan would bring scales, references and the budget along. A quarter's
 * target is that of the revision in force in it (the highest number that has begun by then, else the first), the year's of the newest.
 */
export async function taskRows(tx: Raw, personId: number, year: number, today: string): Promise<TaskRow[]> {
  const rows = await tx.$queryRawUnsafe<Row[]>(statement, personId, year, today)
  return rows.map((row) => ({
    place: row,
    indicator: {
      ...{ name: row.name, shortName: row.shortName, unit: row.unit, decimals: row.decimals },
      ...{ standing: row.standing, level: row.level },
      targets: {
        year: targetOf(row, 0),
        quarters: [targetOf(row, 1), targetOf(row, 2), targetOf(row, 3), targetOf(row, 4)],
      },
    },
    reports: new Map(
      Reports.parse(row.reports).map(({ quarter, figure, decision }) => [quarter, { figure, state: decisionState(decision) }]),
    ),
    levels: new Map((row.levels ?? []).map(({ quarter, levels }) => [quarter, levels])),
  }))
}

const targetOf = ({ targets }: Row, quarter: QuarterNumber): Target | null => {
  const found = targets[quarter]
  return found === undefined ? null : Target.parse(found)
}

const statement = `
  with own as (
    select ${placeColumns}, r.person_id as "responsibleId", ${delegateOf('r.person_id')} as "delegateId",
      i.name, i.short_name as "shortName", i.unit, i.decimals::int as decimals, i.standing::text as standing, i.level, i.position,
      (select coalesce(json_object_agg(t.quarter, t.target), '{}') from target t where t.agency_id = i.agency_id and t.indicator_id = i.id and t.revision_id = (
        select v.id from revision v cross join (select case t.quarter when 0 then 4 else t.quarter end as quarter) q where v.agreement_id = p.id
        order by (v.from_quarter <= q.quarter) desc, case when v.from_quarter <= q.quarter then v.number else -v.number end desc limit 1)) as targets,
      (select coalesce(json_agg(json_build_object('quarter', r.quarter, 'figure', v.figure, 'decision', d.kind)), '[]')
        from report r ${versionInForceJoin} where r.indicator_id = i.id) as reports
    from responsibility r join indicator i on i.id = r.indicator_id join agreement p on p.id = i.agreement_id join agency a on a.id = i.agency_id
    join government g on g.id = a.government_id left join unit u on u.id = i.unit_id
    where r.person_id in (select $1::int union all select b.person_id from absence b
        where b.delegate_id = $1 and b.ended_at is null and $3::date between b.from_date and b.to_date)
      and r.from_date <= $3::date and (r.to_date is null or r.to_date > $3::date) and p.year = $2 and i.retired_at is null),
  due as materialized (
    select p.agency_id, t.quarter::int as quarter, array_agg(distinct i.level) as levels
    from agreement p join indicator i on i.agreement_id = p.id join target t on t.agency_id = i.agency_id and t.indicator_id = i.id
    where p.agency_id in (select "agencyId" from own) and p.year = $2 and i.standing = 'support' and i.retired_at is null and t.quarter > 0
    group by p.agency_id, t.quarter)
  select own.*, (select json_agg(json_build_object('quarter', due.quarter, 'levels', due.levels)) from due where due.agency_id = own."agencyId") as levels
  from own order by own."agencyId", own.position, own."indicatorId"`
