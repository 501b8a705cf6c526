import pino from 'pino'
import { noLimits } from '../../../src/channels/channel.ts'
import type { Channel } from '../../../src/channels/channel.ts'
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { createTexts } from '../../../src/text/texts.ts'
import type { TelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { Seat } from '../../emulators/telegram/people.ts'
import type { Said } from '../../emulators/telegram/world.ts'
import type { Harness, Seen } from './harness.ts'

const texts = { id: createTexts('id'), en: createTexts('en') }
const secret = 'rahasia-untuk-transkrip'

/** Telegram as a channel of a house. Without pacing: transcripts are read for what is said, not when. `webhook` is the house's own address. */
export const telegramChannelOn = (emulator: TelegramEmulator, webhook: string | undefined): Channel => ({
  ...createTelegramChannel({
    token: emulator.token,
    apiRoot: emulator.apiRoot,
    ...(webhook !== undefined && { webhook: { url: webhook, secret } }),
    texts,
    logger: pino({ level: 'silent' }),
    times: { pollSeconds: 2, standByMs: 20, retryMs: 20 },
  }),
  limits: noLimits,
})

type Button = { message: number; token: string; label: string }

/** Everybody of the demo as somebody on Telegram, by their place. */
export type OnTelegram = ReadonlyMap<string, Seat & { personId: number }>

/** Puts everybody of the demo on Telegram, before a house opens on it; the house does not know them there yet, nor anywhere else. */
export async function moveToTelegram(db: Database, emulator: TelegramEmulator): Promise<OnTelegram> {
  const people = await db.sql<{ id: number; place: string; name: string }>(
    `select p.id, g.key || '/' || p.key as place, p.name from person p join government g on g.id = p.government_id where p.left_at is null`,
  )
  await db.sql(`delete from identity`)
  // Nobody sends to the local chat here: a digest for its rooms would wait forever.
  await db.sql(`delete from room where channel = 'local'`)
  return new Map(people.map(({ id, place, name }) => [place, { ...emulator.addUser(name), personId: id }]))
}

/** Lets the house know them there. */
export async function giveAccounts(db: Database, people: OnTelegram): Promise<void> {
  const rows = JSON.stringify([...people.values()].map(({ personId, chatId }) => ({ person: personId, account: chatId })))
  await db.sql(
    `insert into identity (person_id, channel, platform_id, chat_key) select r.person, 'telegram', r.account::text, 'telegram:' || r.account
     from jsonb_to_recordset($1::jsonb) as r(person int, account bigint)`,
    [rows],
  )
  await db.sql(
    `insert into chat (key, channel, platform_id, kind) select 'telegram:' || r.account, 'telegram', r.account::text, 'private'
     from jsonb_to_recordset($1::jsonb) as r(account bigint) on conflict (key) do nothing`,
    [rows],
  )
}

/** People on Telegram. */
export function telegramHarness(emulator: TelegramEmulator, people: OnTelegram): Harness {
  const seats = new Map<string, Seat>()
  const known = new Map<string, Seen>()
  const buttons = new Map<string, Button[]>()

  const seatOf = (name: string): Seat => {
    const seat = seats.get(name)
    if (!seat) throw new Error(`no seat ${name}`)
    return seat
  }
  /** Telegram forgets what it delivered once it is stored: then everything else is the house's to finish. */
  const delivered = async (): Promise<void> => {
    for (const until = Date.now() + 5_000; emulator.updates.waiting() > 0;) {
      if (Date.now() > until) throw new Error('Telegram could not deliver')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  const offers = (name: string): Button[] =>
    seatOf(name)
      .fromBot()
      .flatMap((said) => said.buttons.flat().map(({ text, callback_data: token }) => ({ message: said.id, token, label: text })))
  const remember = (name: string): void => {
    const now = offers(name)
    buttons.set(name, [...(buttons.get(name) ?? []).filter((old) => !now.some(({ token }) => token === old.token)), ...now])
  }
  const answering = (replyTo: string | undefined) => (replyTo === undefined ? {} : { replyTo: Number(replyTo) })

  return {
    open: async (wanted, strangers) => {
      for (const [name, place] of wanted) {
        const user = people.get(place)
        if (!user) throw new Error(`no person ${place}`)
        seats.set(name, user)
      }
      for (const name of strangers) seats.set(name, emulator.addUser(name))
    },
    say: async (name, text, replyTo) => {
      seatOf(name).says(text, answering(replyTo))
      await delivered()
    },
    sendFile: async (name, file, caption, replyTo) => {
      const type = /\.(jpe?g|png)$/i.test(file) ? 'image/jpeg' : 'application/pdf'
      const content = { name: file, type, bytes: new TextEncoder().encode(file) }
      seatOf(name).sendsDocument(content, { ...(caption !== undefined && { caption }), ...answering(replyTo) })
      await delivered()
    },
    sendVoice: async (name) => {
      seatOf(name).sendsVoice()
      await delivered()
    },
    press: async (name, label, how) => {
      remember(name)
      const now = offers(name).findLast((one) => one.label === label)
      const found = how === 'old' ? buttons.get(name)?.findLast((one) => one.label === label && one.token !== now?.token) : now
      if (!found) throw new Error(`${name} has no button [${label}] (${how})`)
      emulator.updates.faults.duplicate = how === 'repeated'
      for (let taps = how === 'twice' ? 2 : 1; taps > 0; taps -= 1) seatOf(name).taps(found.token, found.message)
      await delivered()
      emulator.updates.faults.duplicate = false
    },
    find: async (name, text) => {
      const found = seatOf(name)
        .fromBot()
        .findLast((said) => said.text.includes(text))
      if (!found) throw new Error(`${name} has no message with “${text}”`)
      return String(found.id)
    },
    read: async (name) => {
      remember(name)
      return seatOf(name)
        .fromBot()
        .flatMap((said): Seen[] => {
          const id = String(said.id)
          const before = known.get(id)
          const shown: Seen = {
            id,
            lines: linesOf(said),
            buttons: said.buttons.map((row) => row.map(({ text }) => text)),
            files: said.file ? [said.file.name] : [],
          }
          known.set(id, shown)
          if (before && JSON.stringify(before) === JSON.stringify(shown)) return []
          return [{ ...shown, ...(before && { before }) }]
        })
    },
  }
}

/** A message as transcripts write it: strong words between asterisks, quotes behind a bar, cells of a table between bars. */
function linesOf({ text, entities }: Said): string[] {
  let at = 0
  return text.split('\n').flatMap((line) => {
    const start = at
    const end = start + line.length
    at = end + 1
    const inside = (type: string) => entities.some((one) => one.type === type && one.offset <= start && one.offset + one.length >= end)
    if (inside('pre')) return /^[─ ]+$/.test(line) ? [] : [line.trim().replace(/ {2,}/g, ' | ')]
    const edges = entities
      .filter((one) => one.type === 'bold' && one.offset >= start && one.offset + one.length <= end)
      .flatMap((one) => [one.offset - start, one.offset - start + one.length])
      .sort((a, b) => b - a)
    const marked = edges.reduce((whole, edge) => `${whole.slice(0, edge)}**${whole.slice(edge)}`, line)
    return [inside('blockquote') && line !== '' ? `| ${marked}` : marked]
  })
}
