import { setTimeout as sleep } from 'node:timers/promises'

/** A message as the local chat's HTTP interface gives it, as far as a player looks. */
export type Heard = {
  id: string
  author: string | null
  text: string
  buttons: { label: string; token: string }[][]
}

/** A person at the local chat's HTTP interface who repeats what got no answer, under the same id, until the bot is there again. */
export type SeatPlayer = {
  say: (id: string, text: string) => Promise<Heard>
  press: (id: string, message: Heard, label: string) => Promise<void>
  /** Waits for a message of the bot, behind another one, that fits. */
  hear: (after: Heard, what: string, fits: (message: Heard) => boolean) => Promise<Heard>
  all: () => Promise<Heard[]>
}

const patienceMs = 120_000

/** `url` says where the bot is reached now. */
export function playSeat(url: () => string, seat: string): SeatPlayer {
  const insist = async <T>(what: string, once: () => Promise<T | undefined>): Promise<T> => {
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      const result = await once().catch((error: unknown) => {
        // No answer: the bot is down, or went down while it was asked.
        if (error instanceof TypeError) return undefined
        throw error
      })
      if (result !== undefined) return result
      await sleep(25)
    }
    throw new Error(`${seat} waits in vain: ${what}`)
  }
  const request = async <T>(path: string, body?: unknown): Promise<T | undefined> => {
    const response = await fetch(`${url()}/local/seats/${seat}/${path}`, {
      signal: AbortSignal.timeout(20_000),
      ...(body !== undefined && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw error instanceof TypeError ? error : new TypeError('no answer', { cause: error })
    })
    const text = await response.text()
    if (response.status === 503) return undefined
    if (!response.ok) throw new Error(`${seat} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }
  const all = () => insist('its messages', async () => (await request<{ messages: Heard[] }>('messages?limit=500'))?.messages)
  return {
    say: (id, text) => insist(text, async () => (await request<{ message: Heard }>('messages', { id, text }))?.message),
    press: async (id, message, label) => {
      const token = message.buttons.flat().find((button) => button.label === label)?.token
      if (token === undefined) throw new Error(`${seat} sees no ${label}: ${JSON.stringify(message)}`)
      await insist(label, () => request('presses', { id, message: message.id, token }))
    },
    hear: (after, what, fits) =>
      insist(what, async () => (await all()).find((one) => one.author === null && Number(one.id) > Number(after.id) && fits(one))),
    all,
  }
}
