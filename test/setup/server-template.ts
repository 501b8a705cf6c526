import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
// @ts-expect-error plain JavaScript, because it runs before anything can read TypeScript
import { ensureClient } from '../../prisma/ensure-client.mjs'
import { migrate } from '../../src/store/database/migrate.ts'
import { databaseUrl, onServer } from './server.ts'

/** Prepares a migrated template on the server of TEST_DATABASE_URL; afterwards removes it and everything made from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set. `npm run test:all` starts a PostgreSQL of its own and sets it.')
  ;(ensureClient as () => void)()
  const prefix = `capaian_test_${randomBytes(4).toString('hex')}`
  const template = `${prefix}_template`
  await onServer(url, (admin) => admin.query(`create database ${template}`))
  await onServer(databaseUrl(url, template), (client) =>
    migrate({
      exec: async (sql) => void (await client.query(sql)),
      query: async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
    }),
  )
  project.provide('testDatabase', { kind: 'server', url, template, prefix })
  return () =>
    onServer(url, async (admin) => {
      const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix])
      for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`)
    })
}
