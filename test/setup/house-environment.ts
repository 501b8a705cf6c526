import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { databaseUrl, onServer } from './server.ts'

/** Where programs of their own find a database that is theirs: a folder, or one on the server, as the project says that runs the test. */
export async function houseEnvironment(): Promise<{ env: Record<string, string>; folder: string; remove: () => Promise<void> }> {
  const from = inject('testDatabase')
  const folder = mkdtempSync(join(tmpdir(), 'capaian-house-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  if (from.kind === 'embedded') return { env: { DATA_DIR: join(folder, 'data') }, folder, remove: async () => clear() }
  const name = `${from.prefix}_${randomBytes(6).toString('hex')}`
  await onServer(from.url, (admin) => admin.query(`create database ${name} template ${from.template}`))
  return {
    env: { DATABASE_URL: databaseUrl(from.url, name) },
    folder,
    remove: async () => {
      clear()
      await onServer(from.url, (admin) => admin.query(`drop database ${name} with (force)`))
    },
  }
}
