import type { PlainDate } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import type { Zone } from '../../calendar/zones.ts'
import type { Database } from '../../store/database/database.ts'
import type { Texts } from '../../text/texts.ts'

/** What reminding touches. */
export type Watchtower = { db: Database; tongues: Record<'id' | 'en', Texts>; holidays: Holidays }

/** A zone's working day as it is looked at. */
export type WorkingDay = { zone: Zone; today: PlainDate; now: Date }
