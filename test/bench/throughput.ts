import { startBot } from './bots/run-bot.ts'
import type { Bot } from './bots/run-bot.ts'
import type { Told } from './bots/told.ts'
import { filledFolder } from './embedded-folder.ts'
import { accountsOf, filledDatabase } from './generated-database.ts'
import { aGovernment } from './generate.ts'
import { openPeople } from './load.ts'
import { percentile } from './measure.ts'
import { openPlatform } from './platform.ts'
import { short } from './row.ts'
import type { Row } from './row.ts'

const limitMs = 500
const steps = [25, 50, 100, 150, 200, 300, 400, 600]
const seconds = 5

/** Messages a second that processes sustain with 95 of 100 answered within half a second: a message with one answer, raised until it breaks. */
export async function throughput(server: string): Promise<Row[]> {
  const filled = await filledDatabase(server, aGovernment)
  const folder = await filledFolder(aGovernment)
  const onServer = async (processes: number): Promise<number> => {
    const url = await filled.copy()
    const reached = await sustained({ url }, await accountsOf(url), processes)
    await filled.remove(url)
    return reached
  }
  try {
    const one = await onServer(1)
    const two = await onServer(2)
    const embedded = await sustained({ folder: await folder.copy() }, folder.accounts, 1)
    const measured = (rate: number) => `${short(rate)} messages/s with p95 under ${limitMs} ms`
    return [
      { what: 'One process on PostgreSQL', measured: measured(one) },
      { what: 'Two processes on PostgreSQL', measured: `${measured(two)} (${short(two / one)} times one)` },
      { what: 'One process on the embedded database', measured: measured(embedded) },
    ]
  } finally {
    await filled.close()
    await folder.close()
  }
}

/** The highest rate of the steps that was answered in time; 0 where not even the lowest was. */
async function sustained(database: Told['database'], accounts: readonly number[], processes: number): Promise<number> {
  const people = openPeople(accounts)
  const platform = await openPlatform(people.heard)
  const bots: Bot[] = []
  for (let at = 0; at < processes; at += 1) bots.push(await startBot('house', { root: platform.root, database }))
  const send = (rate: number, forSeconds: number) =>
    Promise.all(bots.map((bot) => people.send(bot, 'asks', rate / bots.length, forSeconds))).then((took) => took.flat())
  try {
    await send(25, 4)
    let reached = 0
    for (const rate of steps) {
      const took = await send(rate, seconds).catch(() => [])
      // Who finds nobody free to speak has fallen behind, too.
      if (took.length < rate * seconds * 0.95 || percentile(took, 95) >= limitMs) break
      reached = rate
    }
    return reached
  } finally {
    for (const bot of bots) await bot.stop()
    await platform.close()
  }
}
