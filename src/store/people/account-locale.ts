import type { Database } from '../database/database.ts'

/** The language of the person behind an account; Indonesian for a stranger. */
export async function localeOfAccount(db: Pick<Database, 'sql'>, account: { channel: string; id: string }): Promise<'id' | 'en'> {
  const [row] = await db.sql<{ locale: string }>(
    `select p.locale from identity i join person p on p.id = i.person_id where i.channel = $1 and i.platform_id = $2 and i.ended_at is null`,
    [account.channel, account.id],
  )
  return row?.locale === 'en' ? 'en' : 'id'
}
