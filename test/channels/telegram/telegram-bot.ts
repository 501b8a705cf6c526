import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Channel, Outgoing } from '../../../src/channels/channel.ts'
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts'
import { createServer } from '../../../src/http/server.ts'
import type { Incoming } from '../../../src/message/incoming.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../../emulators/telegram/emulator.ts'
import { freePort } from '../../setup/free-port.ts'

export type Mode = 'polling' | 'webhook'
export const secret = 'rahasia-untuk-pengujian'
export const texts = { id: createTexts('id'), en: createTexts('en') }
/** Short, so that what waits for a time is over soon. */
export const shortTimes = { callMs: 400, pollSeconds: 2, standByMs: 100, retryMs: 50 }

/** The Telegram channel on the emulator, with a store that is a list. */
export type TelegramBot = {
  emulator: TelegramEmulator
  channel: Channel
  /** Everything that was kept, each once, as the inbox keeps it. */
  kept: Incoming[]
  trouble: { keep: number }
  logged: string[]
  server: FastifyInstance
  url: string
  send: (chatId: number | string, more?: Partial<Outgoing>) => ReturnType<Channel['send']>
  close: () => Promise<void>
}

export async function openTelegramBot(mode: Mode, options: { emulator?: TelegramEmulator } = {}): Promise<TelegramBot> {
  const emulator = options.emulator ?? (await openTelegramEmulator())
  const logged: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const kept: Incoming[] = []
  const trouble = { keep: 0 }
  const keep = async (incoming: Incoming): Promise<void> => {
    if (trouble.keep > 0) {
      trouble.keep -= 1
      throw new Error('the database is away')
    }
    if (!kept.some(({ id }) => id === incoming.id)) kept.push(incoming)
  }
  // The address is known only once somebody listens; the routes must stand before that.
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const channel = createTelegramChannel({
    token: emulator.token,
    apiRoot: emulator.apiRoot,
    ...(mode === 'webhook' && { webhook: { url, secret } }),
    texts,
    logger,
    times: shortTimes,
  })
  const server = await createServer({ logger, channels: [channel], keep, ready: async () => true })
  await server.listen({ host: '127.0.0.1', port })
  await channel.start(keep)
  let outboxId = 0
  return {
    emulator,
    channel,
    kept,
    trouble,
    logged,
    server,
    url,
    send: (chatId, more = {}) =>
      channel.send({
        outboxId: (outboxId += 1),
        chat: { channel: 'telegram', id: String(chatId), kind: Number.parseInt(String(chatId), 10) < 0 ? 'room' : 'private' },
        parts: [{ kind: 'paragraph', spans: [{ text: 'Capaian' }] }],
        buttons: [],
        urgency: 'answer',
        ...more,
      }),
    close: async () => {
      await channel.stop()
      await server.close()
      if (!options.emulator) await emulator.close()
    },
  }
}
