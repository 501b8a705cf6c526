import { nextWaking } from '../../store/chats/conversation-clocks.ts'
import type { Database } from '../../store/database/database.ts'
import { nextReminder } from '../../watch/reminders/next-reminder.ts'
import { holidaysInForce } from './holidays-in-force.ts'
import { nextDigest } from './next-digest.ts'
import { nextLook } from './next-look.ts'

/** When the next thing happens by itself: a conversation wakes, a letter is due, somebody is reminded or told that others are late, a room hears of an alert, a digest comes. Undefined where nothing lies ahead. */
export async function nextMoment(db: Database, now: Date): Promise<Date | undefined> {
  const holidays = await holidaysInForce(db)
  const moments = [
    await nextWaking(db, now),
    await nextReminder(db, holidays, now),
    await nextLook(db, holidays, now),
    await nextDigest(db, holidays, now),
  ].filter((moment) => moment !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
