import { addDays } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import type { Ailment } from './ailment.ts'

/** In December the due dates of January are computed and told. */
const ahead = 31

/** Whether holidays are known of the year that runs and, towards its end, of the next one: the decree of each comes in autumn. */
export function checkHolidays(known: ReadonlySet<number>, today: PlainDate): Ailment[] {
  const needed = new Set([today, addDays(today, ahead)].map((day) => Number(day.slice(0, 4))))
  return [...needed]
    .filter((year) => !known.has(year))
    .map((year) => ({
      severity: 'warning',
      code: 'holidays-unknown',
      where: 'holidays',
      found: `none of ${year} is known: due dates and reminders go by weekends alone`,
      expected: `those of the joint decree for ${year}; capaian holidays import brings them`,
    }))
}
