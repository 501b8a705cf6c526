import { randomBytes } from 'node:crypto'
import type { Channel } from './channels/channel.ts'
import { createLocalChannel } from './channels/local/local-channel.ts'
import { sayError } from './cli/carry-out.ts'
import { controlRoute, controlUrl } from './cli/control-route.ts'
import { loadCommand } from './cli/load-command.ts'
import { openConfigured } from './cli/open-configured.ts'
import { systemClock } from './clock.ts'
import type { Clock, MovableClock } from './clock.ts'
import type { Config } from './config.ts'
import { explainFindings, readConfig, secretsOf } from './config.ts'
import { bothTongues, openHouse } from './house.ts'
import type { OpenHouse } from './house.ts'
import openSeats from './demo/open-seats.json' with { type: 'json' }
import { nextMoment } from './delivery/calendar/next-moment.ts'
import { pollingTurn } from './delivery/in/polling-turn.ts'
import { createMetrics } from './http/metrics.ts'
import { createServer } from './http/server.ts'
import { createLogger } from './logger.ts'
import type { Logger } from './logger.ts'
import { localeOfAccount } from './store/people/account-locale.ts'
import { sayRunning, takeFolder } from './store/database/data-folder.ts'
import { noteBotName } from './store/people/bot-name.ts'
import { isAlive } from './store/database/database.ts'
import type { Database, NewFolder } from './store/database/database.ts'
import { demoState, onlyDemo, unknownGovernments } from './store/local/demo-state.ts'
import { createFileStore, fileFolder } from './store/reports/file-store.ts'
import { noteClock, storedClock } from './store/local/house-clock.ts'
import { endLeftLocks } from './store/database/left-locks.ts'
import { createLocalPlatform } from './store/local/local-platform.ts'
import { queueState } from './store/chats/queues.ts'

const clockNoteMs = 10_000
const stopMs = 10_000

/**
 * Starts Capaian: configuration, database, demo, channels, server; then one line that says where to click. Ends on Ctrl-C, within ten
 * seconds. `begun` is an embedded database that has begun to be made.
 */
export async function main(begun?: NewFolder): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  const reading = readConfig(process.env)
  for (const warning of reading.warnings) say(warning)
  if (reading.kind === 'refused') {
    say(explainFindings(reading.findings))
    await begun?.drop()
    process.exit(1)
  }
  const { config } = reading
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) })
  /** What is to be mended outside of the program is said in one line; where in it that was met helps nobody. */
  const giveUp = async (error: unknown): Promise<never> => {
    logger.debug({ err: error }, 'not started')
    say(sayError(error))
    await begun?.drop()
    process.exit(1)
  }
  const embedded = config.databaseUrl === undefined
  const folder = embedded
    ? await takeFolder(config.dataDir, new Date()).catch((cause: unknown) =>
        giveUp(new Error(`The folder ${config.dataDir} (DATA_DIR) can't be used`, { cause })),
      )
    : undefined
  if (folder?.kind === 'running') {
    say(sayRunning(config.dataDir, folder))
    await begun?.drop()
    process.exit(1)
  }
  say(embedded ? `Opening the embedded database in ${config.dataDir} ...` : 'Connecting to the database ...')
  const db = await openConfigured(config, begun).catch(giveUp)
  if (embedded) await endLeftLocks(db)
  const demo = await demoWanted(config, db)
  if (demo) await prepareDemo(db, say)
  const real = config.telegram !== undefined || config.slack !== undefined
  // The real clock rules wherever somebody's real work hangs on it.
  const movable = demo && !real && (await onlyDemo(db)) ? await storedClock(db) : undefined
  const clock: Clock = movable ?? systemClock
  // Two secrets: whoever was sent the page's link must not be able to run commands.
  const pageToken = randomToken()
  const controlToken = randomToken()
  const local = localWanted(config, real) ? { governments: config.localChat.governments, token: pageToken } : undefined
  for (const key of await unknownGovernments(db, local?.governments ?? []))
    say(`LOCAL_CHAT names “${key}”, and there is no such government: nobody of it is on the page. capaian import brings one.`)
  const house: { open?: OpenHouse } = {}
  const channels: Channel[] = local ? [localChannel(db, clock, movable, config, local, () => house.open?.tick())] : []
  if (config.telegram) {
    const { createTelegramChannel } = await import('./channels/telegram/telegram-channel.ts')
    const named = async (name: string) => void (await noteBotName(db, name))
    channels.push(createTelegramChannel({ ...config.telegram, texts: bothTongues(), logger, named, turn: pollingTurn(db) }))
  }
  if (config.slack) {
    const { createSlackChannel } = await import('./channels/slack/slack-channel.ts')
    const localeOf = (user: string) => localeOfAccount(db, { channel: 'slack', id: user })
    channels.push(createSlackChannel({ ...config.slack, logger, clock, texts: bothTongues(), localeOf }))
  }
  const metrics = createMetrics(() => queueState(db, clock.now()))
  const { meter } = metrics
  const opened = await openHouse({ db, clock, logger, channels, dataDir: config.dataDir, roles: config.roles, meter, openAtOnce: true })
  house.open = opened
  const server = await createServer({
    logger,
    channels: config.roles.includes('web') ? channels : [],
    keep: opened.keep,
    ready: () => isAlive(db),
    more: (routes) => {
      metrics.routes(routes)
      controlRoute(routes, loadCommand, { database: db, clock, config }, controlToken)
    },
  })
  await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    say(`Port ${config.port} on ${config.host} can't be used: ${sayError(error)}. ${mendListening(error)}`)
    process.exit(1)
  })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  folder?.announce({ url: controlUrl(config.host, port), token: controlToken })
  const noting = movable && setInterval(() => void noteClock(db, movable.now()).catch(() => undefined), clockNoteMs)
  say(
    // Who does not receive serves no page.
    local && config.roles.includes('web')
      ? `Capaian is ready: open http://${hostName(config.host)}:${port}${local.governments.length > 0 ? `/?token=${pageToken}` : ''}   (Ctrl-C stops it)`
      : `Capaian is ready on port ${port}.`,
  )
  stopOnSignal(logger, say, async () => {
    clearInterval(noting)
    await opened.stop(() => server.close())
    if (movable) await noteClock(db, movable.now())
    await db.close()
    folder?.release()
  })
}

