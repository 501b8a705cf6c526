import type { Database } from '../database/database.ts'

type Account = { channel: string; id: string }

/** The language of the person behind an account; Indonesian for a stranger. */
export const localeOfAccount = async (db: Pick<Database, 'sql'>, account: Account): Promise<'id' | 'en'> =>
  (await localeOfKnown(db, account)) ?? 'id'

/** The language of the person behind an account; nothing for a stranger. */
export async function localeOfKnown(db: Pick<Database, 'sql'>, account: Account): Promise<'id' | 'en' | undefined> {
  const [row] = await db.sql<{ locale: string }>(
    `select p.locale from identity i join person p on p.id = i.person_id where i.channel = $1 and i.platform_id = $2 and i.ended_at is null`,
    [account.channel, account.id],
  )
  return row && (row.locale === 'en' ? 'en' : 'id')
}
