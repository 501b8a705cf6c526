import { buttonToken, noLimits } from '../../src/channels/channel.ts'
import type { Channel, Delivery, Outgoing } from '../../src/channels/channel.ts'
import type { Body } from '../../src/message/incoming.ts'
import type { Part } from '../../src/message/message.ts'
import type { Database } from '../../src/store/database.ts'
import type { FileStore } from '../../src/store/file-store.ts'
import { openDemoHouse } from '../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../transcripts/play/demo-house.ts'

/** A platform that takes everything and remembers it, except from whoever blocks it. */
export type Platform = { sent: Outgoing[]; blocked: Set<string>; channel: Channel }

export function openPlatform(name: 'telegram' | 'slack' = 'telegram'): Platform {
  const sent: Outgoing[] = []
  const blocked = new Set<string>()
  const send = async (outgoing: Outgoing): Promise<Delivery> => {
    if (blocked.has(outgoing.chat.id)) return { kind: 'refused', why: 'Forbidden: bot was blocked by the user', unreachable: true }
    sent.push(outgoing)
    return { kind: 'sent', id: String(sent.length) }
  }
  const channel: Channel = {
    name,
    limits: noLimits,
    readsPerMinute: 60,
    routes: () => undefined,
    start: async () => undefined,
    send,
    working: async () => undefined,
    fetch: async () => ({ refused: 'gone' }),
    stop: async () => undefined,
  }
  return { sent, blocked, channel }
}

export const textOf = (parts: Part[]): string =>
  parts
    .map((part) =>
      part.kind === 'table' ? part.rows.map((row) => row.join(' | ')).join('\n') : part.spans.map(({ text }) => text).join(''),
    )
    .join('\n')

/** The whole house on the demo's data, with people of Telegram in front of it. */
export type SpokenHouse = {
  house: DemoHouse
  platform: Platform
  /** Sends something and waits until all is answered; what came to that chat, as text. */
  tell: (account: string, body: Body | string, chat?: { id: string; kind: 'private' | 'room' }) => Promise<string[]>
  press: (account: string, label: string) => Promise<string[]>
  /** All that was ever sent to a chat. */
  heard: (chat: string) => string[]
}

export async function openSpokenHouse(db: Database, files: FileStore, at = '2024-10-04T01:00:00Z'): Promise<SpokenHouse> {
  // Everybody of the demo has a place on the local chat, which this house does not have.
  await db.sql(`delete from identity where channel = 'local'`)
  await db.sql(`delete from room where channel = 'local'`)
  const platform = openPlatform()
  const house = await openDemoHouse(db, files, new Date(at), () => platform.channel)
  let count = 0
  const heard = (chat: string) => platform.sent.filter((one) => one.chat.id === chat).map(({ parts }) => textOf(parts))
  const tell: SpokenHouse['tell'] = async (account, said, chat = { id: account, kind: 'private' }) => {
    const before = heard(chat.id).length
    const body = typeof said === 'string' ? wordsOf(said) : said
    await house.keep({
      id: `1:${(count += 1)}:m${count}`,
      chat: { channel: 'telegram', ...chat },
      person: { channel: 'telegram', id: account },
      at: house.clock.now().toISOString(),
      body,
    })
    await house.quiet()
    return heard(chat.id).slice(before)
  }
  const press: SpokenHouse['press'] = (account, label) => {
    const letter = platform.sent.findLast((one) => one.chat.id === account && one.buttons.flat().some((button) => button.label === label))
    const index = letter?.buttons.flat().findIndex((button) => button.label === label) ?? -1
    if (!letter || index < 0) throw new Error(`${account} has no button ${label}`)
    return tell(account, { kind: 'press', token: buttonToken(letter.outboxId, index) })
  }
  return { house, platform, tell, press, heard }
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
    `insert into identity (person_id, channel, platform_id, chat_key) select id, 'telegram', $2, 'telegram:' || $2 from person where key = $1`,
    [key, account],
  )
}
