import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
// @ts-expect-error plain JavaScript, because it runs before anything can read TypeScript
import { ensureClient } from '../../prisma/ensure-client.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Prepares one migrated embedded database that every test file loads in a second; kept until a migration or PGlite changes. */
export default function setup(project: TestProject): void {
  ;(ensureClient as () => void)()
  const template = `${root}.cache/template-${fingerprint()}.tar`
  if (!existsSync(template)) {
    mkdirSync(`${root}.cache`, { recursive: true })
    for (const old of readdirSync(`${root}.cache`)) if (/^template-\w+\.tar$/.test(old)) rmSync(`${root}.cache/${old}`, { force: true })
    execFileSync(process.execPath, ['--import', 'tsx', `${root}test/setup/make-template.ts`, template], { cwd: root, stdio: 'inherit' })
  }
  project.provide('testDatabase', { kind: 'embedded', template })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const migrations = `${root}prisma/migrations`
  for (const name of readdirSync(migrations).sort()) {
    const file = `${migrations}/${name}/migration.sql`
    if (existsSync(file)) hash.update(name).update(readFileSync(file))
  }
  return hash.update(readFileSync(pgliteManifest())).digest('hex').slice(0, 16)
}

/** PGlite exports no package.json: it is found from its entry. */
function pgliteManifest(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return `${entry.slice(0, entry.lastIndexOf('/dist/'))}/package.json`
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where this project's databases come from. */
    testDatabase: { kind: 'embedded'; template: string } | { kind: 'server'; url: string; template: string; prefix: string }
  }
}
