import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Client, Pool, PoolClient } from 'pg'
import { PrismaClient } from '../../../.cache/prisma/client.ts'
import { migrate } from './migrate.ts'
import { serverEar } from './server-ear.ts'
import { serverSession } from './server-session.ts'
import { serverTransactions, transactionOptions } from './server-transactions.ts'
import { statementNames } from './statement-names.ts'
import type { Topic } from './topics.ts'
import { withStatements } from './with-statements.ts'

/** What use cases write through: a transaction's client. Inside one, only this; the outer client hangs on the embedded database. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

export type Row = Record<string, unknown>

/** One statement with its values: its rows, and how many it read or wrote. */
export type Statement = (text: string, values: unknown[]) => Promise<{ rows: Row[]; count: number }>

/** One database, embedded or on a server; the same SQL serves both. */
export type Database = {
  kind: 'embedded' | 'server'
  prisma: PrismaClient
  /** The same for reading outside a transaction, with raw statements on the short way. */
  reading: Tx
  /** The migrations that opening it applied; none where it was up to date. */
  applied: string[]
  /** One statement with its values: the delivery path, where Prisma's own calls cost several round trips. */
  sql: <T extends Row = Row>(statement: string, values?: unknown[]) => Promise<T[]>
  /** Does some work in one transaction, or none of it. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Wakes whoever listens, in this process and others, or `here` alone, after the fact is committed. */
  notify: (topic: Topic, where?: 'here' | 'everywhere') => Promise<void>
  listen: (heard: (topic: Topic) => void) => Promise<void>
  close: () => Promise<void>
}

/** An embedded database that is being made in a process of its own. `ready` puts it in its place; false where it could not be made. */
export type NewFolder = { ready: () => Promise<boolean>; drop: () => Promise<void> }

/** `silenceMs`: how long a server may say nothing to a statement. */
export type Where = { url: string; silenceMs?: number } | Embedded
type Embedded = { folder: string; begun?: NewFolder | undefined } | { memory: true; from?: Blob }

/** Opens the database, applies missing migrations and hands it over. Throws where it can't be reached or is newer than this program. */
export async function openDatabase(where: Where): Promise<Database> {
  return 'url' in where ? openServer(where) : openEmbedded(where)
}

/**
 * Its usual 128 MB of buffers and 100 connections take half a second to lay out at every start, and memory; files are cached beneath it.
 * It plans a statement each time: statements join along their indexes in the order they are written, so other orders of more than a few
 * tables are not tried, which is a third of the time of the longest.
 */
const embeddedSettings = ['shared_buffers=16MB', 'max_connections=4', 'join_collapse_limit=4', 'from_collapse_limit=4'].flatMap(
  (setting) => ['-c', setting],
)

async function openEmbedded(where: Embedded): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { PrismaPGlite } = await import('pglite-prisma-adapter')
  const startParams = [...PGlite.defaultStartParams, ...embeddedSettings]
  let lite: PGlite
  if ('folder' in where) {
    await mkdir(where.folder, { recursive: true })
    await where.begun?.ready()
    const dataDir = join(where.folder, 'pg')
    await mkdir(dataDir, { recursive: true })
    // Its files are written so that everybody may read and change them: the folder keeps other users of the machine out,
    // where it lies on a disk that knows users.
    await chmod(dataDir, 0o700).catch(() => undefined)
    lite = await PGlite.create({ dataDir, startParams })
  } else lite = await PGlite.create({ startParams, ...(where.from && { loadDataDir: where.from }) })
  const sql = async <T extends Row>(statement: string, values?: unknown[]) => (await lite.query<T>(statement, values)).rows
  await lite.exec(`set timezone to 'UTC'`)
  const applied = await migrate({ exec: async (text) => void (await lite.exec(text)), query: sql })
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(lite), transactionOptions: { maxWait: 30_000, timeout: 30_000 } })
  const listeners: ((topic: Topic) => void)[] = []
  return {
    kind: 'embedded',
    prisma,
    reading: withStatements(prisma, async (text, values) => {
      const { rows, affectedRows } = await lite.query<Row>(text, values)
      return { rows, count: affectedRows ?? 0 }
    }),
    applied,
    sql,
    transaction: (work) => prisma.$transaction(work),
    notify: async (topic) => listeners.forEach((heard) => heard(topic)),
    listen: async (heard) => void listeners.push(heard),
    close: async () => {
      await prisma.$disconnect()
      await lite.close()
    },
  }
}

/** A server that says nothing (a line that died silently) is given up after so long: no statement of ours takes as long, except for migrations. */
const longestSilenceMs = 60_000
const connectingMs = 10_000

async function openServer({ url, silenceMs = longestSilenceMs }: Extract<Where, { url: string }>): Promise<Database> {
  const { default: pg } = await import('pg')
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const reached = {
    ...serverSession(url),
    connectionTimeoutMillis: connectingMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: connectingMs,
  }
  const { applied, schema } = await migrateOnServer(new pg.Client(reached))
  const pool: Pool = new pg.Pool({ ...reached, max: 10, pipeline: true, query_timeout: silenceMs })
  // A connection that the server closed is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => undefined)
  const nameOf = statementNames()
  const statementOn =
    (connection: Pool | PoolClient): Statement =>
    async (text, values) => {
      const { rows, rowCount } = await connection.query<Row>({ name: nameOf(text), text, values })
      return { rows, count: rowCount ?? 0 }
    }
  const transactions = serverTransactions(pool, statementOn)
  const adapter = new PrismaPg(transactions.pool, { schema, statementNameGenerator: ({ sql }) => nameOf(sql) ?? '' })
  const prisma = new PrismaClient({ adapter, transactionOptions })
  const sql = async <T extends Row>(text: string, values?: unknown[]) => (await pool.query<T>({ name: nameOf(text), text, values })).rows
  const ear = serverEar(pool)
  return {
    kind: 'server',
    prisma,
    reading: withStatements(prisma, statementOn(pool)),
    applied,
    sql,
    transaction: transactions.on(prisma),
    notify: ear.tell,
    listen: ear.listen,
    close: async () => {
      ear.close()
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/**
 * On a connection of its own: a migration may take as long as it takes. Says in which schema the tables are: where a role may not create
 * in `public` it has one of its own, and Prisma names it with every table.
 */
async function migrateOnServer(client: Client): Promise<{ applied: string[]; schema: string }> {
  client.on('error', () => undefined)
  await client.connect()
  try {
    const applied = await migrate({
      exec: async (text) => void (await client.query(text)),
      query: async (text, values) => (await client.query<Row>(text, values)).rows,
    })
    const { rows } = await client.query<{ schema: string }>(
      `select nspname as schema from pg_namespace where oid = (select relnamespace from pg_class where oid = '_prisma_migrations'::regclass)`,
    )
    return { applied, schema: rows[0]?.schema ?? 'public' }
  } finally {
    await client.end()
  }
}

/** One door into a transaction. Nothing that calls a network runs inside. */
export const inTransaction = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work)

/** The same database as seen from inside a transaction: statements go through it. */
export const withinTransaction = (db: Database, tx: Tx): Database => ({
  ...db,
  sql: (statement, values = []) => tx.$queryRawUnsafe(statement, ...values),
})

/** Whether the database answers now. */
export const isAlive = async (db: Pick<Database, 'sql'>): Promise<boolean> => (await db.sql('select 1 as one')).length === 1
