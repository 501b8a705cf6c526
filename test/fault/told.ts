import type { SlackParts } from '../../src/channels/slack/slack-channel.ts'
import type { TelegramParts } from '../../src/channels/telegram/telegram-channel.ts'

/** What a house in a process of its own is told when it starts. */
export type Told = {
  url: string
  port: number
  /** ISO instant at which its clock begins to run. */
  now: string
  dataDir: string
  telegram?: Pick<TelegramParts, 'token' | 'apiRoot' | 'webhook'>
  slack?: Pick<SlackParts, 'token' | 'apiUrl' | 'mode'>
  /** Whether it keeps within the platforms' limits. */
  pacing: boolean
  /** How many messages of one chat are read within a minute, where not as many as usual. */
  readsPerMinute?: number
}

/** From the first argument of the process. */
export const readTold = (): Told => JSON.parse(process.argv[2] ?? '{}') as Told
