import type { Tx } from '../database/database.ts'
import { versionInForceJoin } from './in-force.ts'

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
export const newestVersions = (tx: Pick<Tx, '$queryRawUnsafe'>, agreementId: number): Promise<NewestVersion[]> =>
  tx.$queryRawUnsafe<NewestVersion[]>(statement, agreementId)

/** The same as a part of other statements: of the agreement and the indicators `i` that they name. */
export const newestVersionsOf = (agreement: string, which = '') => `
    select r.id as "reportId", r.indicator_id as "indicatorId", r.quarter::int as quarter, v.id as "versionId", v.number,
      v.figure, v.money, v.cause, v.at, v.on_time as "onTime", s.key as "personKey",
      d.kind::text as decision, d.sequence, d.at as "decidedAt", q.key as "decidedByKey", d.reason,
      (select count(*)::int from evidence e where e.version_id = v.id) as evidence
    from indicator i
    join report r on r.indicator_id = i.id ${versionInForceJoin}
    left join person s on s.id = v.person_id
    left join person q on q.id = d.person_id
    where i.agreement_id = ${agreement} ${which}
    order by i.position, r.quarter`
const statement = newestVersionsOf('$1')
