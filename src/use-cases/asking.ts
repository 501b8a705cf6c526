import type { Holidays } from '../calendar/holidays.ts'
import { dateOf } from '../calendar/dates.ts'
import { zoneOf } from '../calendar/zones.ts'
import type { Viewer } from '../domain/requests/requests.ts'
import type { Tx } from '../store/database/database.ts'
import type { Topic } from '../store/database/topics.ts'

/**
 * What every use case is handed: the door to the store, who asks, through what, and when. `atEnd` is for what is written just before the
 * commit: from its audit row on a transaction holds the agency's chain, and everybody else of that agency waits. `wake` is for what is to
 * be looked at as soon as it is committed.
 */
export type Asking = {
  tx: Tx
  viewer: Viewer
  channel: string
  now: Date
  holidays: Holidays
  atEnd: (work: () => Promise<void>) => void
  wake: (topic: Topic) => void
}

/** The plain date of a moment in a zone as it is stored. */
export const todayIn = (now: Date, zone: string): string => dateOf(now, zoneOf(zone))
