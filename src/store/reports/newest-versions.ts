import type { Tx } from '../database/database.ts'

/** The version of a report that is in force, with its newest decision. */
export type NewestVersion = {
  reportId: number
  indicatorId: number
  quarter: number
  versionId: number
  number: number
  figure: unknown
  money: unknown
  cause: string | null
  at: Date
  onTime: boolean
  personKey: string | null
  decision: string | null
  sequence: number | null
  decidedAt: Date | null
  decidedByKey: string | null
  reason: string | null
  evidence: number
}

/**
 * The newest version of every report of an agreement that is not withdrawn, in one statement: for each report a look at the end of two
 * short index ranges, where Prisma would load every version and decision there ever was.
 */
export const newestVersions = (tx: Pick<Tx, '$queryRawUnsafe'>, agreementId: number, only?: readonly number[]): Promise<NewestVersion[]> =>
  only === undefined
    ? tx.$queryRawUnsafe<NewestVersion[]>(statement(''), agreementId)
    : tx.$queryRawUnsafe<NewestVersion[]>(statement('and i.id = any($2::int[])'), agreementId, [...only])

const statement = (which: string) => `
    select r.id as "reportId", r.indicator_id as "indicatorId", r.quarter::int as quarter, v.id as "versionId", v.number,
      v.figure, v.money, v.cause, v.at, v.on_time as "onTime", p.key as "personKey",
      d.kind::text as decision, d.sequence, d.at as "decidedAt", q.key as "decidedByKey", d.reason,
      (select count(*)::int from evidence e where e.version_id = v.id) as evidence
    from indicator i
    join report r on r.indicator_id = i.id
    join lateral (
      select * from report_version n where n.report_id = r.id
        and not exists (select 1 from decision w where w.version_id = n.id and w.kind = 'withdrawn')
      order by n.number desc limit 1) v on true
    left join lateral (select * from decision n where n.version_id = v.id order by n.sequence desc limit 1) d on true
    left join person p on p.id = v.person_id
    left join person q on q.id = d.person_id
    where i.agreement_id = $1 ${which}
    order by i.position, r.quarter`
