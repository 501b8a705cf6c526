import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool, PoolClient } from 'pg'
import type { PrismaClient } from '../../../.cache/prisma/client.ts'
import type { Statement, Tx } from './database.ts'
import { withStatements } from './with-statements.ts'

/** Prisma gives a transaction up after so long, rolls back and hands its connection to others. */
export const transactionOptions = { maxWait: 10_000, timeout: 15_000 }
/** Well before that its statements go through Prisma again, which then refuses them. */
const straightMs = 10_000

/** A transaction's connection, from the moment at which Prisma takes it from the pool. */
type Begun = { connection?: PoolClient }

/**
 * Transactions on a server: Prisma's, but raw statements go to their connection straight. Through Prisma one costs the process three times
 * as much (0.57 ms of CPU against 0.19 ms), and saving a report takes ten. Prisma does not say which connection it took: it is
 * seen when it is taken from the pool in the course of beginning. Where it is not seen, statements go through Prisma.
 */
export function serverTransactions(
  pool: Pool,
  prisma: PrismaClient,
  statementOn: (connection: PoolClient) => Statement,
): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  const beginning = new AsyncLocalStorage<Begun>()
  const connect = pool.connect.bind(pool)
  const noting = async (): Promise<PoolClient> => {
    const connection = await connect()
    const begun = beginning.getStore()
    if (begun && !begun.connection) begun.connection = connection
    return connection
  }
  pool.connect = ((...given: Parameters<typeof connect>) => (given.length > 0 ? connect(...given) : noting())) as Pool['connect']

  return (work) => {
    const begun: Begun = {}
    const until = performance.now() + straightMs
    return beginning.run(begun, () =>
      prisma.$transaction((tx) =>
        // What the work itself begins is another's.
        beginning.exit(() => {
          const { connection } = begun
          if (!connection) return work(tx)
          const straight = statementOn(connection)
          return work(withStatements(tx, (text, values) => (performance.now() < until ? straight(text, values) : undefined)))
        }),
      ),
    )
  }
}
