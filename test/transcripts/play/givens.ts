import type { Database } from '../../../src/store/database/database.ts'

/** What a transcript may take as given, as the change of what is named. */
const changes: Record<string, string> = {
  'bukti wajib untuk': `update indicator set evidence = 'required' where short_name = $1 returning id`,
  'ruang yang belum terdaftar': `insert into room (government_id, channel, platform_id, chat_key, title) select id, 'local', $1, 'local:' || $1, 'Grup Hukum' from government where key = split_part($1, '/', 1) returning id`,
  'nilai langsung, tanpa rincian, untuk': `update indicator set composite = null where short_name = $1 returning id`,
}

/** Makes true what a transcript takes as given beside the demo. Throws where it names something else, or another number of things than one. */
export const givenIn =
  (db: Database) =>
  async (what: string): Promise<void> => {
    const [words, statement] = Object.entries(changes).find(([start]) => what.startsWith(`${start} `)) ?? []
    if (!words || !statement) throw new Error(`nothing is known of: ${what}`)
    const changed = await db.sql(statement, [what.slice(words.length + 1)])
    if (changed.length !== 1) throw new Error(`${changed.length} are meant by: ${what}`)
  }
