import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemo } from '../../src/demo/load-demo.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import { accountsQuery } from './generated-database.ts'
import { generate } from './generate.ts'
import type { Size } from './generate.ts'

/** An embedded database in a folder, and copies of it for a bot each. */
export type FilledFolder = { accounts: number[]; copy: () => Promise<string>; close: () => Promise<void> }

/** Fills an embedded database as `filledDatabase` does on a server. */
export async function filledFolder(size: Size, most = 160): Promise<FilledFolder> {
  const place = await mkdtemp(join(tmpdir(), 'capaian-bench-'))
  const template = join(place, 'template')
  const db = await openDatabase({ folder: template })
  await loadDemo(db, new Date('2024-10-04T01:00:00Z'))
  // Its one connection: triggers and foreign keys sleep while rows are made that fit.
  await db.sql('set session_replication_role = replica')
  await generate(db, size)
  await db.sql('set session_replication_role = origin')
  const rows = await db.sql<{ id: string }>(accountsQuery, [most])
  await db.close()
  let count = 0
  return {
    accounts: rows.map(({ id }) => Number(id)),
    copy: async () => {
      const folder = join(place, `copy-${(count += 1)}`)
      await cp(template, folder, { recursive: true })
      return folder
    },
    close: () => rm(place, { recursive: true, force: true }),
  }
}
