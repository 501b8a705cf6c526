import { dateOf } from '../../calendar/dates.ts'
import { line, message } from '../../conversations/say.ts'
import { addOnce, giveUp } from '../../store/chats/outbox.ts'
import type { Waiting } from '../../store/chats/outbox.ts'
import { coordinatorsOf, ownersOfChat } from '../../store/chats/reach.ts'
import { inTransaction, withinTransaction } from '../../store/database/database.ts'
import type { Database } from '../../store/database/database.ts'
import { addressesOf } from '../../store/people/people.ts'
import type { Tongues } from '../in/setting.ts'

const aboutGivenUp = 'given-up:'

/**
 * Gives up a letter that our own program can't write, draw or send, and tells whoever coordinates there that somebody waits for it in vain:
 * both, or neither. Where it is such a notice that fails, nobody is told of that.
 */
export async function giveUpBroken(
  db: Database,
  { id, chatKey }: Pick<Waiting, 'id' | 'chatKey'>,
  why: string,
  now: Date,
  tongues: Tongues,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const inside = withinTransaction(db, tx)
    const key = await giveUp(inside, id, why)
    if (key?.startsWith(aboutGivenUp)) return
    for (const { governmentId, agencyIds, name } of await ownersOfChat(inside, chatKey, now)) {
      const told = await coordinatorsOf(inside, { governmentId, agencyIds, except: null }, dateOf(now, 'Asia/Jakarta'))
      for (const address of await addressesOf(inside, told)) {
        const texts = tongues[address.locale]
        const parts = [line(texts, 'operate.given-up', { name, id }), line(texts, 'operate.given-up-how')]
        await addOnce(inside, `${aboutGivenUp}${id}:${address.personId}`, address.chatKey, message(parts, { urgency: 'notice' }), now)
      }
    }
  })
  await db.notify('outbox')
}
