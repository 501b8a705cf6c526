/** A whole house on emulated platforms, in a process of its own: what `npm start` runs, but with a clock that was told to it and, where a test is about something else, without pacing. */
import pino from 'pino'
import { noLimits } from '../../src/channels/channel.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { createSlackChannel } from '../../src/channels/slack/slack-channel.ts'
import { createTelegramChannel } from '../../src/channels/telegram/telegram-channel.ts'
import { movableClock } from '../../src/clock.ts'
import { pollingTurn } from '../../src/delivery/in/polling-turn.ts'
import { bothTongues, openHouse } from '../../src/house.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createServer } from '../../src/http/server.ts'
import { localeOfAccount } from '../../src/store/people/account-locale.ts'
import { isAlive, openDatabase } from '../../src/store/database/database.ts'
import { queueState } from '../../src/store/chats/queues.ts'
import { readTold } from './told.ts'

const { url, port, now, telegram, slack, pacing, readsPerMinute, dataDir } = readTold()
const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }))
const db = await openDatabase({ url })
const clock = movableClock(new Date(now))
const texts = bothTongues()
const channels: Channel[] = []
if (telegram) channels.push(createTelegramChannel({ ...telegram, texts, logger, turn: pollingTurn(db) }))
if (slack) {
  const localeOf = (user: string) => localeOfAccount(db, { channel: 'slack', id: user })
  channels.push(createSlackChannel({ ...slack, logger, clock, texts, localeOf }))
}
const told = channels.map((channel) => ({
  ...channel,
  ...(!pacing && { limits: noLimits }),
  ...(readsPerMinute !== undefined && { readsPerMinute }),
}))
const metrics = createMetrics(() => queueState(db, clock.now()))
const { meter } = metrics
const house = await openHouse({ db, clock, logger, channels: told, dataDir, roles: ['web', 'worker', 'sender'], meter })
const server = await createServer({ logger, channels: told, keep: house.keep, ready: () => isAlive(db), more: metrics.routes })
await server.listen({ host: '127.0.0.1', port })
process.on('SIGINT', () => {
  void house
    .stop(() => server.close())
    .then(() => db.close())
    .then(() => process.exit(0))
})