function localChannel(
  db: Database,
  clock: Clock,
  movable: MovableClock | undefined,
  config: Config,
  others: { governments: string[]; token: string },
  tick: () => Promise<void> | undefined,
): Channel {
  return createLocalChannel({
    platform: createLocalPlatform(db),
    files: createFileStore(db, fileFolder(config.dataDir)),
    clock: movable ?? { ...clock, moveTo: () => undefined },
    demo: movable !== undefined,
    moveClock: async (to) => {
      movable?.moveTo(to)
      await noteClock(db, clock.now())
      await tick()
    },
    nextMoment: () => nextMoment(db, clock.now()),
    texts: bothTongues(),
    others: others.governments.length > 0 ? others : null,
    openSeats,
  })
}

/** Demo data comes by itself only into an embedded database that is empty or has nothing but the demo; a server gets it when asked. */
async function demoWanted(config: Config, db: Database): Promise<boolean> {
  if (config.demo !== 'auto') return config.demo === 'on'
  return db.kind === 'embedded' && (await onlyDemo(db))
}

async function prepareDemo(db: Database, say: (text: string) => void): Promise<void> {
  if ((await demoState(db)) === 'there') return
  say('Loading the demo: SETDA and BKPSDM Kota Bekasi, BKD DKI Jakarta, 2024 ...')
  const { loadDemo } = await import('./demo/load-demo.ts')
  await loadDemo(db, (await storedClock(db)).now())
}

const localWanted = ({ localChat }: Config, real: boolean): boolean => localChat.mode === 'on' || (localChat.mode === 'auto' && !real)

const randomToken = (): string => randomBytes(24).toString('hex')

const hostName = (host: string): string => (['0.0.0.0', '127.0.0.1', '::', '::1'].includes(host) ? 'localhost' : host)

const mendListening = (error: unknown): string =>
  error instanceof Error && 'code' in error && ['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN'].includes(String(error.code))
    ? 'Set HOST to an address of this machine, for example HOST=127.0.0.1.'
    : 'Set PORT to a free one, for example PORT=3001.'

/** Ctrl-C stops cleanly; a second one, or ten seconds, at once. Nothing is lost either way: it only takes longer to start. */
function stopOnSignal(logger: Logger, say: (text: string) => void, stop: () => Promise<void>): void {
  let stopping = false
  const end = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    say('Stopping ...')
    setTimeout(() => process.exit(1), stopMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
