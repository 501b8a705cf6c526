import type { Reader } from './plan-read.ts'

/** Where an indicator belongs, and who answers for it on a day. */
export type IndicatorPlace = {
  indicatorId: number
  key: string
  agencyId: number
  agencyKey: string
  agencyShortName: string
  governmentId: number
  zone: string
  year: number
  unitId: number | null
  unitName: string | null
  responsibleId: number | null
  /** Who stands in for the responsible person on that day. */
  delegateId: number | null
  /** [AgencyRules] with the due rule, and the agency's dates by hand by period. */
  rules: unknown
  exceptions: unknown
}

/** An agency's dates by hand, `{"2024-3": {"due": "2024-10-10"}}`. `a` is the agency. */
export const exceptionsColumn = `(select json_object_agg(e.year || '-' || case e.quarter when 0 then 'year' else e.quarter::text end,
  json_strip_nulls(json_build_object('opens', e.opens, 'due', e.due, 'lock', e.lock))) from period_exception e where e.agency_id = a.id) as exceptions`

/** The columns of a place but for who answers for it. `i` is the indicator, `p` its agreement, `a` and `g` agency and government, `u` the unit. */
export const placeColumns = `i.id as "indicatorId", i.key, a.id as "agencyId", a.key as "agencyKey", a.short_name as "agencyShortName", a.government_id as "governmentId",
  g.zone, p.year, i.unit_id as "unitId", u.name as "unitName", p.rules, ${exceptionsColumn}`
/** Who stands in for somebody on a day, `$3`. */
export const delegateOf = (person: string) =>
  `(select b.delegate_id from absence b where b.person_id = ${person} and b.ended_at is null and $3::date between b.from_date and b.to_date)`

/** The place of one indicator of a government; undefined where it has none of that id. `today` decides who is responsible. */
export async function indicatorPlace(
  tx: Reader & Raw,
  governmentId: number,
  indicatorId: number,
  today: string,
): Promise<IndicatorPlace | undefined> {
  const rows = await tx.$queryRawUnsafe<IndicatorPlace[]>(placeStatement, indicatorId, governmentId, today)
  return rows[0]
}

/** The place of the indicator `$1` of the government `$2` on the day `$3`. */
export const placeStatement = `
  select ${placeColumns}, r.person_id as "responsibleId", ${delegateOf('r.person_id')} as "delegateId"
  from indicator i join agreement p on p.id = i.agreement_id join agency a on a.id = i.agency_id join government g on g.id = a.government_id
  left join unit u on u.id = i.unit_id
  left join responsibility r on r.agency_id = i.agency_id and r.indicator_id = i.id and r.from_date <= $3::date and (r.to_date is null or r.to_date > $3::date)
  where i.id = $1::int and a.government_id = $2::int and i.retired_at is null`

/** What reads by a statement made of fixed pieces; values never stand in its text. */
export type Raw = { $queryRawUnsafe: <T>(statement: string, ...values: unknown[]) => Promise<T> }
