import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '../logger.ts'
import { openDatabase } from '../store/database/database.ts'
import { isDay } from './year/write-scenes.ts'
import { yearTranscript } from './year/year-transcript.ts'

/** `npm run demo:year [-- --out FILE]`: the year 2024 of SETDA as everybody reads it, on standard output or in a file; progress on standard error. */
async function main(args: readonly string[]): Promise<number> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  const [option, out, ...more] = args
  if (args.length > 0 && (option !== '--out' || out === undefined || more.length > 0)) {
    say('demo:year [--out FILE]   e.g. npm run -s demo:year -- --out year.txt')
    return 2
  }
  const folder = await mkdtemp(join(tmpdir(), 'capaian-year-'))
  const began = performance.now()
  say('Opening a house in memory, with the plan of SETDA 2024 and no figures ...')
  const db = await openDatabase({ memory: true })
  try {
    const lines: string[] = []
    const { deeds, letters } = await yearTranscript(db, createLogger({ level: 'warn' }), folder, (written) => {
      lines.push(...written)
      for (const line of written) if (isDay(line)) say(line)
    })
    const text = `${lines.join('\n').trimStart()}\n`
    if (out === undefined) process.stdout.write(text)
    else await writeFile(out, text)
    say(`${letters} messages of the bot, ${deeds} of people, ${Math.round((performance.now() - began) / 1000)} s`)
    return 0
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
  return 1
})
