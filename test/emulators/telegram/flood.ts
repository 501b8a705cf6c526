/** What the real one allows before it answers 429; none at all for tests of something else. */
export type FloodLimits = { perSecond: number; chatBurst: number; groupPerMinute: number }

export const realLimits: FloodLimits = { perSecond: 30, chatBurst: 4, groupPerMinute: 20 }

/** Counts what is sent in windows of the emulator's own clock. Returns the seconds to wait where it is too much. */
export function createFlood(
  limits: FloodLimits | undefined,
  now: () => number,
): (chat: { id: number; group: boolean }) => number | undefined {
  const all: number[] = []
  const chats = new Map<number, number[]>()
  return ({ id, group }) => {
    if (!limits) return undefined
    const at = now()
    const own = (chats.get(id) ?? []).filter((time) => time > at - 60_000)
    while ((all[0] ?? at) <= at - 1000) all.shift()
    const recent = (ms: number) => own.filter((time) => time > at - ms).length
    const wait =
      all.length >= limits.perSecond
        ? 1
        : recent(limits.chatBurst * 1000) >= limits.chatBurst
          ? 2
          : group && recent(60_000) >= limits.groupPerMinute
            ? 30
            : undefined
    if (wait !== undefined) return wait
    all.push(at)
    chats.set(id, [...own, at])
    return undefined
  }
}
