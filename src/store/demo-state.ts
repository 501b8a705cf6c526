import type { Database } from './database.ts'

/** Whether nobody's real work is in the database: it is empty, or has governments of the demo alone. */
export const onlyDemo = async (db: Database): Promise<boolean> =>
  (await db.sql('select 1 from government where not demo limit 1')).length === 0

/** Whether a government of the demo is there. */
export const hasDemo = async (db: Database): Promise<boolean> => (await db.sql('select 1 from government where demo limit 1')).length > 0

/** Governments that are nobody's demo, by key. */
export const realGovernments = async (db: Database): Promise<string[]> =>
  (await db.sql<{ key: string }>('select key from government where not demo order by key')).map(({ key }) => key)

/** The demo's agencies, as `kota-bekasi/SETDA`. */
export const demoAgencies = async (db: Database): Promise<string[]> =>
  (
    await db.sql<{ key: string }>(
      `select g.key || '/' || a.key as key from agency a join government g on g.id = a.government_id where g.demo order by g.key, a.key`,
    )
  ).map(({ key }) => key)
