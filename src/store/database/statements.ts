import type { Database, Row, Tx } from './database.ts'

/** Statements through a transaction, or the database's own client: for what is asked both from a turn and from the calendar. */
export const statements = (tx: Pick<Tx, '$queryRawUnsafe'>): Pick<Database, 'sql'> => ({
  sql: <T extends Row = Row>(statement: string, values: unknown[] = []) => tx.$queryRawUnsafe<T[]>(statement, ...values),
})

/** What may be read through, by plain statements and by named ones: the database's client or a transaction. */
export type StatementReader = Pick<Tx, '$queryRaw' | '$queryRawUnsafe'>
