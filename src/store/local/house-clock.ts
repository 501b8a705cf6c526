import { z } from 'zod'
import { movableClock, systemClock } from '../../clock.ts'
import type { MovableClock } from '../../clock.ts'
import type { Database } from '../database/database.ts'

const Stored = z.object({ at: z.iso.datetime() })

/** The demo's first moment: Friday, 4 October 2024, 08.00 WIB. */
const demoStart = '2024-10-04T01:00:00.000Z'

/** A clock that goes on where it stood when the house was last open, and begins at the demo's first moment. */
export async function storedClock(db: Database): Promise<MovableClock> {
  const [row] = await db.sql<{ value: unknown }>(`select value from house_setting where key = 'clock'`)
  const read = Stored.safeParse(row?.value)
  return movableClock(new Date(read.success ? read.data.at : demoStart), systemClock)
}

/** Notes where the clock stands. It never goes back: of two instances the later one counts. */
export const noteClock = (db: Database, now: Date): Promise<unknown> =>
  db.sql(
    `insert into house_setting (key, value) values ('clock', jsonb_build_object('at', $1::text))
     on conflict (key) do update set value = excluded.value where house_setting.value->>'at' < excluded.value->>'at'`,
    [now.toISOString()],
  )
