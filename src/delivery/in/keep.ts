import type { Keep } from '../../channels/channel.ts'
import type { Clock } from '../../clock.ts'
import { storable } from '../../message/storable.ts'
import { chatKeyOf, keepIncoming } from '../../store/chats/inbox.ts'
import type { Database } from '../../store/database/database.ts'
import { holdSeconds } from './worker.ts'
import type { Worker } from './worker.ts'

/**
 * Stores what comes in. Where its chat is free and this process has room, it is worked on here at once; else whoever has room is told.
 * One after another in a chat: of two that come at once the first must not be overtaken.
 */
export const keepFor = (db: Database, clock: Clock, worker: Worker | undefined): Keep =>
  inTurnOf(async (came) => {
    const incoming = storable(came)
    const place = worker?.place()
    const { stored, taken } = await keepIncoming(db, incoming, clock.now(), place && holdSeconds).catch((error: unknown) => {
      place?.giveBack()
      throw error
    })
    if (place && taken) return place.begin(chatKeyOf(incoming.chat), taken)
    place?.giveBack()
    if (stored) await db.notify('inbox')
  })

/** One after another in each chat, side by side over all chats. */
function inTurnOf(keep: Keep): Keep {
  const last = new Map<string, Promise<void>>()
  return (incoming) => {
    const key = chatKeyOf(incoming.chat)
    const before = last.get(key)
    const own = before ? before.catch(() => undefined).then(() => keep(incoming)) : keep(incoming)
    last.set(key, own)
    const done = () => void (last.get(key) === own && last.delete(key))
    own.then(done, done)
    return own
  }
}
