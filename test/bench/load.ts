import { deliver } from './platform.ts'
import type { Call } from './platform.ts'

/** What people do: ask for something again and again, or report a value and press Simpan. */
export type Deed = 'asks' | 'reports'

/** A person with a chat. */
type Person = {
  id: number
  waiting?: { since: number; done: (ms: number) => void }
  save?: { message: number; token: string }
  turn: number
}

/** People at their phones: they send at a rate, each one thing at a time, and wait for the answer. */
export type People = {
  heard: (call: Call) => void
  /** Sends for so long at so many messages a second; resolves with what each answer took in milliseconds, when the last has come. */
  send: (bot: { webhook: string; secret: string }, deed: Deed, perSecond: number, seconds: number, text?: string) => Promise<number[]>
}

/** How long an answer may take before the bench gives up. */
const patienceMs = 30_000

/** Opens the chats of accounts. */
export function openPeople(accounts: readonly number[]): People {
  const people = new Map(accounts.map((id): [number, Person] => [id, { id, turn: 0 }]))
  const order = [...people.values()]
  let updates = 0
  let at = 0

  /** Every second person begins one round later than the others: at any time as many write as press, and not all the same by turns. */
  const begins = (place: number): boolean => place % 2 === 0 || at >= order.length
  const free = (): Person | undefined => {
    for (let tried = 0; tried < order.length; tried += 1) {
      const place = (at += 1) % order.length
      const person = order[place]
      if (person && !person.waiting && begins(place)) return person
    }
    return undefined
  }

  const updateOf = (person: Person, deed: Deed, text: string) => {
    const from = { id: person.id, is_bot: false, first_name: `Petugas ${person.id}` }
    const chat = { id: person.id, type: 'private', first_name: from.first_name }
    const date = Math.floor(Date.now() / 1000)
    updates += 1
    const update_id = updates
    if (deed === 'reports' && person.save) {
      const { message, token } = person.save
      delete person.save
      return {
        update_id,
        callback_query: {
          id: String(updates),
          from,
          chat_instance: '1',
          data: token,
          message: { message_id: message, date, chat, text: '' },
        },
      }
    }
    person.turn += 1
    const said = deed === 'asks' ? text : `${1 + (person.turn % 3)}: ${68 + (person.turn % 5)}`
    const entities = said.startsWith('/') ? { entities: [{ type: 'bot_command', offset: 0, length: said.length }] } : {}
    return { update_id, message: { message_id: updates, date, chat, from, text: said, ...entities } }
  }

  return {
    heard: ({ method, payload }) => {
      if (method !== 'sendMessage') return
      const person = people.get(Number(payload['chat_id']))
      if (!person) return
      const save = buttonsOf(payload).find(({ text }) => text === 'Simpan')
      if (save) person.save = { message: 1, token: save.callback_data }
      const { waiting } = person
      delete person.waiting
      waiting?.done(performance.now() - waiting.since)
    },
    send: async (bot, deed, perSecond, seconds, text = '/bantuan') => {
      const took: Promise<number>[] = []
      const began = performance.now()
      while (performance.now() - began < seconds * 1000) {
        const owed = Math.floor(((performance.now() - began) / 1000) * perSecond) - took.length
        for (let i = 0; i < owed; i += 1) {
          const person = free()
          if (!person) break
          const answered = new Promise<number>((resolve, reject) => {
            const late = setTimeout(() => reject(new Error(`no answer for ${person.id} within ${patienceMs} ms`)), patienceMs)
            person.waiting = { since: performance.now(), done: (ms) => (clearTimeout(late), resolve(ms)) }
            deliver(bot.webhook, bot.secret, updateOf(person, deed, text)).catch(reject)
          })
          // It is looked at when all have been sent.
          answered.catch(() => undefined)
          took.push(answered)
        }
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      return Promise.all(took)
    },
  }
}

type InlineButton = { text: string; callback_data: string }

function buttonsOf({ reply_markup: markup }: Record<string, unknown>): InlineButton[] {
  const keyboard = (markup as { inline_keyboard?: InlineButton[][] } | undefined)?.inline_keyboard
  return keyboard?.flat() ?? []
}
