import { pino } from 'pino'
import manifest from '../../../slack-manifest.json' with { type: 'json' }
import type { Channel, Keep, Outgoing } from '../../../src/channels/channel.ts'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import type { SlackParts } from '../../../src/channels/slack/slack-channel.ts'
import { systemClock } from '../../../src/clock.ts'
import { createServer } from '../../../src/http/server.ts'
import type { Incoming } from '../../../src/message/incoming.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { openSlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import type { EmulatorOptions, SlackEmulator } from '../../emulators/slack/slack-emulator.ts'

export const manifestCommands = manifest.features.slash_commands.map(({ command }) => command)
const texts = { id: createTexts('id'), en: createTexts('en') }

/** A keep as the inbox is one: by the platform's id, so that a repeat is none. It can be made to fail or to be slow. */
export type FakeInbox = { keep: Keep; kept: Incoming[]; repeats: number; failNext: (times: number) => void; slowBy: (ms: number) => void }

export function fakeInbox(): FakeInbox {
  let failures = 0
  let slow = 0
  const inbox: FakeInbox = {
    kept: [],
    repeats: 0,
    failNext: (times) => {
      failures = times
    },
    slowBy: (ms) => {
      slow = ms
    },
    keep: async (incoming) => {
      if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow))
      if (failures > 0) {
        failures -= 1
        throw new Error('the database is away')
      }
      if (inbox.kept.some(({ id }) => id === incoming.id)) inbox.repeats += 1
      else inbox.kept.push(incoming)
    },
  }
  return inbox
}

/** The channel on an emulator, by HTTP or by socket, with a fake inbox behind it. */
export type SlackStage = {
  emulator: SlackEmulator
  channel: Channel
  inbox: FakeInbox
  log: string[]
  /** Where Slack sends to; empty in socket mode. */
  requestUrl: string
  close: () => Promise<void>
}

export type Mode = 'http' | 'socket'

/** What the channel needs to talk with an emulator. */
export const slackPartsFor = (emulator: SlackEmulator, mode: Mode, log: string[] = []): SlackParts => ({
  token: emulator.botToken,
  apiUrl: emulator.apiUrl,
  mode: mode === 'http' ? { kind: 'http', signingSecret: emulator.signingSecret } : { kind: 'socket', appToken: emulator.appToken },
  logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  clock: systemClock,
  texts,
  localeOf: async () => 'id',
})

export async function openSlackStage(mode: Mode, options: Partial<EmulatorOptions> = {}): Promise<SlackStage> {
  const log: string[] = []
  const emulator = await openSlackEmulator({ commands: manifestCommands, ...options })
  const inbox = fakeInbox()
  const parts = slackPartsFor(emulator, mode, log)
  const channel = createSlackChannel(parts)
  const server = await createServer({ logger: parts.logger, channels: [channel], keep: inbox.keep, ready: async () => true })
  const requestUrl = mode === 'http' ? `${await server.listen({ host: '127.0.0.1', port: 0 })}/slack/events` : ''
  if (requestUrl) emulator.sendTo(requestUrl)
  await channel.start(inbox.keep)
  return {
    emulator,
    channel,
    inbox,
    log,
    requestUrl,
    close: async () => {
      await channel.stop()
      await server.close()
      await emulator.close()
    },
  }
}

/** A letter to a chat with one paragraph, and what a test adds. */
export const letter = (chat: string, text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  outboxId: 1,
  chat: { channel: 'slack', id: chat, kind: chat.startsWith('C') ? 'room' : 'private' },
  parts: [{ kind: 'paragraph', spans: [{ text }] }],
  buttons: [],
  urgency: 'answer',
  ...more,
})

/** Waits until something holds; fails after two seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + 2000; !holds(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (performance.now() > end) throw new Error(`never: ${what}`)
}
