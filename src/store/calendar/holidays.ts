import type { Database } from '../database/database.ts'

/** A row of the holiday table as it stands in a file: plain text. */
export type HolidayRow = { date: string; kind: string; name_id: string; name_en: string; decree: string }

/** The holidays that were imported, in the order in which they count: an amendment after what it amends. */
export const importedHolidays = (db: Pick<Database, 'sql'>): Promise<HolidayRow[]> =>
  db.sql<HolidayRow>(
    `select date::text as date, kind, name_id, name_en, decree from holiday order by date, kind = 'working-day', kind = 'local', kind`,
  )

/** Writes holidays; a row of the same day and kind takes the newer names and decree. Returns how many were new and how many changed. */
export async function writeHolidays(db: Pick<Database, 'sql'>, rows: readonly HolidayRow[]): Promise<{ added: number; changed: number }> {
  const [counts] = await db.sql<{ added: number; changed: number }>(
    `with written as (
       insert into holiday as h (date, kind, name_id, name_en, decree)
       select x.date, x.kind, x.name_id, x.name_en, x.decree
       from jsonb_to_recordset($1::jsonb) as x(date date, kind text, name_id text, name_en text, decree text)
       on conflict (date, kind) do update set name_id = excluded.name_id, name_en = excluded.name_en, decree = excluded.decree
         where (h.name_id, h.name_en, h.decree) is distinct from (excluded.name_id, excluded.name_en, excluded.decree)
       returning (xmax = 0) as fresh)
     select count(*) filter (where fresh)::int as added, count(*) filter (where not fresh)::int as changed from written`,
    [JSON.stringify(rows)],
  )
  return counts ?? { added: 0, changed: 0 }
}
