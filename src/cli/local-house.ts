import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../store/database.ts'
import type { House } from './command.ts'

/** Opens the house for one command in this process: the database and the clock, nothing that receives or sends. */
export async function openLocalHouse(config: Config): Promise<House> {
  const database = await openDatabase(config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataDir })
  return { database, clock: systemClock, config }
}
