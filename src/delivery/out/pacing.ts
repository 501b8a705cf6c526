import type { Limits, Rate } from '../../channels/channel.ts'

/**
 * A letter, in milliseconds of a clock that never goes back: when it was taken, and when it arrived, at the latest that is thought of
 * until the platform has answered.
 */
export type Letter = { taken: number; at: number }

/** What is under way for longer than this has arrived or never will: one that hangs must not hold up all others. */
const longestWayMs = 1_000
/** From how many letters the way is learned: some seconds of sending as much as may go. */
const enoughLetters = 150

/** A platform counts what arrives; what is shorter than its windows is for the sake of those who wait behind, and counts what is sent. */
const counted = ({ taken, at }: Letter, { perMs }: Rate): number => (perMs < longestWayMs ? taken : at)

/**
 * How many more may go now. Counted in sliding windows: a bucket that fills while nobody sends would let twice its share through in the
 * window after, and platforms count what arrives in any second.
 */
export const shareLeft = (letters: readonly Letter[], rates: readonly Rate[], now: number): number =>
  Math.min(
    ...rates.map((rate) => Math.max(0, rate.count - letters.filter((letter) => counted(letter, rate) > now - rate.perMs).length)),
    Infinity,
  )

/** From when one more may go; a time that has passed where one may go now. */
export const freeAt = (letters: readonly Letter[], rates: readonly Rate[]): number =>
  Math.max(
    ...rates.map((rate) => {
      const sent = letters.map((letter) => counted(letter, rate)).sort((a, b) => a - b)
      return (sent[sent.length - rate.count] ?? -Infinity) + rate.perMs
    }),
    -Infinity,
  )

/** What still counts in some window. */
const stillCounting = (letters: readonly Letter[], rates: readonly Rate[], now: number): Letter[] => {
  const longest = Math.max(0, ...rates.map(({ perMs }) => perMs))
  return letters.filter(({ at }) => at > now - longest)
}

/** Knows how much may go on one channel: what the platform allows, less what went, and when it asked for a pause. */
export type Pacer = {
  /** How many letters may go now, over all chats. */
  left: (now: number) => number
  /** When the next one may go, over all chats: now, or soon. */
  startAt: (now: number) => number
  /** The chats that have had their share for now. */
  resting: (now: number) => string[]
  /**
   * One goes to a chat now. What it returns is told when the platform has answered, and when it really began: until then nobody knows
   * when it arrives, and a platform counts what arrives. One that was slow on its way must not meet those that are sent a second after it.
   */
  take: (chatKey: string, kind: 'private' | 'room', now: number) => (answered: number, began?: number) => void
  /** The platform wants nothing at all before then. */
  pause: (until: number) => void
  /** When more may go than now: the moment to look again. Nothing where nobody waits for a share. */
  nextAt: (now: number) => number | undefined
}

/** A pacer for one channel that goes on where others stopped: `went` are their letters, oldest first, and how long ago each went in milliseconds. */
export function pacerAfter(
  limits: Limits,
  { went, pausedMs }: { went: readonly { chatKey: string; kind: 'private' | 'room'; agoMs: number }[]; pausedMs: number },
  now: number,
): Pacer {
  const pacer = createPacer(limits)
  for (const { chatKey, kind, agoMs } of went) pacer.take(chatKey, kind, now - agoMs)(now - agoMs)
  pacer.pause(now + pausedMs)
  return pacer
}

/** A pacer for one channel on which nothing went before. */
export function createPacer(limits: Limits): Pacer {
  let bot: Letter[] = []
  let pausedUntil = -Infinity
  /**
   * The way there and back when nothing is in the way: what is longer than that may have been lost before it arrived. It is the shortest of
   * so many letters and those since: of fewer, a slow second would pass for the way, and what comes after it would come too early. Until so
   * many have gone a letter counts from its answer.
   */
  const way = { known: 0, sinceThen: Infinity, letters: 0 }
  const shortestWith = (trip: number): number => {
    way.sinceThen = Math.max(0, Math.min(way.sinceThen, trip))
    way.letters += 1
    const shortest = Math.min(way.known, way.sinceThen)
    if (way.letters === enoughLetters) Object.assign(way, { known: way.sinceThen, sinceThen: Infinity, letters: 0 })
    return shortest
  }
  const chats = new Map<string, { letters: Letter[]; rates: readonly Rate[] }>()

  const tidy = (now: number): void => {
    for (const [key, { letters, rates }] of chats) {
      const counting = stillCounting(letters, rates, now)
      if (counting.length === 0) chats.delete(key)
      else chats.set(key, { letters: counting, rates })
    }
  }
  const full = (now: number) => [...chats].filter(([, { letters, rates }]) => freeAt(letters, rates) > now)

  return {
    left: (now) => (now < pausedUntil ? 0 : shareLeft(bot, limits.bot, now)),
    startAt: (now) => Math.max(now, pausedUntil, freeAt(bot, limits.bot)),
    resting: (now) => {
      tidy(now)
      return full(now).map(([key]) => key)
    },
    take: (chatKey, kind, now) => {
      const rates = limits[kind]
      const letter: Letter = { taken: now, at: now + longestWayMs }
      if (limits.bot.length > 0) bot = [...stillCounting(bot, limits.bot, now), letter]
      if (rates.length > 0) chats.set(chatKey, { letters: [...(chats.get(chatKey)?.letters ?? []), letter], rates })
      return (answered, began = now) => {
        letter.at = Math.min(letter.at, answered - shortestWith(answered - began))
      }
    },
    pause: (until) => {
      pausedUntil = Math.max(pausedUntil, until)
    },
    nextAt: (now) => {
      const moments = [pausedUntil, freeAt(bot, limits.bot), ...full(now).map(([, { letters, rates }]) => freeAt(letters, rates))]
      const ahead = moments.filter((at) => at > now)
      return ahead.length > 0 ? Math.min(...ahead) : undefined
    },
  }
}
