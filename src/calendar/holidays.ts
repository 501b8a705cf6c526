import { z } from 'zod'
import rows from './holidays-id.json' with { type: 'json' }
import { addDays, PlainDate, weekday } from './dates.ts'

/**
 * A day on which offices are closed: `national` and `collective-leave` (cuti bersama) by joint decree of three ministers
 * (SKB 3 Menteri), `election` by presidential decree, `local` by one's own government. A later decree may make a holiday a `working-day`
 * again. The decree stands with each row, since the table is amended during the year.
 */
export const Holiday = z.strictObject({
  date: PlainDate,
  kind: z.enum(['national', 'collective-leave', 'election', 'local', 'working-day']),
  name_id: z.string().min(1),
  name_en: z.string().min(1),
  decree: z.string().min(1),
})
export type Holiday = z.output<typeof Holiday>

/** Holidays by date, and the years that the table knows: beyond them only weekends count. */
export type Holidays = { byDate: ReadonlyMap<PlainDate, Holiday>; years: ReadonlySet<number> }

/** A table from its rows; where a date stands twice the later row counts, so that an amendment or a local one can follow the national ones. */
export const holidayTable = (list: readonly Holiday[]): Holidays => ({
  byDate: new Map([...new Map(list.map((holiday) => [holiday.date, holiday]))].filter(([, { kind }]) => kind !== 'working-day')),
  years: new Set(list.map((holiday) => Number(holiday.date.slice(0, 4)))),
})

/** The rows that the project ships with, checked. */
export const nationalRows = (): Holiday[] => z.array(Holiday).parse(rows)

/** The national table that the project ships with, and what was imported since. */
export const nationalHolidays = (imported: readonly Holiday[] = []): Holidays => holidayTable([...nationalRows(), ...imported])

/** Whether offices work that day: Monday to Friday and no holiday. */
export const isWorkingDay = (date: PlainDate, holidays: Holidays): boolean => weekday(date) <= 5 && !holidays.byDate.has(date)

/** That day, or the first working day after it. */
export const nextWorkingDay = (date: PlainDate, holidays: Holidays): PlainDate => {
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}

/** That day, or the last working day before it. */
export const previousWorkingDay = (date: PlainDate, holidays: Holidays): PlainDate => {
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, -1)
  return day
}

/** The so-maniest working day after a date (before it where negative); the date itself is never counted. */
export const addWorkingDays = (date: PlainDate, count: number, holidays: Holidays): PlainDate => {
  const step = Math.sign(count)
  let day = date
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, step)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}

/** Working days after `from` up to and with `to`; 0 where `to` is not later. */
export const workingDaysBetween = (from: PlainDate, to: PlainDate, holidays: Holidays): number => {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) count += 1
  return count
}
