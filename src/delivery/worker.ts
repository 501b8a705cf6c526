import type { Logger } from '../logger.ts'
import type { Clock } from '../clock.ts'
import { line, message } from '../conversations/say.ts'
import { claimChats, holdChat, nextOf, noteFailure, releaseChat } from '../store/inbox.ts'
import type { Kept } from '../store/inbox.ts'
import { Incoming } from '../message/incoming.ts'
import { addOnce } from '../store/outbox.ts'
import { handleLetter } from './handle-letter.ts'
import type { LetterRoom } from './handle-letter.ts'
import { wakefulLoop } from './wakeful-loop.ts'
import type { WakefulLoop } from './wakeful-loop.ts'

/** How long a chat is held before another instance may take it: much longer than a letter takes. */
const holdSeconds = 60
/** A letter that fails so often is set aside. */
const most = 5
const lettersInOneGo = 50

export type Worker = WakefulLoop

/** Works the inbox: one letter at a time in a chat, in order, many chats at once, beside any number of other instances. */
export function startWorker(room: LetterRoom, clock: Clock, logger: Logger, atOnce: number): Worker {
  let busy = 0
  const chats = new Set<Promise<void>>()
  const loop = wakefulLoop(
    'worker',
    async () => {
      if (busy >= atOnce) return false
      const keys = await claimChats(room.db, atOnce - busy, holdSeconds)
      for (const key of keys) {
        busy += 1
        const work = workChat(key)
          .catch((error: unknown) => logger.error({ err: error, chat: key }, 'a chat could not be worked on'))
          .finally(() => {
            busy -= 1
            chats.delete(work)
            loop.wake()
          })
        chats.add(work)
      }
      return keys.length > 0 && busy < atOnce
    },
    logger,
  )

  const workChat = async (key: string): Promise<void> => {
    try {
      for (let done = 0; done < lettersInOneGo; done += 1) {
        const kept = await nextOf(room.db, key)
        if (!kept) break
        const began = performance.now()
        await handleLetter(kept, clock.now(), room).then(
          () => logger.debug({ inbox: kept.id, chat: key, ms: Math.round(performance.now() - began) }, 'a letter was handled'),
          (error: unknown) => failed(kept, key, error),
        )
        await room.db.notify('outbox')
        if (done % 10 === 9) await holdChat(room.db, key, holdSeconds)
      }
    } finally {
      await releaseChat(room.db, key)
    }
  }

  const failed = async (kept: Kept, key: string, error: unknown): Promise<void> => {
    logger.error({ err: error, inbox: kept.id, chat: key, attempt: kept.attempts + 1 }, 'a letter failed')
    const aside = await noteFailure(
      room.db,
      kept.id,
      error instanceof Error ? error.message.slice(0, 500) : 'unknown',
      most,
      2 ** kept.attempts / 4,
    )
    if (aside) await apologise(kept, key)
  }

  /** The person gets one sentence; the letter stays and can be replayed. */
  const apologise = async (kept: Kept, key: string): Promise<void> => {
    logger.error({ inbox: kept.id, chat: key }, 'a letter was set aside')
    const incoming = Incoming.safeParse(kept.body)
    if (!incoming.success || incoming.data.chat.kind !== 'private') return
    await addOnce(room.db, `apology:${kept.id}`, key, message([line(room.tongues.id, 'talk.apology')]), clock.now())
  }

  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop()
      await Promise.all(chats)
    },
  }
}
