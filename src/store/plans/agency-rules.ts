import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>

/** What an agency has set, as it is stored; `rules` are those of the agreement that is meant. */
export type StoredRules = { year: number; rules: unknown; reminderRules: unknown; alertRules: unknown }

/** The rules of an agency with its agreement of a year, or the newest that there is; nothing where it has none. The agency's row stays locked. */
export async function lockRules(db: Sql, agencyId: number, year: number): Promise<StoredRules | undefined> {
  const [row] = await db.sql<StoredRules>(
    `select p.year, p.rules, a.reminder_rules as "reminderRules", a.alert_rules as "alertRules" from agency a
     join lateral (select year, rules from agreement where agency_id = a.id order by year = $2 desc, year desc limit 1) p on true
     where a.id = $1 for update of a`,
    [agencyId, year],
  )
  return row
}

/** The same to be read only. */
export async function rulesOf(db: Sql, agencyId: number, year: number): Promise<StoredRules | undefined> {
  const [row] = await db.sql<StoredRules>(
    `select p.year, p.rules, a.reminder_rules as "reminderRules", a.alert_rules as "alertRules" from agency a
     join lateral (select year, rules from agreement where agency_id = a.id order by year = $2 desc, year desc limit 1) p on true
     where a.id = $1`,
    [agencyId, year],
  )
  return row
}

/** When reports are due, of a year and those after it. */
export const writeDueRule = (
  db: Sql,
  agencyId: number,
  year: number,
  due: { dueRule: string; dueNumber: number; lockAfter: number; lockDay?: number },
): Promise<unknown> =>
  db.sql(`update agreement set rules = (rules - 'lockDay') || $3::jsonb where agency_id = $1 and year >= $2 returning id`, [
    agencyId,
    year,
    JSON.stringify(due),
  ])

/** When officers are reminded, and who hears that they are late. */
export const writeReminderRules = (db: Sql, agencyId: number, rules: unknown): Promise<unknown> =>
  db.sql(`update agency set reminder_rules = $2::jsonb where id = $1 returning id`, [agencyId, JSON.stringify(rules)])

/** What is set of the rules for alerts. */
export const writeAlertRules = (db: Sql, agencyId: number, rules: unknown): Promise<unknown> =>
  db.sql(`update agency set alert_rules = $2::jsonb where id = $1 returning id`, [agencyId, JSON.stringify(rules)])
