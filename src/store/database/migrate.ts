import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** The little that migrating needs of a database: many statements at once, and one with rows. */
export type MigrationConnection = {
  exec: (sql: string) => Promise<void>
  query: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
}

const folder = new URL('../../../prisma/migrations/', import.meta.url)

// Prisma's own table and columns, so that its tools recognise what has been applied.
const ledger = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

/** The names of the migrations that this program brings, in order. Read at once: at a start, whoever waits for a thread waits long. */
export function knownMigrations(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort()
}

/**
 * Applies what is missing, each file in a transaction of its own, under one advisory lock, so that instances that start together
 * do not meet. Prisma's engine is not used: it splits SQL at every `;` and breaks trigger functions.
 * @returns the names applied now
 * @throws where the database knows a migration that this program does not, or one whose text differs
 */
export async function migrate(db: MigrationConnection): Promise<string[]> {
  await db.query('select pg_advisory_lock(727274)')
  try {
    await db.exec(ledger)
    const rows = await db.query('select migration_name, checksum from _prisma_migrations where finished_at is not null')
    const done = new Map(rows.map((r) => [String(r.migration_name), String(r.checksum)]))
    const known = knownMigrations()
    const foreign = [...done.keys()].find((name) => !known.includes(name))
    if (foreign) throw new Error(`The database is newer than this program: it has the migration ${foreign}. Start the newer program.`)
    const applied: string[] = []
    for (const name of known) {
      const sql = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      const before = done.get(name)
      if (before === checksum) continue
      if (before) throw new Error(`The migration ${name} was changed after it was applied.`)
      await apply(db, name, sql, checksum)
      applied.push(name)
    }
    return applied
  } finally {
    await db.query('select pg_advisory_unlock(727274)')
  }
}

async function apply(db: MigrationConnection, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await db.exec(`begin;\n${sql}\n`)
    await db.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values (gen_random_uuid()::text, $1, now(), $2, 1)`,
      [checksum, name],
    )
    await db.exec('commit')
  } catch (cause) {
    await db.exec('rollback')
    throw new Error(`The migration ${name} failed and was undone.`, { cause })
  }
}
