import { line, message } from '../../conversations/say.ts'
import type { Incoming } from '../../message/incoming.ts'
import { commitTurn } from '../../store/chats/commit-turn.ts'
import { chatKeyOf, mayTellStranger } from '../../store/chats/inbox.ts'
import type { Surroundings } from './setting.ts'
import { letterRow } from './turn-rows.ts'

/** A stranger gets one polite sentence, in their own chat only, at most once an hour; and nothing else. */
export async function answerStranger(incoming: Incoming, inboxId: number, now: Date, { db, tongues }: Surroundings): Promise<void> {
  const { chat, body } = incoming
  const chatKey = chatKeyOf(chat)
  const at = now.toISOString()
  const told = chat.kind === 'private' && (await mayTellStranger(db, chatKey, at))
  // Telegram alone vouches for a phone number that is shared; whoever begins there hears of it.
  const begins = chat.channel === 'telegram' && body.kind === 'command' && body.name === 'start'
  const parts = [line(tongues.id, 'stranger.stranger'), ...(begins ? [line(tongues.id, 'invite.phone-hint')] : [])]
  const asks = begins ? { asksContact: tongues.id.plain('invite.share-number') } : {}
  const letters = told ? [letterRow({ ...message(parts), ...asks }, chatKey, at)] : []
  await commitTurn(db, { inboxId, at, chatKey, personId: null, laid: [], letters })
}
