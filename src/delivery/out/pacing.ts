import type { Limits, Rate } from '../../channels/channel.ts'

/** When letters went, oldest first, in milliseconds of a clock that never goes back. */
export type Sent = readonly number[]

/**
 * How many more may go now. Counted in sliding windows: a bucket that fills while nobody sends would let twice its share through in the
 * window after, and platforms count what arrives in any second.
 */
export const shareLeft = (sent: Sent, rates: readonly Rate[], now: number): number =>
  Math.min(...rates.map(({ count, perMs }) => Math.max(0, count - sent.filter((at) => at > now - perMs).length)), Infinity)

/** From when one more may go; a time that has passed where one may go now. */
export const freeAt = (sent: Sent, rates: readonly Rate[]): number =>
  Math.max(...rates.map(({ count, perMs }) => (sent[sent.length - count] ?? -Infinity) + perMs), -Infinity)

/** What still counts in some window. */
export const stillCounting = (sent: Sent, rates: readonly Rate[], now: number): Sent => {
  const longest = Math.max(0, ...rates.map(({ perMs }) => perMs))
  return sent.filter((at) => at > now - longest)
}

/** Knows how much may go on one channel: what the platform allows, less what went, and when it asked for a pause. */
export type Pacer = {
  /** How many letters may go now, over all chats. */
  left: (now: number) => number
  /** The chats that have had their share for now. */
  resting: (now: number) => string[]
  /** One goes to a chat now. */
  take: (chatKey: string, kind: 'private' | 'room', now: number) => void
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
  for (const { chatKey, kind, agoMs } of went) pacer.take(chatKey, kind, now - agoMs)
  pacer.pause(now + pausedMs)
  return pacer
}

/** A pacer for one channel on which nothing went before. */
export function createPacer(limits: Limits): Pacer {
  let bot: Sent = []
  let pausedUntil = -Infinity
  const chats = new Map<string, { sent: Sent; rates: readonly Rate[] }>()

  const tidy = (now: number): void => {
    for (const [key, { sent, rates }] of chats) {
      const counting = stillCounting(sent, rates, now)
      if (counting.length === 0) chats.delete(key)
      else chats.set(key, { sent: counting, rates })
    }
  }
  const full = (now: number) => [...chats].filter(([, { sent, rates }]) => freeAt(sent, rates) > now)

  return {
    left: (now) => (now < pausedUntil ? 0 : shareLeft(bot, limits.bot, now)),
    resting: (now) => {
      tidy(now)
      return full(now).map(([key]) => key)
    },
    take: (chatKey, kind, now) => {
      const rates = limits[kind]
      if (limits.bot.length > 0) bot = [...stillCounting(bot, limits.bot, now), now]
      if (rates.length > 0) chats.set(chatKey, { sent: [...(chats.get(chatKey)?.sent ?? []), now], rates })
    },
    pause: (until) => {
      pausedUntil = Math.max(pausedUntil, until)
    },
    nextAt: (now) => {
      const moments = [pausedUntil, freeAt(bot, limits.bot), ...full(now).map(([, { sent, rates }]) => freeAt(sent, rates))]
      const ahead = moments.filter((at) => at > now)
      return ahead.length > 0 ? Math.min(...ahead) : undefined
    },
  }
}
