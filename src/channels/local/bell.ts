/** Wakes requests that wait for news. */
export type Bell = {
  /** Something changed in this process. */
  ring: () => void
  /** Waits until the revision is past one or the time is up, and returns the revision then. */
  wait: (after: number, ms: number) => Promise<number>
  /** Lets all who wait go, now and from now on. */
  stop: () => void
  stopped: () => boolean
}

/**
 * A bell over the store's revision. It is rung at once by changes of this process; what another process changed is seen by
 * looking once a second while somebody waits.
 */
export function createBell(revision: () => Promise<number>): Bell {
  const waiting = new Set<() => void>()
  let stopped = false
  const rung = (ms: number) =>
    new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer)
        waiting.delete(go)
        resolve()
      }
      const timer = setTimeout(go, ms)
      timer.unref()
      waiting.add(go)
    })
  const wake = () => [...waiting].forEach((go) => go())
  return {
    ring: wake,
    wait: async (after, ms) => {
      for (let left = ms; ; left -= 1000) {
        // Whoever rings while we look would be missed: so the ear is open before.
        const next = rung(Math.min(1000, Math.max(left, 0)))
        const now = await revision()
        if (now > after || left <= 0 || stopped) return now
        await next
      }
    },
    stop: () => {
      stopped = true
      wake()
    },
    stopped: () => stopped,
  }
}
