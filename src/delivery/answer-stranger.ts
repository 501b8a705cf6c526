import { line, message } from '../conversations/say.ts'
import type { Incoming } from '../message/incoming.ts'
import { commitTurn } from '../store/commit-turn.ts'
import { chatKeyOf } from '../store/inbox.ts'
import type { Surroundings } from './setting.ts'
import { letterRow } from './turn-rows.ts'

/** A stranger gets one polite sentence, in their own chat only, at most once an hour; and nothing else. */
export async function answerStranger(incoming: Incoming, inboxId: number, now: Date, { db, tongues }: Surroundings): Promise<void> {
  const chatKey = chatKeyOf(incoming.chat)
  const at = now.toISOString()
  const told =
    incoming.chat.kind === 'private'
      ? await db.sql(
          `update chat set told_at = $2::timestamptz where key = $1 and (told_at is null or told_at <= $2::timestamptz - interval '1 hour') returning key`,
          [chatKey, at],
        )
      : []
  const letters = told.length > 0 ? [letterRow(message([line(tongues.id, 'stranger.stranger')]), chatKey, at)] : []
  await commitTurn(db.sql, { inboxId, at, chatKey, personId: null, laid: [], letters })
}
