export type UpdateJson = { update_id: number } & Record<string, unknown>

/** How updates are delivered, for tests of what networks and restarts do. */
export type DeliveryFaults = { duplicate: boolean; reorder: boolean }

type Webhook = { url: string; secret?: string }

/** The updates of a bot: those that wait, and how they go out. */
export type Updates = {
  add: (content: Record<string, unknown>) => UpdateJson
  /** Answers getUpdates: those from the offset on, once there are any or the time is up. `conflict` where another question is open. */
  take: (offset: number, limit: number, waitMs: number, gone: AbortSignal) => Promise<UpdateJson[] | 'conflict' | 'webhook'>
  setWebhook: (webhook: Webhook | undefined) => void
  webhook: () => Webhook | undefined
  faults: DeliveryFaults
  /** How many are not delivered and acknowledged yet. */
  waiting: () => number
  close: () => void
}

/** Updates of one chat are pushed one after the other, as the real one does; many chats at once. */
export function createUpdates(chatOf: (update: UpdateJson) => string): Updates {
  let last = 700_000_000
  let queue: UpdateJson[] = []
  let webhook: Webhook | undefined
  let ring: () => void = () => undefined
  let asking: { over: (why: 'conflict') => void } | undefined
  let shownBefore: UpdateJson[] = []
  const pushing = new Set<string>()
  const faults: DeliveryFaults = { duplicate: false, reorder: false }
  let closed = false

  const push = async (update: UpdateJson, to: Webhook): Promise<boolean> => {
    const headers = { 'content-type': 'application/json', ...(to.secret && { 'x-telegram-bot-api-secret-token': to.secret }) }
    const response = await fetch(to.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined)
    return response?.ok ?? false
  }
  const pump = (): void => {
    if (!webhook || closed) return
    const to = webhook
    for (const chat of new Set(queue.map(chatOf))) {
      if (pushing.has(chat)) continue
      const own = queue.filter((update) => chatOf(update) === chat)
      const update = faults.reorder ? own.at(-1) : own[0]
      if (!update) continue
      pushing.add(chat)
      void (async () => {
        const done = await push(update, to)
        if (done && faults.duplicate) await push(update, to)
        if (done) queue = queue.filter((one) => one !== update)
        else await new Promise((resolve) => setTimeout(resolve, 30))
        pushing.delete(chat)
        pump()
      })()
    }
  }

  return {
    faults,
    add: (content) => {
      const update = { update_id: (last += 1), ...content }
      queue.push(update)
      ring()
      // After the moment in which it was added: several may come together.
      setTimeout(pump, faults.reorder ? 20 : 0)
      return update
    },
    take: async (offset, limit, waitMs, gone) => {
      if (webhook) return 'webhook'
      asking?.over('conflict')
      queue = queue.filter(({ update_id: id }) => id >= offset)
      let over: 'conflict' | undefined
      const mine = { over: (why: 'conflict') => ((over = why), ring()) }
      asking = mine
      const until = Date.now() + waitMs
      while (queue.length === 0 && Date.now() < until && !over && !gone.aborted && !closed)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, until - Date.now())
          ring = () => {
            clearTimeout(timer)
            resolve()
          }
          gone.addEventListener('abort', ring, { once: true })
        })
      if (asking === mine) asking = undefined
      if (over) return over
      const shown = queue.slice(0, limit)
      const again = faults.duplicate ? shownBefore.filter((one) => !shown.includes(one)) : []
      shownBefore = shown
      return faults.reorder ? [...again, ...shown].toReversed() : [...again, ...shown]
    },
    setWebhook: (to) => {
      webhook = to
      pump()
    },
    webhook: () => webhook,
    waiting: () => queue.length,
    close: () => {
      closed = true
      ring()
    },
  }
}
