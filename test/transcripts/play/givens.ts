import type { Database } from '../../../src/store/database.ts'

/** What transcripts take as given beside the demo. Throws where a transcript names something else. */
export const givenIn =
  (db: Database) =>
  async (what: string): Promise<void> => {
    const [, indicator] = /^bukti wajib untuk (.+)$/.exec(what) ?? []
    if (!indicator) throw new Error(`nothing is known of: ${what}`)
    const changed = await db.sql(`update indicator set evidence = 'required' where short_name = $1 returning id`, [indicator])
    if (changed.length !== 1) throw new Error(`${changed.length} indicators are called ${indicator}`)
  }
