import type { Logger } from '../logger.ts'

/** Work that is done whenever somebody wakes it, and once a second as the net. One round at a time; a failing round is logged and tried again. */
export type WakefulLoop = { wake: () => void; stop: () => Promise<void> }

/**
 * Starts a loop. `round` does what there is and returns whether there may be more at once. Nothing waits for a timer: `wake` starts the
 * next round immediately; the net catches what was missed.
 */
export function wakefulLoop(name: string, round: () => Promise<boolean>, logger: Logger, netMs = 1000): WakefulLoop {
  let stopping = false
  let awake = false
  let ring: () => void = () => undefined
  const wake = () => {
    awake = true
    ring()
  }
  const rest = async (ms: number): Promise<void> => {
    if (awake || stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  const run = async (): Promise<void> => {
    while (!stopping) {
      awake = false
      try {
        if (await round()) continue
      } catch (error) {
        logger.error({ err: error, loop: name }, 'a round failed and will be tried again')
        await new Promise((resolve) => setTimeout(resolve, Math.min(netMs, 500)))
      }
      await rest(netMs)
    }
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      stopping = true
      ring()
      await running
    },
  }
}
