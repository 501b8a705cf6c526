import type { Database } from '../database/database.ts'

/** Whether nobody's real work is in the database: it is empty, or has governments of the demo alone. */
export const onlyDemo = async (db: Database): Promise<boolean> =>
  (await db.sql('select 1 from government where not demo limit 1')).length === 0

/** Whether a government of the demo is there. */
export const hasDemo = async (db: Database): Promise<boolean> => (await db.sql('select 1 from government where demo limit 1')).length > 0

/** How far the demo has come: `half` where a process ended while it was loading. */
export async function demoState(db: Database): Promise<'none' | 'half' | 'there'> {
  const loading = await db.sql(`select 1 from house_setting where key = 'demo-loading'`)
  return loading.length > 0 ? 'half' : (await hasDemo(db)) ? 'there' : 'none'
}

/** Notes that the demo is being loaded, until it is there whole. */
export const noteDemoLoading = (db: Database, loading: boolean): Promise<unknown> =>
  db.sql(
    loading
      ? `insert into house_setting (key, value) values ('demo-loading', 'true') on conflict (key) do nothing`
      : `delete from house_setting where key = 'demo-loading'`,
  )

/** Governments that are nobody's demo, by key. */
export const realGovernments = async (db: Database): Promise<string[]> =>
  (await db.sql<{ key: string }>('select key from government where not demo order by key')).map(({ key }) => key)

/** Those of some keys that are no government's: misspelt, or not imported yet. */
export const unknownGovernments = async (db: Pick<Database, 'sql'>, keys: readonly string[]): Promise<string[]> =>
  (
    await db.sql<{ key: string }>(
      'select named.key from unnest($1::text[]) with ordinality as named(key, place) where not exists (select 1 from government g where g.key = named.key) order by place',
      [[...keys]],
    )
  ).map(({ key }) => key)

/** The demo's agencies, as `kota-bekasi/SETDA`. */
export const demoAgencies = async (db: Database): Promise<string[]> =>
  (
    await db.sql<{ key: string }>(
      `select g.key || '/' || a.key as key from agency a join government g on g.id = a.government_id where g.demo order by g.key, a.key`,
    )
  ).map(({ key }) => key)

/** Tells the planner how much there is after a whole year was loaded at once: it would read everything for each question. */
export const countLoaded = (db: Pick<Database, 'sql'>): Promise<unknown> => db.sql('analyze')
