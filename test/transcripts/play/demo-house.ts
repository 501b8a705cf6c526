import pino from 'pino'
import type { Channel } from '../../../src/channels/channel.ts'
import { movableClock } from '../../../src/clock.ts'
import type { MovableClock } from '../../../src/clock.ts'
import { openHouse } from '../../../src/house.ts'
import type { OpenHouse } from '../../../src/house.ts'
import type { Database } from '../../../src/store/database/database.ts'
import type { Topic } from '../../../src/store/database/topics.ts'
import type { FileStore } from '../../../src/store/reports/file-store.ts'

/** Far longer than any turn takes, in milliseconds. */
const patience = 10_000

/** A whole house at work on a database: worker, sender and tick, with a clock that stands still until it is moved. */
export type DemoHouse = {
  clock: MovableClock
  keep: OpenHouse['keep']
  /** Waits until nothing is to be done: no letter in, none that is due out, no chat held. Throws what the house complained of. */
  quiet: () => Promise<void>
  /** Moves the clock and has the calendar looked at. */
  moveTo: (moment: Date) => Promise<void>
  /** Ends it hard, in the middle of whatever it does, and starts another on the same database. */
  kill: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Opens a house. `channelFor` makes the channel anew for each start, as a new process would; `connectionsEnd` is what the platform sees of a
 * process that dies.
 */
export async function openDemoHouse(
  db: Database,
  files: FileStore,
  start: Date,
  channelFor: (db: Database, clock: MovableClock) => Channel,
  connectionsEnd: () => void = () => undefined,
): Promise<DemoHouse> {
  const base = new Date()
  const clock = movableClock(start, { now: () => base })
  const complaints: string[] = []
  let called = false
  const told = (topic: Topic): void => {
    called ||= topic === 'calendar'
  }
  let life = alive(db, told)
  const begin = async () => {
    const mine = life
    const logger = pino({ level: 'warn' }, { write: (line: string) => void (mine.living() && complaints.push(line)) })
    const roles = ['web', 'worker', 'sender', 'tick'] as const
    return openHouse({ db: mine.db, clock, logger, channels: [channelFor(mine.db, clock)], dataDir: '', roles: [...roles], files })
  }
  let house = await begin()

  const quiet = async () => {
    for (const until = performance.now() + patience; ;) {
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
      const [row] = await db.sql<{ busy: boolean }>(
        `select exists (select 1 from inbox where done_at is null and set_aside_at is null)
           or exists (select 1 from outbox where done_at is null and send_after <= $1::timestamptz)
           or exists (select 1 from chat where locked_until is not null) as busy`,
        [clock.now().toISOString()],
      )
      if (!row?.busy && !called) return
      if (!row?.busy) {
        // Somebody had the calendar looked at: a look that is under way is waited for.
        called = false
        await house.tick()
      }
      if (performance.now() > until) throw new Error(`still busy: ${JSON.stringify(await openRows(db))}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }

  return {
    clock,
    keep: (incoming) => house.keep(incoming),
    quiet,
    moveTo: async (moment) => {
      clock.moveTo(moment)
      await house.tick()
      await quiet()
    },
    kill: async () => {
      life.end()
      // The dead one only lets its timers go: its database refuses everything.
      void house.stop().catch(() => undefined)
      connectionsEnd()
      // Another process that dies is known to be dead; this one lives on.
      await db.sql(`update sender_lead set held_until = '-infinity'`)
      life = alive(db, told)
      house = await begin()
    },
    stop: async () => {
      await house.stop()
      life.end()
    },
  }
}

/** What keeps a house from being quiet. */
const openRows = (db: Database) =>
  db.sql(`select 'inbox' as room, chat_key as chat, error from inbox where done_at is null and set_aside_at is null
    union all select 'outbox', chat_key, failure from outbox where done_at is null
    union all select 'chat', key, null from chat where locked_until is not null`)

/** A database that answers until its process ends. What another process is told, this one is not. */
function alive(db: Database, told: (topic: Topic) => void): { db: Database; end: () => void; living: () => boolean } {
  let living = true
  const here = () => {
    if (!living) throw new Error('this process was killed')
  }
  const heard: Parameters<Database['listen']>[0][] = []
  return {
    living: () => living,
    end: () => {
      living = false
    },
    db: {
      ...db,
      sql: async (statement, values) => {
        here()
        return db.sql(statement, values)
      },
      notify: async (topic) => {
        here()
        told(topic)
        for (const hear of heard) hear(topic)
      },
      listen: async (hear) => void heard.push(hear),
    },
  }
}
