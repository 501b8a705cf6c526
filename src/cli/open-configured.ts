import type { Config } from '../config.ts'
import { openDatabase } from '../store/database/database.ts'
import type { Database, NewFolder } from '../store/database/database.ts'

/** What the embedded database says in numbers alone (WASI) of the folder that it lies in. */
const folderTroubles: Readonly<Record<number, string>> = {
  2: 'this user may not write there',
  29: 'reading or writing failed',
  51: 'no space is left on the disk',
  69: 'it can only be read',
}

/** Opens the database of the configuration. What goes wrong is told with the variable by which it is mended. */
export async function openConfigured({ databaseUrl, dataDir }: Config, begun?: NewFolder): Promise<Database> {
  try {
    return await openDatabase(databaseUrl === undefined ? { folder: dataDir, begun } : { url: databaseUrl })
  } catch (error) {
    const what = databaseUrl === undefined ? `The embedded database in ${dataDir} (DATA_DIR)` : 'The database of DATABASE_URL'
    throw new Error(`${what} can't be opened`, { cause: inWords(error) })
  }
}

const inWords = (error: unknown): unknown => {
  if (error instanceof Error || typeof error !== 'object' || error === null || !('errno' in error)) return error
  const words = folderTroubles[Number(error.errno)]
  return words === undefined ? error : new Error(words)
}
