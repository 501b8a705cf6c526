import { openAsBlob } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { databaseUrl, onServer } from './server.ts'

/**
 * A migrated, empty database of its own: embedded in memory, or on the server, as the project says that runs the test.
 * `close` removes it. About a second embedded, a tenth of that on a server: open one for each file, not for each test.
 */
export async function freshDatabase(): Promise<Database> {
  const from = inject('testDatabase')
  if (from.kind === 'embedded') return openDatabase({ memory: true, from: await openAsBlob(from.template) })
  const name = `${from.prefix}_${randomBytes(6).toString('hex')}`
  await onServer(from.url, (admin) => admin.query(`create database ${name} template ${from.template}`))
  const database = await openDatabase({ url: databaseUrl(from.url, name) })
  return {
    ...database,
    close: async () => {
      await database.close()
      await onServer(from.url, (admin) => admin.query(`drop database ${name} with (force)`))
    },
  }
}
