import type { Holidays } from '../../calendar/holidays.ts'
import type { Database } from '../../store/database/database.ts'
import { digestPlans } from './digest-readers.ts'

/** Beyond the next close of a quarter nothing is looked for. */
const horizonMs = 100 * 86_400_000

/** The next moment at which somebody gets a digest; undefined where nobody does. */
export async function nextDigest(db: Database, holidays: Holidays, now: Date): Promise<Date | undefined> {
  const until = new Date(now.getTime() + horizonMs)
  const slots = (await digestPlans(db, holidays, now)).flatMap(({ schedules }) =>
    schedules.flatMap(({ schedule }) => schedule.slots(now, until)[0] ?? []),
  )
  return slots.sort((a, b) => a.getTime() - b.getTime())[0]
}
