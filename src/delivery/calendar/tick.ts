import cron from 'node-cron'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import { wakeConversations } from '../../store/chats/conversation-clocks.ts'
import { remind } from '../../watch/reminders/remind.ts'
import { noMeter } from '../meter.ts'
import type { Meter } from '../meter.ts'
import { sendDigests } from './send-digests.ts'
import type { Surroundings } from '../in/setting.ts'
import { watchAlerts } from './watch-alerts.ts'

export type Tick = { now: () => Promise<void>; stop: () => Promise<void> }

/**
 * The calendar's minute. What is due stands in the database, so a tick may be missed, doubled or late, and the outcome is the same; the
 * clock by which things are due is the house's, which the demo moves.
 */
export function startTick(room: Surroundings, clock: Clock, logger: Logger, meter: Meter = noMeter): Tick {
  let running: Promise<void> = Promise.resolve()
  const once = (): Promise<void> => lookAtCalendar(room, clock.now(), logger, meter)
  const now = (): Promise<void> => {
    running = running.then(once).catch((error: unknown) => logger.error({ err: error }, 'a tick failed; the next one finds what it missed'))
    return running
  }
  const task = cron.schedule('* * * * *', now, { name: 'tick', timezone: 'UTC', noOverlap: true })
  return {
    now,
    stop: async () => {
      await task.stop()
      await running
    },
  }
}

/** What a minute of the calendar does: wakes conversations, reminds, looks for alerts, writes digests. */
export async function lookAtCalendar(room: Surroundings, at: Date, logger: Logger, meter: Meter = noMeter): Promise<void> {
  const { db } = room
  const counts = await wakeConversations(db, at)
  meter.ticked()
  meter.did(counts)
  if (counts.askAgain + counts.close > 0) {
    logger.info(counts, 'conversations were woken')
    await db.notify('inbox')
  }
  const reminded = await remind(room, at)
  meter.did(reminded)
  if (Object.values(reminded).some((count) => count > 0)) logger.info(reminded, 'people were reminded')
  const watched = await watchAlerts(room, at)
  meter.did(watched)
  if (watched.opened + watched.changed + watched.closed > 0) logger.info(watched, 'agencies were looked at')
  const digests = await sendDigests(room, at)
  meter.did(digests)
  if (digests.sent > 0) logger.info(digests, 'digests were written')
  // A letter dated for a minute that has come.
  await db.notify('outbox')
}
