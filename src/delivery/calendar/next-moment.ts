import { nextWaking } from '../../store/chats/conversation-clocks.ts'
import type { Database } from '../../store/database/database.ts'
import { nextReminder } from '../../watch/reminders/next-reminder.ts'
import { holidaysInForce } from './holidays-in-force.ts'

/** When the next thing happens by itself: a conversation wakes, a letter is due, somebody is reminded. Undefined where nothing lies ahead. */
export async function nextMoment(db: Database, now: Date): Promise<Date | undefined> {
  const moments = [await nextWaking(db, now), await nextReminder(db, await holidaysInForce(db), now)].filter(
    (moment) => moment !== undefined,
  )
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
