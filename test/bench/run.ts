/**
 * `npm run bench`: every bench, or those named after `--`, one after another; about a quarter of an hour. Prints each row as it comes and,
 * where all ran, puts the table into docs/benchmarks.md and README.md.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { capaianAnswer } from './capaian-answer.ts'
import { capaianEngine } from './capaian-engine.ts'
import { conversationEngine } from './conversation-engine.ts'
import { memory } from './memory.ts'
import { messageCost } from './message-cost.ts'
import { pacedReminders } from './paced-reminders.ts'
import { reminders } from './reminders.ts'
import type { Bench, Row } from './row.ts'
import { scale } from './scale.ts'
import { startUp } from './start-up.ts'
import { throughput } from './throughput.ts'

const benches: Record<string, Bench> = {
  'start-up': startUp,
  'message-cost': messageCost,
  throughput,
  'conversation-engine': conversationEngine,
  'capaian-engine': capaianEngine,
  memory,
  'capaian-answer': capaianAnswer,
  reminders,
  'paced-reminders': pacedReminders,
  scale,
}

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('TEST_DATABASE_URL is not set. `npm run bench` starts a PostgreSQL of its own and sets it.')
const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)

const began = performance.now()
const rows: Row[] = []
let broken = false
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${passed()} ${name} ...`)
  for (const row of await bench(server).catch((error: unknown) => brokenOff(name, error))) {
    rows.push(row)
    console.log(lineOf(row))
  }
}
console.log(`\n${passed()} done`)
if (asked.length === 0) {
  const table = tableOf(rows)
  await putInto('docs/benchmarks.md', table)
  await putInto('README.md', table)
}
process.exit(broken ? 1 : 0)

/** Minutes and seconds since the beginning. */
function passed(): string {
  const seconds = Math.round((performance.now() - began) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A bench that breaks off is a row of the table, too, and the others go on. */
function brokenOff(name: string, error: unknown): Row[] {
  broken = true
  console.error(error)
  return [{ what: name, measured: `broke off: ${error instanceof Error ? error.message : String(error)}`, reached: false }]
}

function lineOf({ what, measured, goal, reached }: Row): string {
  return `| ${what} | ${measured} | ${goal ?? 'no number'} | ${reached === undefined ? '' : reached ? 'yes' : '**no**'} |`
}

function tableOf(all: readonly Row[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`
  const load = loadavg()[0]?.toFixed(1) ?? '?'
  const head = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}; load average at the end ${load}. Bots, load and PostgreSQL share those cores.`
  return [head, '', '| What | Measured | Goal | Met |', '|---|---|---|---|', ...all.map(lineOf)].join('\n')
}

/** Between its marks; everything else on the page is written by hand. */
async function putInto(name: string, table: string): Promise<void> {
  const page = fileURLToPath(new URL(`../../${name}`, import.meta.url))
  const text = await readFile(page, 'utf8')
  const marked = /(<!-- bench -->\n)[\s\S]*(<!-- \/bench -->)/
  if (!marked.test(text)) return console.log(`${name} has no marks, so that the table is not put there`)
  await writeFile(
    page,
    text.replace(marked, (_all, begin: string, end: string) => `${begin}\n${table}\n\n${end}`),
  )
}
