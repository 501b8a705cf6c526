import { setTimeout as pause } from 'node:timers/promises'
import { onServer } from '../setup/server.ts'
import { startBot } from './bots/run-bot.ts'
import { filledDatabase } from './generated-database.ts'
import { aGovernment } from './generate.ts'
import { openPlatform } from './platform.ts'
import { shown } from './row.ts'
import type { Row } from './row.ts'

const open = 5_000

/** What a process holds when nobody speaks, and with many conversations open: they lie in the database, so that it is the same. */
export async function memory(server: string): Promise<Row[]> {
  const filled = await filledDatabase(server, { ...aGovernment, governments: 11 })
  const url = await filled.copy()
  const platform = await openPlatform(() => undefined)
  try {
    // The first start writes the reminders that are due; what is idle comes after it.
    await rss(platform.root, url)
    const idle = await rss(platform.root, url)
    await onServer(url, (client) =>
      client.query(
        `insert into conversation (id, chat_key, person_id, name, version, step, draft, status, opened_at, touched_at, closes_at)
         select p.id, 'telegram:' || i.platform_id, p.id, 'report', 1, 'value', '{"now": {}, "before": []}', 'active', now(), now(), now() + interval '300 days'
         from person p join identity i on i.person_id = p.id and i.channel = 'telegram' order by p.id limit $1`,
        [open],
      ),
    )
    const busy = await rss(platform.root, url)
    return [shown('Memory of an idle process', idle, 'MB'), shown(`with ${open.toLocaleString('en-US')} open conversations`, busy, 'MB')]
  } finally {
    await platform.close()
    await filled.remove(url)
    await filled.close()
  }
}

async function rss(root: string, url: string): Promise<number> {
  const bot = await startBot('house', { root, database: { url } })
  await pause(3_000)
  const { rssMb } = await bot.used()
  await bot.stop()
  return rssMb
}
