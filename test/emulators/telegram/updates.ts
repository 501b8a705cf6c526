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

/** Updates of one chat are pushed one after the other, as the real one does; many chats at once. What a webhook did not take is brought again after `retryMs`. */
export function createUpdates(chatOf: (update: UpdateJson) => string, retryMs: number): Updates {
  let last = 700_000_000
  /** All that wait, oldest first, and the same by chat. */
  const queue = new Map<number, UpdateJson>()
  const chats = new Map<string, UpdateJson[]>()
  let webhook: Webhook | undefined
  let ring: () => void = () => undefined
  let asking: { over: (why: 'conflict') => void } | undefined
  let shownBefore: UpdateJson[] = []
  const pushing = new Set<string>()
  const faults: DeliveryFaults = { duplicate: false, reorder: false }
  let closed = false

  const forget = (update: UpdateJson): void => {
    if (!queue.delete(update.update_id)) return
    const chat = chatOf(update)
    const own = chats.get(chat) ?? []
    own.splice(own.indexOf(update), 1)
    if (own.length === 0) chats.delete(chat)
  }
  const push = async (update: UpdateJson, to: Webhook): Promise<boolean> => {
    const headers = { 'content-type': 'application/json', ...(to.secret && { 'x-telegram-bot-api-secret-token': to.secret }) }
    const response = await fetch(to.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined)
    await response?.arrayBuffer().catch(() => undefined)
    return response?.ok ?? false
  }
  const pump = (chat: string): void => {
    const own = chats.get(chat)
    const update = faults.reorder ? own?.at(-1) : own?.[0]
    if (!webhook || closed || !update || pushing.has(chat)) return
    const to = webhook
    pushing.add(chat)
    void (async () => {
      const done = await push(update, to)
      if (done && faults.duplicate) await push(update, to)
      if (done) forget(update)
      else await new Promise((resolve) => setTimeout(resolve, retryMs))
      pushing.delete(chat)
      pump(chat)
    })()
  }

  return {
    faults,
    add: (content) => {
      const update = { update_id: (last += 1), ...content }
      const chat = chatOf(update)
      queue.set(update.update_id, update)
      const own = chats.get(chat)
      if (own) own.push(update)
      else chats.set(chat, [update])
      ring()
      // After the moment in which it was added: several may come together.
      setTimeout(() => pump(chat), faults.reorder ? 20 : 0)
      return update
    },
    take: async (offset, limit, waitMs, gone) => {
      if (webhook) return 'webhook'
      asking?.over('conflict')
      for (const update of [...queue.values()]) {
        if (update.update_id >= offset) break
        forget(update)
      }
      let over: 'conflict' | undefined
      const mine = { over: (why: 'conflict') => ((over = why), ring()) }
      asking = mine
      const until = Date.now() + waitMs
      while (queue.size === 0 && Date.now() < until && !over && !gone.aborted && !closed)
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
      const shown = [...queue.values()].slice(0, limit)
      const again = faults.duplicate ? shownBefore.filter((one) => !shown.includes(one)) : []
      shownBefore = shown
      return faults.reorder ? [...again, ...shown].toReversed() : [...again, ...shown]
    },
    setWebhook: (to) => {
      webhook = to
      for (const chat of chats.keys()) pump(chat)
    },
    webhook: () => webhook,
    waiting: () => queue.size,
    close: () => {
      closed = true
      ring()
    },
  }
}
