import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import { median } from './measure.ts'
import { atMost } from './row.ts'
import type { Row } from './row.ts'

const laterStarts = 5

/** `npm start` after an installation, from its launch until the page can be used: in an empty folder, and in one that was used before. */
export async function startUp(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'capaian-start-'))
  const start = async (): Promise<number> => {
    const bot = await startBot({ PORT: String(await freePort()), DATA_DIR: join(folder, 'data') }, folder)
    await bot.stop()
    return bot.startMs / 1000
  }
  try {
    const first = await start()
    const later: number[] = []
    for (let i = 0; i < laterStarts; i += 1) later.push(await start())
    return [
      atMost('First start, embedded, with the demo', first, 10, 's'),
      atMost(`Later start, embedded (median of ${laterStarts})`, median(later), 2, 's'),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
