import { z } from 'zod'
import type { Database, Tx } from '../database/database.ts'

const Stored = z.object({ name: z.string() })

/** Notes the name by which people find the bot on Telegram, so that every process and command can make links to it. */
export const noteBotName = (db: Pick<Database, 'sql'>, name: string): Promise<unknown> =>
  db.sql(
    `insert into house_setting (key, value) values ('telegram-bot', jsonb_build_object('name', $1::text))
     on conflict (key) do update set value = excluded.value where house_setting.value is distinct from excluded.value`,
    [name],
  )

/** The bot's name on Telegram; nothing where it was never connected. */
export async function botName(tx: Pick<Tx, 'houseSetting'>): Promise<string | undefined> {
  const read = Stored.safeParse((await tx.houseSetting.findUnique({ where: { key: 'telegram-bot' } }))?.value)
  return read.success ? read.data.name : undefined
}
