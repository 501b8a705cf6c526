import { dateOf } from '../../calendar/dates.ts'
import { line, message } from '../../conversations/say.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import type { Incoming } from '../../message/incoming.ts'
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

/** Whether an incoming says that the bot can't speak where it came from any more, or has to speak elsewhere. Nobody waits for an answer to it. */
export const isDeparture = ({ body }: Incoming): boolean => body.kind === 'membership' && body.change !== 'joined'

/** The bot was blocked or taken out of a room, or the room goes on under another id. */
export async function takeDeparture(incoming: Incoming, inboxId: number, now: Date, { db, tongues }: Surroundings): Promise<void> {
  const { body, chat } = incoming
  const chatKey = chatKeyOf(chat)
  await inTransaction(db, async (tx) => {
    const inside = withinTransaction(db, tx)
    if (body.kind === 'membership' && body.change === 'moved') {
      if (body.to !== undefined)
        await moveRoom(inside, chatKey, { key: chatKeyOf({ ...chat, id: body.to }), channel: chat.channel, platformId: body.to })
    } else await noteWithin(inside, chatKey, now, tongues)
    await commitTurn(inside, { inboxId, at: now.toISOString(), chatKey, personId: null, laid: [], letters: [] })
  })
}
