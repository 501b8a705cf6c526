import { typedPerMinute } from './channels/channel.ts'
import type { Channel, Keep } from './channels/channel.ts'
import type { Clock } from './clock.ts'
import type { Role } from './config-variables.ts'
import { keepFor } from './delivery/in/keep.ts'
import { createFileMaker } from './delivery/out/draw-file.ts'
import type { LetterRoom } from './delivery/in/handle-letter.ts'
import { holidaysInForce } from './delivery/calendar/holidays-in-force.ts'
import { leadOn } from './delivery/out/lead.ts'
import { noMeter } from './delivery/meter.ts'
import type { Meter } from './delivery/meter.ts'
import { startSender } from './delivery/out/sender.ts'
import { createLetterWriter } from './delivery/out/write-letter.ts'
import type { Tongues } from './delivery/in/setting.ts'
import { startTick } from './delivery/calendar/tick.ts'
import type { Tick } from './delivery/calendar/tick.ts'
import { startWorker } from './delivery/in/worker.ts'
import { readSheet } from './documents/workbook/read-sheet.ts'
import type { Logger } from './logger.ts'
import { createPainter } from './pictures/painter.ts'
import type { Painter } from './pictures/painter.ts'
import type { Database } from './store/database/database.ts'
import { createFileStore, fileFolder } from './store/reports/file-store.ts'
import type { FileStore } from './store/reports/file-store.ts'
import { createTexts } from './text/texts.ts'

/** What a house is built of; everything that can fail has been tried before. */
export type HouseParts = {
  db: Database
  clock: Clock
  logger: Logger
  channels: Channel[]
  dataDir: string
  roles: readonly Role[]
  files?: FileStore
  meter?: Meter
  painter?: Painter
  /** Does not wait for the first look at the calendar: among thousands of agencies that of a day takes longer than people wait. */
  openAtOnce?: boolean
}

/** A house at work. */
export type OpenHouse = { keep: Keep; tick: () => Promise<void>; stop: (closeServer?: () => Promise<unknown>) => Promise<void> }

/** The texts of both languages, loaded once. */
export const bothTongues = (): Tongues => ({ id: createTexts('id'), en: createTexts('en') })

/** What was imported while the house runs is known after a minute, in every process. */
const holidaysMs = 60_000

/** The embedded database has one connection: more chats at once would only wait for each other. */
const chatsAtOnce = { embedded: 4, server: 8 } as const

/** Puts the parts to work: intake, worker, senders and the tick, as far as the roles of this process go. `stop` takes nothing new in, finishes, and sends what is written. */
export async function openHouse(parts: HouseParts): Promise<OpenHouse> {
  const { db, clock, logger, channels, roles, meter = noMeter, openAtOnce = false } = parts
  const tongues = bothTongues()
  const files = parts.files ?? createFileStore(db, fileFolder(parts.dataDir))
  const painter = parts.painter ?? createPainter()
  const channelOf = (chatKey: string) => channels.findIndex(({ name }) => chatKey.startsWith(`${name}:`))
  const room: LetterRoom = {
    db,
    tongues,
    holidays: await holidaysInForce(db),
    working: (chat) => void channels.find(({ name }) => name === chat.channel)?.working(chat),
    placeFor: (chatKey) => senders[channelOf(chatKey)]?.place(chatKey),
    files: {
      fetch: async (name, file) => channels.find((channel) => channel.name === name)?.fetch(file) ?? { refused: 'gone' },
      keep: (file, governmentId, at) => files.put(file, { governmentId, at }),
      sheet: readSheet,
    },
  }
  const perMinute = (chatKey: string): number => channels[channelOf(chatKey)]?.readsPerMinute ?? typedPerMinute
  const writeLetter = createLetterWriter({ db, clock, tongues })
  const makeFile = createFileMaker({ db, clock, tongues, painter, files })
  const senders = roles.includes('sender')
    ? channels.map((channel) =>
        startSender(channel, { db, clock, logger, meter, tongues, makeFile, writeLetter, lead: leadOn(db, channel.name, channel.limits) }),
      )
    : []
  const sentHere = () => senders.length > 0 && senders.every((sender) => sender.leads())
  const worker = roles.includes('worker')
    ? startWorker(room, { clock, logger, meter, atOnce: chatsAtOnce[db.kind], perMinute, sentHere })
    : undefined
  const tick: Tick | undefined = roles.includes('tick') ? startTick(room, clock, logger, meter) : undefined
  const refresh = async (): Promise<void> => {
    room.holidays = await holidaysInForce(db)
  }
  const refreshing = setInterval(() => void refresh().catch(() => undefined), holidaysMs)
  await db.listen((topic) => {
    if (topic === 'inbox') worker?.wake()
    else if (topic === 'calendar') void tick?.now()
    else for (const sender of senders) sender.wake()
  })
  const keep = keepFor(db, clock, worker)
  if (roles.includes('web')) for (const channel of channels) await channel.start(keep)
  const looked = tick?.now()
  if (!openAtOnce) await looked
  return {
    keep,
    tick: async () => tick?.now(),
    stop: async (closeServer) => {
      clearInterval(refreshing)
      const within = patientlyWithin(logger)
      await within('intake', 2_500, Promise.all([...channels.map((channel) => channel.stop()), closeServer?.()]))
      await within('work', 2_500, Promise.all([tick?.stop(), worker?.stop()]))
      await within('sending', 3_000, Promise.all(senders.map((sender) => sender.stop())))
      await within('painter', 500, painter.close())
    },
  }
}

/** Ten seconds are left to a process that is asked to stop: no part of it may use up the time of the others. What is cut off is in the database. */
const patientlyWithin =
  (logger: Logger) =>
  async (part: string, ms: number, work: Promise<unknown>): Promise<void> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), ms)))
    const outcome = await Promise.race([work, late]).catch((error: unknown) =>
      logger.error({ err: error, part }, 'a part did not stop well'),
    )
    clearTimeout(timer)
    if (outcome === 'late') logger.warn({ part }, 'a part was not waited for any longer')
  }
