import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '../logger.ts'
import { openDatabase } from '../store/database/database.ts'
import { createTexts } from '../text/texts.ts'
import { differences } from './replay/compare-years.ts'
import { replayYear } from './replay/replay-year.ts'
import { writeYear } from './replay/write-year.ts'

/** `npm run demo:replay`: progress on standard error, the year's figures on standard output; status 1 where they are not the published ones. */
async function main(): Promise<number> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  const folder = await mkdtemp(join(tmpdir(), 'capaian-replay-'))
  const began = performance.now()
  say('Opening a house in memory, with the plan of SETDA 2024 and no figures ...')
  const db = await openDatabase({ memory: true })
  try {
    const { played, published, reports, messages } = await replayYear(db, createLogger({ level: 'warn' }), folder, say)
    say(`${reports} reports in ${messages} messages, ${Math.round((performance.now() - began) / 1000)} s`)
    for (const line of writeYear(played, createTexts('id'))) process.stdout.write(`${line}\n`)
    const wrong = differences(played, published)
    for (const line of wrong) say(`differs: ${line}`)
    say(wrong.length === 0 ? 'Every figure is the published one.' : `${wrong.length} differ from the published figures.`)
    return wrong.length === 0 ? 0 : 1
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
  return 1
})
