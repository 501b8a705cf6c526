/**
 * Prints the SQL by which the migrations would have to grow to match schema.prisma; nothing, and status 0, where they agree.
 * `npm run schema:diff` after a change of the schema gives the text of the next migration; CI runs it as a check.
 */
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { migrate } from '../src/store/database/migrate.ts'

// Node 20 imports no .wasm by itself: the module is put together here as its own loader file would.
const wasm = await readFile(new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')))
const { instance } = await WebAssembly.instantiate(wasm, {
  './schema_engine_bg.js': engineBindings as unknown as WebAssembly.ModuleImports,
})
const bindings = engineBindings as typeof engineBindings & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }
bindings.__wbg_set_wasm(instance.exports)
;(instance.exports.__wbindgen_start as () => void)()

const schemaFile = new URL('schema.prisma', import.meta.url)
const content = await readFile(schemaFile, 'utf8')
const lite = await PGlite.create()
await migrate({
  exec: async (sql) => void (await lite.exec(sql)),
  query: async (sql, values) => (await lite.query<Record<string, unknown>>(sql, values)).rows,
})
await lite.exec('drop table _prisma_migrations')
const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(lite))
const files = [{ path: 'schema.prisma', content }]
const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => undefined, factory)
const result = await engine.diff({
  from: { tag: 'schemaDatasource', files, configDir: '.' },
  to: { tag: 'schemaDatamodel', files },
  script: true,
  exitCode: true,
  filters: { externalTables: [], externalEnums: [] },
})
if (result.exitCode !== 0) process.stdout.write(result.stdout ?? '')
await lite.close()
process.exit(result.exitCode === 0 ? 0 : 1)
