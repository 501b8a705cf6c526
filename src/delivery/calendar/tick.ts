import cron from 'node-cron'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import { wakeConversations } from '../../store/chats/conversation-clocks.ts'
import { remind } from '../../watch/reminders/remind.ts'
import { eachPart } from './each-part.ts'
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

/**
 * What a minute of the calendar does: reminds, looks for alerts, writes digests, wakes conversations. Each is done whatever became of the
 * others; throws in the end where one failed.
 */
export async function lookAtCalendar(room: Surroundings, at: Date, logger: Logger, meter: Meter = noMeter): Promise<void> {
  const { db } = room
  meter.ticked()
  const told = (counts: Record<string, number>, telling: readonly number[], words: string): void => {
    meter.did(counts)
    if (telling.some((count) => count > 0)) logger.info(counts, words)
  }
  const conversations = async (): Promise<void> => {
    const counts = await wakeConversations(db, at)
    told(counts, [counts.askAgain, counts.close], 'conversations were woken')
    if (counts.askAgain + counts.close > 0) await db.notify('inbox')
  }
  const reminders = async (): Promise<void> => {
    const counts = await remind(room, at)
    told(counts, Object.values(counts), 'people were reminded')
  }
  const alerts = async (): Promise<void> => {
    const counts = await watchAlerts(room, at)
    told(counts, [counts.opened, counts.changed, counts.closed], 'agencies were looked at')
  }
  const digests = async (): Promise<void> => {
    const counts = await sendDigests(room, at)
    told(counts, [counts.sent], 'digests were written')
  }
  await eachPart('a look at the calendar', [
    { name: 'reminding', run: reminders },
    { name: 'looking for alerts', run: alerts },
    { name: 'writing digests', run: digests },
    // After what is sent at once: its questions come by the inbox, and in a chat that has both they stand lowest, whoever is quicker.
    { name: 'waking conversations', run: conversations },
    // A letter dated for a minute that has come.
    { name: 'waking the senders', run: () => db.notify('outbox') },
  ])
}
