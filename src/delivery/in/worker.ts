import { NotNow } from '../../channels/channel.ts'
import type { Logger } from '../../logger.ts'
import type { Clock } from '../../clock.ts'
import { claimChats, holdLonger, leaveUnread, nextOrRelease, noteFailure, releaseChat } from '../../store/chats/inbox.ts'
import { inTransaction, withinTransaction } from '../../store/database/database.ts'
import type { Kept, Next } from '../../store/chats/inbox.ts'
import type { Ended } from './end-letter.ts'
import { handleLetter, mostAttempts } from './handle-letter.ts'
import type { LetterRoom } from './handle-letter.ts'
import type { Meter } from '../meter.ts'
import { sayFlood, tellSetAside } from './operating-letters.ts'
import { wakefulLoop } from '../wakeful-loop.ts'
import type { WakefulLoop } from '../wakeful-loop.ts'

/**
 * How long a chat is held before another instance may take it: much longer than most letters take, and no longer than a person waits whose
 * worker was killed. One whose files come slowly is held again and again. Where two work on one letter all the same, the second to commit finds it ended.
 */
export const holdSeconds = 20
/** What takes longer than an album of the largest files on the slowest line does not end any more: others may try. */
const longestMs = 900_000
/** A platform may ask for a longer pause than a person can be kept waiting for, with all that they wrote since. */
const longestPauseMs = 60_000
/** After so many letters a chat gives way to others. */
const lettersInOneGo = 20

/** Room for one more chat, kept free while it is stored: it is worked on, or the room is given back. */
export type Place = { begin: (chatKey: string, first: Next) => void; giveBack: () => void }

/** `place`: nothing where no more chats can be worked on now. */
export type Worker = WakefulLoop & { place: () => Place | undefined }

/** `perMinute`: how many letters of a chat are read within a minute. `sentHere`: whether what is written is sent by this process. */
export type WorkerParts = {
  clock: Clock
  logger: Logger
  meter: Meter
  atOnce: number
  perMinute: (chatKey: string) => number
  sentHere: () => boolean
}

