import { dateOf } from '../../calendar/dates.ts'
import { line, message } from '../../conversations/say.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import type { Incoming } from '../../message/incoming.ts'
import type { ChatRef } from '../../message/references.ts'
import { commitTurn } from '../../store/chats/commit-turn.ts'
import { inTransaction, withinTransaction } from '../../store/database/database.ts'
import type { Database } from '../../store/database/database.ts'
import { addOnce } from '../../store/chats/outbox.ts'
import { addressesOf } from '../../store/people/people.ts'
import { coordinatorsOf, markUnreachable, moveRoom } from '../../store/chats/reach.ts'
import type { Surroundings, Tongues } from '../in/setting.ts'

/** Nobody is reached in a chat any more: whoever coordinates there is told once, and not again until it was reached and lost anew. */
export async function noteOutOfReach(db: Database, chatKey: string, now: Date, tongues: Tongues): Promise<void> {
  await inTransaction(db, (tx) => noteWithin(withinTransaction(db, tx), chatKey, now, tongues))
}

async function noteWithin(db: Database, chatKey: string, now: Date, tongues: Tongues): Promise<void> {
  for (const gone of await markUnreachable(db, chatKey, now)) {
    const { governmentId, agencyIds, personId: except, name } = gone
    const told = await coordinatorsOf(db, { governmentId, agencyIds, except }, dateOf(now, 'Asia/Jakarta'))
    for (const address of await addressesOf(db, told)) {
      const texts = tongues[address.locale]
      const said = gone.kind === 'person' ? line(texts, 'operate.unreachable', { name }) : line(texts, 'operate.unreachable-room', { name })
      const key = `unreachable:${chatKey}:${now.toISOString()}:${address.personId}`
      await addOnce(db, key, address.chatKey, message([said], { urgency: 'notice' }), now)
    }
  }
}

/** A room goes on under another id, as its platform said when something was sent to it or came from it. */
export const noteMove = (db: Database, chat: ChatRef, to: string): Promise<void> =>
  inTransaction(db, (tx) => takeMove(withinTransaction(db, tx), chat.channel, chat.id, to))

async function takeMove(db: Database, channel: ChatRef['channel'], from: string, to: string): Promise<void> {
  if (from === to) return
  await moveRoom(db, chatKeyOf({ channel, id: from }), { key: chatKeyOf({ channel, id: to }), channel, platformId: to })
}

/** Whether an incoming says that the bot can't speak where it came from any more, or has to speak elsewhere. Nobody waits for an answer to it. */
export const isDeparture = ({ body }: Incoming): boolean => body.kind === 'membership' && body.change !== 'joined'

/** The bot was blocked or taken out of a room, or the room goes on under another id. */
export async function takeDeparture(incoming: Incoming, inboxId: number, now: Date, { db, tongues }: Surroundings): Promise<void> {
  const { body, chat } = incoming
  const chatKey = chatKeyOf(chat)
  await inTransaction(db, async (tx) => {
    const inside = withinTransaction(db, tx)
    if (body.kind === 'membership' && body.change === 'moved') {
      await takeMove(inside, chat.channel, body.from ?? chat.id, body.to ?? chat.id)
    } else await noteWithin(inside, chatKey, now, tongues)
    await commitTurn(inside, { inboxId, at: now.toISOString(), chatKey, personId: null, laid: [], letters: [] })
  })
}
