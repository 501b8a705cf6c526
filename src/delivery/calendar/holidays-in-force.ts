import { z } from 'zod'
import { Holiday, nationalHolidays } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import type { Database } from '../../store/database/database.ts'
import { importedHolidays } from '../../store/calendar/holidays.ts'

/** The days on which offices are closed, as this house knows them: the table it ships with, and over it what was imported. */
export const holidaysInForce = async (db: Pick<Database, 'sql'>): Promise<Holidays> =>
  nationalHolidays(z.array(Holiday).parse(await importedHolidays(db)))
