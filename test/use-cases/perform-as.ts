import { nationalHolidays } from '../../src/calendar/holidays.ts'
import type { Request, Viewer } from '../../src/domain/requests/requests.ts'
import { inTransaction } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import type { Asking } from '../../src/use-cases/asking.ts'
import { perform } from '../../src/use-cases/perform.ts'

/** Asks or does something as somebody, in a transaction of its own, as a conversation in the local chat would. */
export const askingAs = <T>(db: Database, viewer: Viewer, now: Date, work: (asking: Asking) => Promise<T>): Promise<T> =>
  inTransaction(db, async (tx) => {
    const last: Parameters<Asking['atEnd']>[0][] = []
    const outcome = await work({
      ...{ tx, viewer, channel: 'local', now, holidays: nationalHolidays(), wake: () => undefined },
      atEnd: (one) => void last.push(one),
    })
    for (const one of last) await one()
    return outcome
  })

/** Does one thing as somebody. */
export const performAs = (db: Database, viewer: Viewer, now: Date, request: Request) =>
  askingAs(db, viewer, now, (asking) => perform(asking, request, () => undefined))
