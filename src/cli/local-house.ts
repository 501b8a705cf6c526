import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openConfigured } from './open-configured.ts'
import type { Database } from '../store/database/database.ts'
import { hasDemo, onlyDemo } from '../store/local/demo-state.ts'
import { storedClock } from '../store/local/house-clock.ts'
import type { House } from './command.ts'

/** Opens the house for one command in this process: the database and the clock, nothing that receives or sends. */
export async function openLocalHouse(config: Config): Promise<House> {
  const database = await openConfigured(config)
  return { database, clock: await houseClock(config, database), config }
}

/** The demo's own time where the bot would go by it too: the demo is there and nothing else, and no real channel is connected. */
async function houseClock({ demo, telegram, slack }: Config, db: Database): Promise<Clock> {
  const wanted = demo === 'on' || (demo === 'auto' && db.kind === 'embedded')
  if (!wanted || telegram || slack) return systemClock
  return (await hasDemo(db)) && (await onlyDemo(db)) ? storedClock(db) : systemClock
}
