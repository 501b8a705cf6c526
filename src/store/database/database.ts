import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Pool, PoolClient } from 'pg'
import { PrismaClient } from '../../../.cache/prisma/client.ts'
import { migrate } from './migrate.ts'
import { serverEar } from './server-ear.ts'
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
  /** Wakes whoever listens, in this process and others, after the fact is committed. */
  notify: (topic: Topic) => Promise<void>
  listen: (heard: (topic: Topic) => void) => Promise<void>
  close: () => Promise<void>
}
/** `calendar`: something is due by it now, before the next minute. */

export type Where = { url: string } | { folder: string } | { memory: true; from?: Blob }

/** Opens the database, applies missing migrations and hands it over. Throws where it can't be reached or is newer than this program. */
export async function openDatabase(where: Where): Promise<Database> {
  return 'url' in where ? openServer(where.url) : openEmbedded(where)
}

async function openEmbedded(where: { folder: string } | { memory: true; from?: Blob }): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { PrismaPGlite } = await import('pglite-prisma-adapter')
  let lite: PGlite
  if ('folder' in where) {
    const dataDir = join(where.folder, 'pg')
    await mkdir(where.folder, { recursive: true })
    lite = await PGlite.create({ dataDir })
  } else lite = await PGlite.create(where.from ? { loadDataDir: where.from } : {})
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

async function openServer(url: string): Promise<Database> {
  const { default: pg } = await import('pg')
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const pool: Pool = new pg.Pool({ connectionString: url, max: 10, options: '-c timezone=UTC' })
  // A connection that the server closed is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => undefined)
  const one = await pool.connect()
  let applied: string[]
  try {
    applied = await migrate({
      exec: async (text) => void (await one.query(text)),
      query: async (text, values) => (await one.query<Row>(text, values)).rows,
    })
  } finally {
    one.release()
  }
  const nameOf = statementNames()
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) ?? '' })
  const prisma = new PrismaClient({ adapter, transactionOptions })
  const sql = async <T extends Row>(text: string, values?: unknown[]) => (await pool.query<T>({ name: nameOf(text), text, values })).rows
  const statementOn =
    (connection: Pool | PoolClient): Statement =>
    async (text, values) => {
      const { rows, rowCount } = await connection.query<Row>({ name: nameOf(text), text, values })
      return { rows, count: rowCount ?? 0 }
    }
  const ear = serverEar(pool)
  return {
    kind: 'server',
    prisma,
    reading: withStatements(prisma, statementOn(pool)),
    applied,
    sql,
    transaction: serverTransactions(pool, prisma, statementOn),
    notify: ear.tell,
    listen: ear.listen,
    close: async () => {
      ear.close()
      await prisma.$disconnect()
      await pool.end()
    },
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
