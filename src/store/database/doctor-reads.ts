import type { Database } from './database.ts'
import { knownMigrations } from './migrate.ts'

/** What is in the database, as an operator wants to know it. */
export type DatabaseFacts = {
  version: string
  migrations: { applied: string[]; pending: string[] }
  counts: { governments: number; agencies: number; people: number; indicators: number; reports: number }
}

/** The database server's own version, the migrations, and how much there is. */
export async function databaseFacts(db: Database): Promise<DatabaseFacts> {
  const [facts] = await db.sql<{ version: string; counts: DatabaseFacts['counts'] }>(
    `select current_setting('server_version') as version, json_build_object(
       'governments', (select count(*)::int from government), 'agencies', (select count(*)::int from agency),
       'people', (select count(*)::int from person where left_at is null),
       'indicators', (select count(*)::int from indicator where retired_at is null), 'reports', (select count(*)::int from report)) as counts`,
  )
  if (!facts) throw new Error('the database does not say what it is')
  const applied = await db.sql<{ name: string }>(
    `select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name`,
  )
  const names = applied.map(({ name }) => name)
  const pending = knownMigrations().filter((name) => !names.includes(name))
  return { ...facts, migrations: { applied: names, pending } }
}

export type UnreachablePerson = { government: string; key: string; name: string; why: 'no-account' | 'unreachable' }

/**
 * People with a role today to whom nothing can be sent: without an account on a channel that is connected, or only with ones whose
 * platform says that nobody is reached there. Those of governments that the local chat shows get their account when it starts.
 */
export const unreachablePeople = (
  db: Database,
  {
    channels,
    local,
    today,
  }: {
    channels: string[]
    /** Governments on the local chat besides the demo's; null: it is off. */ local: string[] | null
    today: string
  },
): Promise<UnreachablePerson[]> =>
  db.sql<UnreachablePerson>(
    `select g.key as government, p.key, p.name, case when i.some then 'unreachable' else 'no-account' end as why
     from person p join government g on g.id = p.government_id
     cross join lateral (
       select count(*) > 0 as some, count(*) filter (where a.unreachable_at is null and c.unreachable_at is null) > 0 as good
       from identity a left join chat c on c.key = a.chat_key
       where a.person_id = p.id and a.ended_at is null and a.channel = any($1::text[])) i
     where p.left_at is null and not i.good
       and exists (select 1 from role r where r.person_id = p.id and r.from_date <= $3::date and (r.to_date is null or r.to_date > $3::date))
       and not ($2::text[] is not null and (g.demo or g.key = any($2::text[])) and not exists (
         select 1 from identity a where a.person_id = p.id and a.channel = 'local'))
     order by g.key, p.key`,
    [channels, local, today],
  )

export type OrphanIndicator = { government: string; agency: string; year: number; key: string; name: string }

/** Indicators of each agency's newest year that nobody reports on a day, and nobody will: components belong to another indicator. */
export const indicatorsWithoutOfficer = (db: Database, today: string): Promise<OrphanIndicator[]> =>
  db.sql<OrphanIndicator>(
    `select g.key as government, a.key as agency, n.year, i.key, i.name
     from agency a join government g on g.id = a.government_id
     join lateral (select id, year from agreement where agency_id = a.id order by year desc limit 1) n on true
     join indicator i on i.agreement_id = n.id and i.retired_at is null and i.standing <> 'component'
     where not exists (select 1 from responsibility r join person p on p.id = r.person_id and p.left_at is null
       where r.indicator_id = i.id and (r.to_date is null or r.to_date > $1::date))
     order by g.key, a.key, i.position, i.id`,
    [today],
  )

export type SetAsideLetter = { id: number; chat: string; receivedAt: Date; error: string | null }

/** Letters that failed again and again and wait for an operator, oldest first. */
export const setAsideLetters = (db: Database): Promise<SetAsideLetter[]> =>
  db.sql<SetAsideLetter>(
    `select id, chat_key as chat, received_at as "receivedAt", error from inbox where set_aside_at is not null and done_at is null order by id`,
  )

/** The file that was given as evidence last, where there is any. */
export const newestEvidenceFile = async (db: Database): Promise<{ id: number; name: string } | undefined> => {
  const [newest] = await db.sql<{ id: number; name: string }>(
    `select f.id, f.name from evidence e join stored_file f on f.id = e.file_id order by e.id desc limit 1`,
  )
  return newest
}

export type NewestYear = { governmentId: number; government: string; agencyId: number; agency: string; year: number }

/** The newest year that each agency has planned. */
export const newestYears = (db: Database): Promise<NewestYear[]> =>
  db.sql<NewestYear>(
    `select g.id as "governmentId", g.key as government, a.id as "agencyId", a.key as agency, max(n.year)::int as year
     from agency a join government g on g.id = a.government_id join agreement n on n.agency_id = a.id
     group by g.id, g.key, a.id, a.key order by g.key, a.key`,
  )
