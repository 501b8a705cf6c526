/** What goes wrong with a call of the Web API. */
export type Fault =
  | { kind: 'status'; status: number }
  | { kind: 'rate-limited'; afterSeconds: number }
  | { kind: 'error'; error: string }
  /** Carried out, and the connection is cut before the answer. */
  | { kind: 'drop-after' }
  /** Cut before anything is done. */
  | { kind: 'drop-before' }
  /** Carried out or not, it is never answered. */
  | { kind: 'hang'; carriedOut: boolean }

/** Faults that wait for calls. */
export type Faults = {
  /** The next calls of a method go wrong like this, one after the other, or well where there is `none`; `upload` is the sending of what a file holds. */
  next: (method: string, ...faults: (Fault | 'none')[]) => void
  /** From now on each call goes wrong with this probability, by a die of the test's own. */
  often: (roll: (method: string) => Fault | undefined) => void
  take: (method: string) => Fault | undefined
  clear: () => void
}

export function createFaults(): Faults {
  const waiting = new Map<string, (Fault | 'none')[]>()
  let dice: (method: string) => Fault | undefined = () => undefined
  return {
    next: (method, ...faults) => void waiting.set(method, [...(waiting.get(method) ?? []), ...faults]),
    often: (roll) => {
      dice = roll
    },
    take: (method) => {
      const first = waiting.get(method)?.shift()
      return first === 'none' ? undefined : (first ?? dice(method))
    },
    clear: () => {
      waiting.clear()
      dice = () => undefined
    },
  }
}
