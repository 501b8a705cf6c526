// The Prisma client is generated, not committed: here, when schema.prisma or Prisma's version has changed since the last time.
// Called by the start, the bin, the tests and the type check, because lifecycle scripts may be switched off (ignore-scripts).
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** Generates the client where it is missing or old. `say` is told before it takes its two seconds. */
export function ensureClient(say = () => {}) {
  const schema = readFileSync(`${root}prisma/schema.prisma`)
  const { version } = require('prisma/package.json')
  const wanted = createHash('sha256').update(schema).update(version).digest('hex')
  const mark = `${root}.cache/prisma.sha256`
  if (existsSync(mark) && existsSync(`${root}.cache/prisma/client.ts`) && readFileSync(mark, 'utf8') === wanted) return
  say()
  const { PATH, HOME } = process.env
  execFileSync(process.execPath, [require.resolve('prisma/build/index.js'), 'generate', '--no-hints'], {
    cwd: root,
    // Any existing file keeps Prisma from downloading a schema engine that generating does not need. For this child only:
    // with it set, Prisma's migrate commands do nothing and say success.
    env: { PATH, HOME, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  mkdirSync(`${root}.cache`, { recursive: true })
  writeFileSync(mark, wanted)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) ensureClient()
