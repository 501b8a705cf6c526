import { noLimits } from '../../../src/channels/channel.ts'
import type { Channel } from '../../../src/channels/channel.ts'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { buttonsIn } from '../../emulators/slack/people.ts'
import type { Person } from '../../emulators/slack/people.ts'
import type { SlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import type { Block, Message } from '../../emulators/slack/workspace.ts'
import { manifestCommands, slackPartsFor } from '../../channels/slack/slack-stage.ts'
import type { Mode } from '../../channels/slack/slack-stage.ts'
import type { DemoHouse } from './demo-house.ts'
import type { Harness, Seen } from './harness.ts'

/** Slack as a channel of a house. Without pacing: transcripts are read for what is said, not when. */
export const slackChannelOn = (emulator: SlackEmulator, mode: Mode): Channel => ({
  ...createSlackChannel(slackPartsFor(emulator, mode)),
  limits: noLimits,
  // What only a form needs is not in a transcript, which is the same on every channel.
  forms: false,
})

type Offer = { message: string; label: string; actionId: string; value: string | undefined }

/** Accounts on Slack of everybody whom the house knows, by government and key. */
export type SlackAccounts = ReadonlyMap<string, Person>

/** Moves everybody to Slack, before a house is opened there: nobody has an account elsewhere to which it would write in vain. */
export async function moveToSlack(db: Database, emulator: SlackEmulator): Promise<SlackAccounts> {
  const rows = await db.sql<{ id: number; place: string; name: string }>(
    `select p.id, g.key || '/' || p.key as place, p.name from person p join government g on g.id = p.government_id where p.left_at is null`,
  )
  const accounts = rows.map(({ id, place, name }) => ({ id, place, person: emulator.person(name) }))
  await db.sql(`delete from identity`)
  // Nobody sends to the local chat here: a digest for its rooms would wait forever.
  await db.sql(`delete from room where channel = 'local'`)
  await db.sql(
    `with accounts as (select * from jsonb_to_recordset($1::jsonb) as r(person int, "user" text)),
     known as (insert into identity (person_id, channel, platform_id, chat_key) select person, 'slack', "user", 'slack:' || "user" from accounts)
     insert into chat (key, channel, platform_id, kind) select 'slack:' || "user", 'slack', "user", 'private' from accounts on conflict (key) do nothing`,
    [JSON.stringify(accounts.map(({ id, person }) => ({ person: id, user: person.user.id })))],
  )
  return new Map(accounts.map(({ place, person }) => [place, person]))
}

/** People on Slack. */
export function slackHarness(accounts: SlackAccounts, house: DemoHouse, emulator: SlackEmulator): Harness {
  const people = new Map<string, Person>()
  const known = new Map<string, Seen>()
  const offered = new Map<string, Offer[]>()

  const personOf = (name: string): Person => {
    const person = people.get(name)
    if (!person) throw new Error(`no seat ${name}`)
    return person
  }
  const said = (name: string): Message[] => emulator.said(personOf(name).direct())
  const idOf = (name: string, { ts }: Message): string => `${personOf(name).direct().id}:${ts}`
  const offers = (name: string): Offer[] =>
    said(name).flatMap(({ ts, blocks }) => buttonsIn(blocks).map((button) => ({ message: ts, ...button })))
  const remember = (name: string): void => {
    const now = offers(name)
    offered.set(name, [...(offered.get(name) ?? []).filter((old) => !now.some(({ value }) => value === old.value)), ...now])
  }
  const answering = (replyTo: string | undefined) => (replyTo === undefined ? {} : { thread: replyTo.split(':')[1] ?? '' })

  return {
    open: async (wanted, strangers) => {
      for (const [name, place] of wanted) {
        const found = accounts.get(place)
        if (!found) throw new Error(`no person ${place}`)
        people.set(name, found)
      }
      for (const name of strangers) people.set(name, emulator.person(name))
      await house.quiet()
    },
    say: async (name, text, replyTo) => {
      const [command = '', ...words] = text.split(' ')
      const slash = replyTo === undefined && manifestCommands.includes(command)
      // Slack sends no message that begins with a slash; people who want to put a space before it.
      if (slash) await personOf(name).commands(command, words.join(' '))
      else await personOf(name).says(text.startsWith('/') ? ` ${text}` : text, answering(replyTo))
    },
    sendFile: async (name, file, caption, replyTo) => {
      const type = /\.(jpe?g|png)$/i.test(file) ? 'image/jpeg' : 'application/pdf'
      await personOf(name).uploads([{ name: file, type, bytes: Buffer.from(file) }], caption, answering(replyTo))
    },
    sendVoice: async (name) => void (await personOf(name).uploads([{ name: 'suara.m4a', type: 'audio/mp4', bytes: Buffer.from('a') }])),
    press: async (name, label, how) => {
      remember(name)
      const now = offers(name).findLast((one) => one.label === label)
      const found = how === 'old' ? offered.get(name)?.findLast((one) => one.label === label && one.value !== now?.value) : now
      if (!found) throw new Error(`${name} has no button [${label}] (${how})`)
      for (let taps = how === 'twice' ? 2 : 1; taps > 0; taps -= 1) await personOf(name).taps(found, how === 'repeated')
    },
    find: async (name, text) => {
      const found = said(name).findLast(({ blocks }) => linesOf(blocks).join('\n').replaceAll('**', '').includes(text))
      if (!found) throw new Error(`${name} has no message with “${text}”`)
      return idOf(name, found)
    },
    read: async (name) => {
      remember(name)
      let files: string[] = []
      return said(name).flatMap((message): Seen[] => {
        // A file is a message of its own, just before the one that it belongs to.
        if (message.files) {
          files = message.files.map((id) => emulator.workspace.files.get(id)?.name ?? '')
          return []
        }
        const id = idOf(name, message)
        const before = known.get(id)
        const shown: Seen = { id, lines: linesOf(message.blocks), buttons: rowsOf(message.blocks), files }
        files = []
        known.set(id, shown)
        if (before && JSON.stringify(before) === JSON.stringify(shown)) return []
        return [{ ...shown, ...(before && { before }) }]
      })
    },
  }
}

const rowsOf = (blocks: Block[]): string[][] =>
  blocks.filter(({ type }) => type === 'actions').map((block) => buttonsIn([block]).map(({ label }) => label))

type RichElement = { type: string; elements: { text: string; style?: { bold?: true } }[] }

/** A message as transcripts write it: strong words between asterisks, quotes behind a bar, cells of a table between bars. */
const linesOf = (blocks: Block[]): string[] =>
  blocks
    .filter(({ type }) => type === 'rich_text')
    .flatMap(({ elements }) => elements as RichElement[])
    .flatMap(({ type, elements }) => {
      const marked = elements.map(({ text, style }) => (style?.bold && text.trim() ? `**${text}**` : text)).join('')
      const lines = marked.split('\n')
      if (type === 'rich_text_preformatted') return lines.map((line) => line.trim().replace(/ {2,}/g, ' | '))
      return type === 'rich_text_quote' ? lines.map((line) => `| ${line}`) : lines
    })
