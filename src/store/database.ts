import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type { PGlite } from '@electric-sql/pglite'
import type { Pool, PoolClient } from 'pg'
import { PrismaClient } from '../../.cache/prisma/client.ts'
import type { Prisma } from '../../.cache/prisma/client.ts'
import { migrate } from './migrate.ts'

/** What use cases write through: a transaction's client. Inside one, only this; the outer client hangs on the embedded database. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

export type Row = Record<string, unknown>

/** One database, embedded or on a server; the same SQL serves both. */
export type Database = {
  kind: 'embedded' | 'server'
  prisma: PrismaClient
  /** The migrations that opening it applied; none where it was up to date. */
  applied: string[]
  /** One statement with its values: the delivery path, where Prisma's own calls cost several round trips. */
  sql: <T extends Row = Row>(statement: string, values?: unknown[]) => Promise<T[]>
  /** Wakes whoever listens, in this process and others, after the fact is committed. */
  notify: (topic: Topic) => Promise<void>
  listen: (heard: (topic: Topic) => void) => Promise<void>
  close: () => Promise<void>
}
export type Topic = 'inbox' | 'outbox'

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
    applied,
    sql,
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
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: 10_000, timeout: 15_000 } })
  const ear = serverEar(pool)
  return {
    kind: 'server',
    prisma,
    applied,
    sql: async <T extends Row>(statement: string, values?: unknown[]) => (await pool.query<T>(statement, values)).rows,
    notify: async (topic) => {
      ear.tell(topic)
      await pool.query(`select pg_notify('capaian', $1)`, [topic])
    },
    listen: ear.listen,
    close: async () => {
      ear.close()
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** Listens on a connection of its own and comes back by itself after the server was away; meanwhile the poll is the net. */
function serverEar(pool: Pool) {
  const listeners: ((topic: Topic) => void)[] = []
  const tell = (topic: Topic) => listeners.forEach((heard) => heard(topic))
  let client: PoolClient | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined
  const open = async () => {
    if (closed) return
    try {
      const fresh = await pool.connect()
      client = fresh
      fresh.on('notification', (n) => tell(n.payload === 'outbox' ? 'outbox' : 'inbox'))
      fresh.on('error', () => {
        client = undefined
        fresh.release(true)
        again = setTimeout(() => void open(), 1000)
      })
      await fresh.query('listen capaian')
    } catch {
      again = setTimeout(() => void open(), 1000)
    }
  }
  return {
    tell,
    listen: async (heard: (topic: Topic) => void) => {
      listeners.push(heard)
      if (listeners.length === 1) await open()
    },
    close: () => {
      closed = true
      clearTimeout(again)
      client?.release(true)
    },
  }
}

/** One door into a transaction. Nothing that calls a network runs inside. */
export const inTransaction = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.prisma.$transaction((tx: Prisma.TransactionClient) => work(tx))

/** The same database as seen from inside a transaction: statements go through it. */
export const withinTransaction = (db: Database, tx: Tx): Database => ({
  ...db,
  sql: (statement, values = []) => tx.$queryRawUnsafe(statement, ...values),
})

/** Whether the database answers now. */
export const isAlive = async (db: Pick<Database, 'sql'>): Promise<boolean> => (await db.sql('select 1 as one')).length === 1
