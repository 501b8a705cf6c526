import { buttonToken } from '../../src/channels/channel.ts'
import type { Channel, Delivery, Outgoing } from '../../src/channels/channel.ts'
import type { Body } from '../../src/message/incoming.ts'
import type { Part } from '../../src/message/message.ts'
import type { Database } from '../../src/store/database/database.ts'
import type { FileStore } from '../../src/store/reports/file-store.ts'
import { movableClock } from '../../src/clock.ts'
import type { MovableClock } from '../../src/clock.ts'
import { noMeter } from '../../src/delivery/meter.ts'
import type { Meter } from '../../src/delivery/meter.ts'
import { openHouse } from '../../src/house.ts'
import type { OpenHouse } from '../../src/house.ts'
import { createLogger } from '../../src/logger.ts'
import { aChannel } from './a-channel.ts'

/** A platform that takes everything and remembers it, except for whoever blocks the bot; its files, and our code for some chats, can be out of order. */
export type Platform = { sent: Outgoing[]; blocked: Set<string>; breaking: Set<string>; filesBroken: boolean; channel: Channel }

export function openPlatform(name: 'telegram' | 'slack' = 'telegram'): Platform {
  const sent: Outgoing[] = []
  const blocked = new Set<string>()
  const breaking = new Set<string>()
  const send = async (outgoing: Outgoing): Promise<Delivery> => {
    if (blocked.has(outgoing.chat.id)) return { kind: 'refused', why: 'Forbidden: bot was blocked by the user', unreachable: true }
    if (breaking.has(outgoing.chat.id)) throw new Error('the program is out of order')
    sent.push(outgoing)
    return { kind: 'sent', id: String(sent.length) }
  }
  const channel = aChannel({
    name,
    send,
    fetch: async () => {
      if (platform.filesBroken) throw new Error('the files are out of order')
      return { refused: 'gone' }
    },
  })
  const platform: Platform = { sent, blocked, breaking, filesBroken: false, channel }
  return platform
}

export const textOf = (parts: Part[]): string =>
  parts
    .map((part) =>
      part.kind === 'table' ? part.rows.map((row) => row.join(' | ')).join('\n') : part.spans.map(({ text }) => text).join(''),
    )
    .join('\n')

/** The whole house on the demo's data, with people of Telegram in front of it; its clock stands until it is moved. */
export type SpokenHouse = {
  house: {
    open: OpenHouse
    clock: MovableClock
    moveTo: (moment: Date) => Promise<void>
    quiet: () => Promise<void>
    stop: () => Promise<void>
  }
  platform: Platform
  /** What the house logged, as it would stand in a file. */
  logs: string[]
  /** Sends something and waits until all is answered; what came to that chat, as text. */
  tell: (account: string, body: Body | string, chat?: { id: string; kind: 'private' | 'room' }) => Promise<string[]>
  /** Sends something and waits for nothing. */
  send: (account: string, body: Body | string, chat?: { id: string; kind: 'private' | 'room' }) => Promise<void>
  press: (account: string, label: string) => Promise<string[]>
  /** All that was ever sent to a chat. */
  heard: (chat: string) => string[]
}

const patienceMs = 15_000

/** Opens it. Errors in the log break the test unless it expects them (`troubled`). */
export async function openSpokenHouse(
  db: Database,
  files: FileStore,
  { at = '2024-10-04T01:00:00Z', troubled = false, meter = noMeter }: { at?: string; troubled?: boolean; meter?: Meter } = {},
): Promise<SpokenHouse> {
  // Everybody of the demo has a place on the local chat, which this house does not have.
  await db.sql(`delete from identity where channel = 'local'`)
  await db.sql(`delete from room where channel = 'local'`)
  const platform = openPlatform()
  const logs: string[] = []
  const logger = createLogger({ level: 'debug', to: { write: (line: string) => void logs.push(line) } })
  const base = new Date()
  const clock = movableClock(new Date(at), { now: () => base })
  const roles = ['web', 'worker', 'sender', 'tick'] as const
  const open = await openHouse({ db, clock, logger, channels: [platform.channel], dataDir: '', roles, files, meter })
  let count = 0

  const quiet = async (): Promise<void> => {
    for (const until = performance.now() + patienceMs; ;) {
      const error = logs.find((line) => /"level":"(error|fatal)"/.test(line))
      if (error !== undefined && !troubled) throw new Error(error)
      const [row] = await db.sql<{ busy: boolean }>(
        `select exists (select 1 from inbox where done_at is null and set_aside_at is null)
           or exists (select 1 from outbox where done_at is null and send_after <= $1::timestamptz)
           or exists (select 1 from chat where locked_until is not null) as busy`,
        [clock.now().toISOString()],
      )
      if (!row?.busy) return
      if (performance.now() > until) throw new Error(`the house does not come to rest: ${logs.slice(-5).join('')}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const heard = (chat: string) => platform.sent.filter((one) => one.chat.id === chat).map(({ parts }) => textOf(parts))
  const send: SpokenHouse['send'] = async (account, said, chat = { id: account, kind: 'private' }) => {
    const body = typeof said === 'string' ? wordsOf(said) : said
    await open.keep({
      id: `1:${(count += 1)}:m${count}`,
      chat: { channel: 'telegram', ...chat },
      person: { channel: 'telegram', id: account },
      at: clock.now().toISOString(),
      body,
    })
  }
  const tell: SpokenHouse['tell'] = async (account, said, chat = { id: account, kind: 'private' }) => {
    const before = heard(chat.id).length
    await send(account, said, chat)
    await quiet()
    return heard(chat.id).slice(before)
  }
  const press: SpokenHouse['press'] = (account, label) => {
    const letter = platform.sent.findLast((one) => one.chat.id === account && one.buttons.flat().some((button) => button.label === label))
    const index = letter?.buttons.flat().findIndex((button) => button.label === label) ?? -1
    if (!letter || index < 0) throw new Error(`${account} has no button ${label}`)
    return tell(account, { kind: 'press', token: buttonToken(letter.outboxId, index) })
  }
  const moveTo = async (moment: Date): Promise<void> => {
    clock.moveTo(moment)
    await open.tick()
    await quiet()
  }
  return { house: { open, clock, moveTo, quiet, stop: () => open.stop() }, platform, logs, tell, send, press, heard }
}

function wordsOf(text: string): Body {
  const [, name, argument = ''] = /^\/(\w+)\s*(.*)$/s.exec(text) ?? []
  return name === undefined ? { kind: 'text', text } : { kind: 'command', name, argument }
}

/** Gives a person of the demo a role. */
export async function appoint(db: Database, key: string, role: 'admin' | 'verifier', agency: string | null): Promise<void> {
  await db.sql(
    `insert into role (government_id, person_id, role, agency_id, from_date)
     select p.government_id, p.id, $2::role_name, (select a.id from agency a where a.key = $3 and a.government_id = p.government_id), '2024-01-01'
     from person p where p.key = $1`,
    [key, role, agency],
  )
}

/** Makes an account of Telegram a person's, as an accepted invitation does. */
export async function connect(db: Database, key: string, account: string): Promise<void> {
  await db.sql(
    `with known as (insert into chat (key, channel, platform_id, kind) values ('telegram:' || $2, 'telegram', $2, 'private'))
     insert into identity (person_id, channel, platform_id, chat_key) select id, 'telegram', $2, 'telegram:' || $2 from person where key = $1`,
    [key, account],
  )
}
