import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { bothTongues } from '../../src/house.ts'
import { nationalHolidays } from '../../src/calendar/holidays.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { remind } from '../../src/watch/reminders/remind.ts'
import { filledDatabase } from './generated-database.ts'
import { generatedToday } from './generate.ts'
import { percentile } from './measure.ts'
import { atMost, shown } from './row.ts'
import type { Row } from './row.ts'

const mega = 1024 ** 2
const beatMs = 20
/** Every so many beats garbage is collected, to see what is really held. */
const beatsBetween = 100
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** 50,000 officers who are due at the same moment: expanded, written and queued by one tick, while the process goes on answering. */
export async function reminders(server: string): Promise<Row[]> {
  const filled = await filledDatabase(server, { governments: 100, agencies: 50, officers: 10, indicators: 10 })
  const url = await filled.copy()
  const db = await openDatabase({ url })
  try {
    const tower = { db, tongues: bothTongues(), holidays: nationalHolidays() }
    // Warm, and on a Saturday with nothing to do.
    await remind(tower, new Date('2026-10-03T02:00:00Z'))
    const began = performance.now()
    const { counts, held, resident, late } = await watched(() => remind(tower, generatedToday))
    const seconds = (performance.now() - began) / 1000
    const queued = await queuedLetters(db)
    if (queued !== counts.said || queued < 49_000) throw new Error(`${queued} letters are queued, ${counts.said} were said`)
    const idle: number[] = []
    for (let at = 1; at <= 50; at += 1) {
      const before = performance.now()
      await remind(tower, new Date(generatedToday.getTime() + at * 60_000))
      idle.push(performance.now() - before)
    }
    return [
      atMost(`Reminders for ${queued.toLocaleString('en-US')} officers due at once, all queued after`, seconds, 20, 's'),
      atMost('Memory held meanwhile, after collections, at most more than at the beginning', held, 20, 'MB'),
      shown('Resident memory grew meanwhile by, garbage among it', resident, 'MB'),
      atMost('A question asked meanwhile waited, p95', late, 200, 'ms'),
      atMost('A tick with nothing to do, p95', percentile(idle, 95), 10, 'ms'),
    ]
  } finally {
    await db.close()
    await filled.remove(url)
    await filled.close()
  }
}

const queuedLetters = async (db: Database): Promise<number> =>
  (await db.sql<{ count: number }>(`select count(*)::int as count from outbox where key like 'reminder:%'`))[0]?.count ?? 0

/** Runs the work and watches the process: how much more memory it held at most than at its beginning, how much more was resident, in MB, and how late its beat came, p95 in ms. */
async function watched<Result>(work: () => Promise<Result>): Promise<{ counts: Result; held: number; resident: number; late: number }> {
  const heldNow = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = { held: heldNow(), resident: process.memoryUsage().rss }
  let most = before
  const late: number[] = []
  let last = performance.now()
  let beats = 0
  const beat = setInterval(() => {
    late.push(Math.max(0, performance.now() - last - beatMs))
    beats += 1
    const held = beats % beatsBetween === 0 ? Math.max(most.held, heldNow()) : most.held
    most = { held, resident: Math.max(most.resident, process.memoryUsage().rss) }
    last = performance.now()
  }, beatMs)
  try {
    const counts = await work()
    const grown = { held: Math.max(most.held, heldNow()) - before.held, resident: most.resident - before.resident }
    return { counts, held: grown.held / mega, resident: grown.resident / mega, late: percentile(late, 95) }
  } finally {
    clearInterval(beat)
  }
}
