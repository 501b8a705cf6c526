/** Capaian itself: a whole house on Telegram's webhook. The platform's limits are switched off where it stands beside bots that know none. */
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import pino from 'pino'
import { noLimits } from '../../../src/channels/channel.ts'
import type { Channel } from '../../../src/channels/channel.ts'
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts'
import { webhookPath } from '../../../src/channels/telegram/webhook.ts'
import { movableClock } from '../../../src/clock.ts'
import { bothTongues, openHouse } from '../../../src/house.ts'
import { createServer } from '../../../src/http/server.ts'
import { openDatabase } from '../../../src/store/database/database.ts'
import { generatedToday } from '../generate.ts'
import { readTold, report, token } from './told.ts'

const { root, database, secret, limits } = readTold()
const db = await openDatabase(database)
const logger = pino({ level: 'warn' })
const webhook = { url: 'https://bench.invalid', secret }
const telegram = createTelegramChannel({ token, apiRoot: root, webhook, texts: bothTongues(), logger })
const channels: Channel[] = [{ ...telegram, ...(limits === undefined && { limits: noLimits }) }]
const clock = movableClock(generatedToday)
const house = await openHouse({ db, clock, logger, channels, dataDir: tmpdir(), roles: ['web', 'worker', 'sender', 'tick'] })
const server = await createServer({ logger, channels, keep: house.keep, ready: async () => true })
await server.listen({ host: '127.0.0.1', port: 0 })
const { port } = server.server.address() as AddressInfo
report(`http://127.0.0.1:${port}${webhookPath(secret)}`)
