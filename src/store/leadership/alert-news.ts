import type { Database } from '../database/database.ts'
import { exceptionsColumn } from '../plans/indicator-place.ts'

type Sql = Pick<Database, 'sql'>

/** An agency to be looked at, with what that takes. Instants are null where there is nothing yet. */
export type WatchedAgency = {
  agencyId: number
  governmentId: number
  zone: string
  year: number
  /** [AgencyRules] with the due rule */
  rules: unknown
  /** The agency's dates by hand, by period. */
  exceptions: unknown
  /** [AlertRules] */
  alertRules: unknown
  /** Since when it is watched, and up to when it was looked at. */
  since: Date | null
  lookedAt: Date | null
  /** The newest and the oldest report or decision since then. */
  newest: Date | null
  oldest: Date | null
}

/** The ledger's name of an agency's watch. */
export const watchName = (agencyId: number): string => `alerts:${agencyId}`

/**
 * Agencies that have an agreement of the year, with what is new there. One cheap statement a minute: news are found by an index.
 * `now` bounds it, because loaded figures of a finished year may lie ahead of a demo's clock.
 */
export const watchedAgencies = (db: Sql, years: readonly number[], now: Date): Promise<WatchedAgency[]> =>
  db.sql(
    `select a.id as "agencyId", a.government_id as "governmentId", g.zone, p.year, p.rules, ${exceptionsColumn}, a.alert_rules as "alertRules",
       l.known_since as since, l.last_slot as "lookedAt", n.newest, n.oldest
     from agency a join government g on g.id = a.government_id join agreement p on p.agency_id = a.id and p.year = any($1::int[])
     left join schedule_ledger l on l.name = 'alerts:' || a.id
     left join lateral (
       select max(x.at) as newest, min(x.at) as oldest from (
         select v.at from report_version v where v.agency_id = a.id and v.at > coalesce(l.last_slot, l.known_since) and v.at <= $2::timestamptz
         union all select d.at from decision d where d.agency_id = a.id and d.at > coalesce(l.last_slot, l.known_since) and d.at <= $2::timestamptz) x) n on l.name is not null
     order by a.id`,
    [[...years], now.toISOString()],
  )

/** Notes up to when an agency was looked at; it never goes back. */
export const noteLook = (db: Sql, agencyId: number, at: Date): Promise<unknown> =>
  db.sql(
    `insert into schedule_ledger (name, known_since, last_slot) values ($1, $2::timestamptz, $2::timestamptz)
     on conflict (name) do update set last_slot = greatest(schedule_ledger.last_slot, excluded.last_slot)`,
    [watchName(agencyId), at.toISOString()],
  )

/** The newest letter on a topic in each chat that has one, and the language that a room there reads. */
export const lettersOn = (db: Sql, topic: string): Promise<{ chatKey: string; outboxId: number; locale: string; zone: string }[]> =>
  db.sql(
    `select distinct on (o.chat_key) o.chat_key as "chatKey", o.id as "outboxId", m.locale, g.zone from outbox o
     join room m on m.chat_key = o.chat_key and m.approved_at is not null join government g on g.id = m.government_id
     where o.topic = $1 order by o.chat_key, o.id desc`,
    [topic],
  )
