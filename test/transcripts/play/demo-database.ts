import { loadDemo } from '../../../src/demo/load-demo.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { freshDatabase } from '../../setup/database.ts'

/** The demo in a database, and the way back to it. */
export type DemoDatabase = { db: Database; reset: () => Promise<void>; close: () => Promise<void> }

/**
 * Opens a database with the demo in it. `reset` brings every table and sequence back to where they stood then: a copy of each table is
 * kept in a schema of its own, and only tables that differ in their number of rows or were written since are refilled.
 */
export async function openDemoDatabase(): Promise<DemoDatabase> {
  const db = await freshDatabase()
  await loadDemo(db, new Date('2024-10-04T01:00:00Z'))
  const names = await db.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like '%migration%' order by 1`,
  )
  await db.sql('create schema kept')
  for (const { name } of names) await db.sql(`create table kept."${name}" as table public."${name}"`)
  const sequences = await db.sql<{ name: string; value: string | null }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as value from pg_sequences where schemaname = 'public'`,
  )
  await db.sql(
    resetFunction(
      names.map(({ name }) => name),
      sequences,
    ),
  )
  return { db, reset: async () => void (await db.sql('select kept.reset()')), close: db.close }
}

/** One call for everything. Triggers and foreign keys sleep meanwhile: figures are append-only, and the order of tables does not matter. */
function resetFunction(tables: string[], sequences: { name: string; value: string | null }[]): string {
  const refill = tables.map((name) => `delete from public."${name}"; insert into public."${name}" select * from kept."${name}";`)
  const rewind = sequences.map(({ name, value }) => `perform setval('${name}', ${value ?? 1}, ${value !== null});`)
  return `create function kept.reset() returns void language plpgsql as $$ begin
    set local session_replication_role = replica;
    ${refill.join('\n')}
    ${rewind.join('\n')}
    set local session_replication_role = origin;
  end $$`
}
