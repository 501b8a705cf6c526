/** What goes wrong with a call: before it is carried out, or (`lost-answer`, `hang-after`) after. */
export type Fault =
  | { kind: 'too-many'; retryAfter: number }
  | { kind: 'status'; status: number }
  | { kind: 'refuse'; code: number; description: string }
  | { kind: 'hang' }
  | { kind: 'drop' }
  | { kind: 'lost-answer' }
  | { kind: 'hang-after' }

type Planned = { fault: Fault; times: number; method?: string; chatId?: number }

export type Faults = {
  /** Plans a fault for the next calls that fit. */
  plan: (fault: Fault, on?: { times?: number; method?: string; chatId?: number }) => void
  next: (method: string, chatId: number | undefined) => Fault | undefined
  clear: () => void
}

export function createFaults(): Faults {
  let planned: Planned[] = []
  return {
    plan: (fault, { times = 1, ...on } = {}) => void planned.push({ fault, times, ...on }),
    next: (method, chatId) => {
      const found = planned.find(
        (one) =>
          one.times > 0 && (one.method === undefined || one.method === method) && (one.chatId === undefined || one.chatId === chatId),
      )
      if (found) found.times -= 1
      return found?.fault
    },
    clear: () => {
      planned = []
    },
  }
}