/** Works the inbox: one letter at a time in a chat, in order, many chats at once, beside any number of other instances. */
export function startWorker(room: LetterRoom, parts: WorkerParts): Worker {
  const { clock, logger, meter, atOnce, perMinute, sentHere } = parts
  let busy = 0
  let stopping = false
  const chats = new Set<Promise<void>>()
  const gaveWay = new Set<string>()
  /** There may be more than could be taken: who is ready next looks again. */
  let more = false
  /** How often it was looked for work. */
  let looks = 0
  /** A chat whose holder is gone is worked on: of those one at a time. */
  let lostAtWork = false
  const loop = wakefulLoop(
    'worker',
    async () => {
      looks += 1
      // Half of what is free: the rest is for what is stored meanwhile.
      const places = Math.ceil((atOnce - busy) / 2)
      busy += places
      let claimed: Awaited<ReturnType<typeof claimChats>> = []
      try {
        if (places > 0) claimed = await claimChats(room.db, places, holdSeconds, [...gaveWay], !lostAtWork)
      } finally {
        giveBack(places - claimed.length)
      }
      for (const { chatKey, lost, ...first } of claimed) begin(chatKey, first, lost)
      const full = claimed.length === places
      more ||= full
      return full && busy < atOnce
    },
    logger,
  )
  let idle: () => void = () => undefined
  const giveBack = (count: number): void => {
    busy -= count
    if (busy === 0) idle()
  }
  const ready = (): void => {
    giveBack(1)
    if (more) loop.wake()
    more = false
  }
  const begin = (chatKey: string, first: Next, lost = false): void => {
    gaveWay.delete(chatKey)
    lostAtWork ||= lost
    const work = workChat(chatKey, first)
      .catch((error: unknown) => logger.error({ err: error, chat: chatKey }, 'a chat could not be worked on'))
      .finally(() => {
        chats.delete(work)
        if (lost) {
          lostAtWork = false
          more = true
        }
        ready()
      })
    chats.add(work)
  }

  const workChat = async (key: string, first: Next): Promise<void> => {
    let next: Next | undefined = first
    let done = 0
    try {
      while (next && !stopping && done < lettersInOneGo) {
        const before = looks
        done += 1
        const goesOn = done < lettersInOneGo
        const ended: Ended = await workOn(next, key, goesOn)
        // Whoever sends is woken; other processes only where one of them does.
        if (ended.toSend) await room.db.notify('outbox', sentHere() ? 'here' : 'everywhere')
        if (ended.next !== undefined) next = ended.next ?? undefined
        else if (goesOn) next = await nextOrRelease(room.db, key, holdSeconds)
        // Whoever looked meanwhile may have passed by a letter of this chat, because it was still held.
        if (!next && looks > before) loop.wake()
      }
    } finally {
      // It is still held: others come first, the house stops, or the database was away.
      if (next) {
        if (done === lettersInOneGo) gaveWay.add(key)
        more = true
        await releaseChat(room.db, key)
      }
    }
  }

  const workOn = async (kept: Next, key: string, goesOn: boolean): Promise<Ended> => {
    const began = performance.now()
    const about = { inbox: kept.id, request: requestOf(kept), chat: key }
    const holding = setInterval(() => {
      if (performance.now() - began < longestMs) holdLonger(room.db, key, holdSeconds).catch(() => undefined)
    }, holdSeconds * 500)
    try {
      // Its process ended each time that it was handled: nothing was there to note why.
      if (kept.attempts >= mostAttempts) throw new Error('the process ended while it was handled')
      const unread = kept.recent >= perMinute(key) ? await leaveUnread(room.db, key, perMinute(key)) : 0
      return unread > 0 ? await flooded(kept, key, unread, began) : await handled(kept, about, goesOn, began)
    } catch (error) {
      logger[error instanceof NotNow ? 'warn' : 'error']({ err: error, ...about, attempt: kept.attempts + 1 }, 'a letter failed')
      await failed(kept, key, error, performance.now() - began)
      return { toSend: true }
    } finally {
      clearInterval(holding)
    }
  }

  const handled = async (kept: Kept, about: object, goesOn: boolean, began: number): Promise<Ended> => {
    const { personId, ...ended } = await handleLetter(kept, clock.now(), room, goesOn ? holdSeconds : undefined)
    const ms = performance.now() - began
    meter.letter('done', ms)
    logger.debug({ ...about, ...(personId !== undefined && { officer: personId }), ms: Math.round(ms) }, 'a letter was handled')
    return ended
  }

  /** More came from one person than anybody writes: what is too much is kept, and not read. */
  const flooded = async (kept: Kept, key: string, unread: number, began: number): Promise<Ended> => {
    meter.letter('flood', performance.now() - began, unread)
    logger.warn({ chat: key, unread }, 'too many letters at once were left unread')
    await sayFlood(room, kept, key, clock.now())
    return { toSend: true }
  }

  const failed = async (kept: Kept, key: string, error: unknown, ms: number): Promise<void> => {
    const why = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    const asked = error instanceof NotNow ? Math.min(longestPauseMs, error.afterMs) : 0
    const wait = Math.max(2 ** kept.attempts / 4, asked / 1000)
    // Set aside and told of, or neither.
    const aside = await inTransaction(room.db, async (tx) => {
      const db = withinTransaction(room.db, tx)
      const over = await noteFailure(db, kept.id, why, mostAttempts, wait)
      if (over) await tellSetAside({ ...room, db }, kept, key, clock.now())
      return over
    })
    meter.letter(aside ? 'set-aside' : 'failed', ms)
    if (aside) logger.error({ inbox: kept.id, chat: key }, 'a letter was set aside')
  }

  return {
    wake: loop.wake,
    place: () => {
      // Who waits already comes first.
      if (stopping || more || busy >= atOnce) return undefined
      busy += 1
      return { begin, giveBack: ready }
    },
    stop: async () => {
      stopping = true
      await loop.stop()
      await Promise.all(chats)
      // What is being stored in this moment may still hold its chat, and lets it go.
      if (busy > 0) await new Promise<void>((resolve) => (idle = resolve))
    },
  }
}

/** The platform's own id of what came in: by it a letter is found on both sides. */
const requestOf = ({ body }: Kept): string | undefined =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : undefined
