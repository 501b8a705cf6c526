import { createBell } from '../../../src/channels/local/bell.ts'
import { LocalBody } from '../../../src/channels/local/body.ts'
import { createDeeds } from '../../../src/channels/local/deeds.ts'
import { createLocalChannel } from '../../../src/channels/local/local-channel.ts'
import type { LocalPorts, LocalRow } from '../../../src/channels/local/ports.ts'
import type { Channel } from '../../../src/channels/channel.ts'
import type { MovableClock } from '../../../src/clock.ts'
import type { Part } from '../../../src/message/message.ts'
import type { Database } from '../../../src/store/database/database.ts'
import type { FileStore } from '../../../src/store/reports/file-store.ts'
import { createLocalPlatform } from '../../../src/store/local/local-platform.ts'
import { createTexts } from '../../../src/text/texts.ts'
import type { DemoHouse } from './demo-house.ts'
import type { Harness, Seen } from './harness.ts'

const texts = { id: createTexts('id'), en: createTexts('en') }

/** The local chat as a channel of a house on a database. */
export const localChannelOn = (db: Database, files: FileStore, clock: () => MovableClock): Channel =>
  createLocalChannel(portsOn(db, files, { now: () => clock().now(), moveTo: (to) => clock().moveTo(to) }))

const portsOn = (db: Database, files: FileStore, clock: MovableClock): LocalPorts => ({
  platform: createLocalPlatform(db),
  files,
  clock,
  demo: true,
  moveClock: async (to) => clock.moveTo(to),
  nextMoment: async () => undefined,
  texts,
  others: null,
  openSeats: [],
})

type Button = { message: string; token: string; label: string }

/** People on the local chat. */
export function localHarness(db: Database, house: DemoHouse, files: FileStore): Harness {
  const ports = portsOn(db, files, house.clock)
  const { platform } = ports
  const deeds = createDeeds(ports, createBell(platform.revision), (incoming) => house.keep(incoming))
  const chats = new Map<string, string>()
  const known = new Map<string, Seen>()
  const buttons = new Map<string, Button[]>()
  const seen = new Map<string, number>()
  let count = 0
  const freshId = () => `deed-${(count += 1)}`

  /** `room@person` is somebody who speaks in a room; what is said there is read under that name. */
  const placeOf = (seat: string): { chat: { id: string; kind: 'private' | 'room' }; by: string } => {
    const chat = chats.get(seat)
    if (chat === undefined) throw new Error(`no seat ${seat}`)
    const [id = chat, by] = chat.split('@')
    return by === undefined ? { chat: { id, kind: 'private' }, by: id } : { chat: { id, kind: 'room' }, by }
  }
  const chatOf = (seat: string): string => placeOf(seat).chat.id
  const bodiesOf = async (seat: string): Promise<{ id: string; body: LocalBody }[]> =>
    (await platform.newest(chatOf(seat), 500)).flatMap((row) =>
      row.author === null ? [{ id: String(row.id), body: LocalBody.parse(row.body) }] : [],
    )

  const offered = async (seat: string, label: string): Promise<Button | undefined> =>
    (await bodiesOf(seat))
      .flatMap(({ id, body }) => body.buttons.flat().map((button) => ({ message: id, token: button.token, label: button.label })))
      .findLast((button) => button.label === label)

  const wanted = async (seat: string, label: string, old: boolean): Promise<Button> => {
    const now = await offered(seat, label)
    const found = old ? buttons.get(seat)?.findLast((b) => b.label === label && b.token !== now?.token) : now
    if (!found) throw new Error(`${seat} has no ${old ? 'old ' : ''}button [${label}]`)
    return found
  }

  const see = (seat: string, row: LocalRow): Seen[] => {
    if (row.author !== null) return []
    const body = LocalBody.parse(row.body)
    const id = String(row.id)
    const before = known.get(id)
    const shown: Seen = {
      id,
      lines: body.parts.flatMap(linesOf),
      buttons: body.buttons.map((line) => line.map(({ label }) => label)),
      files: body.files.map(({ name }) => name),
    }
    known.set(id, shown)
    const offers = body.buttons.flat().map(({ token, label }) => ({ message: id, token, label }))
    buttons.set(seat, [...(buttons.get(seat) ?? []).filter((b) => !offers.some((o) => o.token === b.token)), ...offers])
    if (before && JSON.stringify(before) === JSON.stringify(shown)) return []
    return [{ ...shown, ...(before && { before }) }]
  }

  return {
    open: async (seats, strangers) => {
      for (const [name, id] of seats) chats.set(name, id)
      const [place] = seats.values()
      const government = place?.split('/')[0] ?? ''
      for (const [at, name] of strangers.entries()) {
        // Somebody who has left: the platform still has the chat, the house knows nobody there.
        const key = `orang-luar-${at + 1}`
        await db.sql(
          `insert into person (government_id, key, name, left_at) select id, $2, $3, $4::timestamptz from government where key = $1`,
          [government, key, name, house.clock.now().toISOString()],
        )
        chats.set(name, `${government}/${key}`)
      }
      await platform.admit({ others: [] })
    },
    say: async (seat, text, replyTo) =>
      void (await deeds.say(placeOf(seat), { id: freshId(), text, ...(replyTo !== undefined && { replyTo }) })),
    sendFile: async (seat, name, caption = '', replyTo) => {
      const type = /\.(jpe?g|png)$/i.test(name) ? 'image/jpeg' : 'application/pdf'
      const bytes = new TextEncoder().encode(name)
      const id = await files.put({ name, type, bytes }, { governmentId: null, at: house.clock.now() })
      const file = { id, name, type, size: bytes.byteLength }
      await deeds.say(placeOf(seat), { id: freshId(), text: caption, files: [file], ...(replyTo !== undefined && { replyTo }) })
    },
    sendVoice: async (seat) => {
      const chat = { channel: 'local', id: chatOf(seat), kind: 'private' } as const
      const body = { kind: 'unreadable', what: 'voice' } as const
      await house.keep({ id: freshId(), chat, person: { channel: 'local', id: chat.id }, at: house.clock.now().toISOString(), body })
    },
    press: async (seat, label, how) => {
      const { message, token } = await wanted(seat, label, how === 'old')
      const place = placeOf(seat)
      const id = freshId()
      await deeds.press(place, { id, message, token })
      if (how === 'twice' || how === 'repeated') await deeds.press(place, { id: how === 'twice' ? freshId() : id, message, token })
    },
    find: async (seat, text) => {
      const found = (await bodiesOf(seat)).findLast(({ body }) =>
        body.parts.flatMap(linesOf).join('\n').replaceAll('**', '').includes(text),
      )
      if (!found) throw new Error(`${seat} has no message with “${text}”`)
      return found.id
    },
    read: async (seat) => {
      const chat = chatOf(seat)
      const rows = await platform.changedIn(chat, seen.get(chat) ?? 0, 500)
      const last = rows.at(-1)
      if (last) seen.set(chat, last.revision)
      return [...rows].sort((a, b) => a.id - b.id).flatMap((row) => see(seat, row))
    },
  }
}

function linesOf(part: Part): string[] {
  if (part.kind === 'table') return [...(part.header ? [part.header] : []), ...part.rows].map((cells) => cells.join(' | '))
  const text = part.spans.map((span) => (span.style === 'strong' && span.text.trim() ? `**${span.text}**` : span.text)).join('')
  return text.split('\n').map((line) => (part.kind === 'quote' ? `| ${line}` : line))
}
