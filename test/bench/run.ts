/** `npm run bench`: every bench, or those named after `--`. Prints the table and, where all ran, puts it into docs/benchmarks.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { capaianAnswer } from './capaian-answer.ts'
import { capaianEngine } from './capaian-engine.ts'
import { conversationEngine } from './conversation-engine.ts'
import { memory } from './memory.ts'
import { messageCost } from './message-cost.ts'
import { reminders } from './reminders.ts'
import type { Bench, Row } from './row.ts'
import { scale } from './scale.ts'
import { throughput } from './throughput.ts'

const benches: Record<string, Bench> = {
  'message-cost': messageCost,
  throughput,
  'conversation-engine': conversationEngine,
  'capaian-engine': capaianEngine,
  memory,
  'capaian-answer': capaianAnswer,
  reminders,
  scale,
}

const server = process.env.TEST_DATABASE_URL
if (!server) throw new Error('TEST_DATABASE_URL is not set. `npm run bench` starts a PostgreSQL of its own and sets it.')
const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)

const rows: Row[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name} ...`)
  for (const row of await bench(server)) {
    rows.push(row)
    console.log(lineOf(row))
  }
}
if (asked.length === 0) await putIntoDocs(tableOf(rows))
process.exit(0)

function lineOf({ what, measured, goal, reached }: Row): string {
  return `| ${what} | ${measured} | ${goal ?? ''} | ${reached === undefined ? '' : reached ? 'yes' : '**no**'} |`
}

function tableOf(all: readonly Row[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`
  const load = loadavg()[0]?.toFixed(1) ?? '?'
  const head = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}; load average at the end ${load}. Bots, load and PostgreSQL share those cores.`
  return [head, '', '| What | Measured | Goal | Reached |', '|---|---|---|---|', ...all.map(lineOf)].join('\n')
}

/** Between its marks; everything else on the page is written by hand. */
async function putIntoDocs(table: string): Promise<void> {
  const page = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))
  const text = await readFile(page, 'utf8')
  const marked = /(<!-- bench -->\n)[\s\S]*(<!-- \/bench -->)/
  if (!marked.test(text)) throw new Error('docs/benchmarks.md has lost its marks')
  await writeFile(
    page,
    text.replace(marked, (_all, begin: string, end: string) => `${begin}${table}\n${end}`),
  )
}
