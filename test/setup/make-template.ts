/** Writes a migrated, empty embedded database to the file named by the first argument. A process of its own: its memory goes with it. */
import { rename, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { migrate } from '../../src/store/database/migrate.ts'

const [file] = process.argv.slice(2)
if (!file) throw new Error('usage: make-template.ts FILE')
const lite = await PGlite.create()
await migrate({
  exec: async (sql) => void (await lite.exec(sql)),
  query: async (sql, values) => (await lite.query<Record<string, unknown>>(sql, values)).rows,
})
const dump = await lite.dumpDataDir('none')
await lite.close()
// Two test runs may prepare it at once; each leaves a whole file.
await writeFile(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()))
await rename(`${file}.${process.pid}`, file)
