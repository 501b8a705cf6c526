// `npm test`: everything that needs no server and no browser, then one line on what was left out. `--all` runs that too.
// Other arguments go to vitest: npm test -- test/domain
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const all = process.argv.includes('--all')
const rest = process.argv.slice(2).filter((argument) => argument !== '--all')
const projects = (all ? ['unit', 'server', 'browser', 'fault'] : ['unit']).flatMap((name) => ['--project', name])
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [vitest, 'run', '--passWithNoTests', ...projects, ...rest], { stdio: 'inherit' })
if (!all)
  console.log(
    'Left out: the database tests on a PostgreSQL server, the transcripts on Telegram and Slack, the browser tests and the fault tests. `npm run test:all` runs them too (needs PostgreSQL and chromium installed).',
  )
process.exit(status ?? 1)
