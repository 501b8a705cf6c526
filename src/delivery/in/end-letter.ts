import { commitTurn } from '../../store/chats/commit-turn.ts'
import type { Committed, TurnRows } from '../../store/chats/commit-turn.ts'
import type { Database } from '../../store/database/database.ts'
import type { Next } from '../../store/chats/inbox.ts'
import { handOver } from '../out/hand-over.ts'
import type { HandOver, PlaceFor } from '../out/hand-over.ts'
import { sendingSeconds } from '../out/sender.ts'

/** Another instance has ended this letter: what was done here is undone with its transaction. */
class DoneBefore extends Error {}

/**
 * What has become of a letter. `next`: the next one of its chat, null where the chat was let go; nothing where it is held as before.
 * `toSend`: whether letters were written that somebody must look for.
 */
export type Ended = { next?: Next | null; toSend: boolean }

export type Ending = {
  placeFor: PlaceFor
  /** The chat goes on with its next letter, and is held for so long; without it, it stays held as it is. */
  holdSeconds?: number | undefined
}

/** Writes a turn's rows through the database, or through the transaction in which its effects are. */
export type Commit = (db: Pick<Database, 'sql'>, rows: TurnRows) => Promise<Committed>

/**
 * Ends a letter: `work` commits its turn, alone or at the end of a transaction. When it has, those of the turn's letters that this process
 * may send at once are on their way.
 */
export async function endLetter({ placeFor, holdSeconds }: Ending, work: (commit: Commit) => Promise<Committed>): Promise<Ended> {
  let over: HandOver | undefined
  let written = 0
  const commit: Commit = (db, rows) => {
    over = handOver(rows.letters, rows.at, placeFor)
    written = rows.letters.length
    return commitTurn(db, rows, { ...(holdSeconds !== undefined && { holdSeconds }), sendingSeconds, handed: over.handed })
  }
  try {
    const { next, handed } = await work(commit)
    over?.begin(handed)
    return { ...(next !== undefined && { next }), toSend: written > handed.length }
  } catch (error) {
    over?.doubt()
    throw error
  }
}

/** Within a transaction: all of it is undone where another instance has ended the letter before. */
export async function unlessDoneBefore(committed: Promise<Committed>): Promise<Committed> {
  const done = await committed
  if (!done.ended) throw new DoneBefore()
  return done
}

/** What was undone for that reason is as good as done. */
export const orDoneBefore = (error: unknown): Committed => {
  if (!(error instanceof DoneBefore)) throw error
  return { ended: false, handed: [] }
}
