import { DateTime } from 'luxon'
import { z } from 'zod'
import type { Zone } from './zones.ts'

/** A day of the work, `2024-10-07`, without a zone. Plain dates compare as text. */
export type PlainDate = string
export const PlainDate = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid, 'a date, such as 2024-10-07')

/** A moment of the world; as text it is ISO 8601 with its offset or Z. */
export type Instant = Date | string

/** The day that an instant falls on where the agency is. Throws on text that is no instant. */
export const dateOf = (instant: Instant, zone: Zone): PlainDate => inZone(instant, zone).toISODate()

/** An instant on the clocks of a zone. */
export const inZone = (instant: Instant, zone: Zone): DateTime<true> => {
  const time = typeof instant === 'string' ? DateTime.fromISO(instant, { zone }) : DateTime.fromJSDate(instant, { zone })
  if (!time.isValid) throw new RangeError(`no instant: ${String(instant)}`)
  return time
}

/** The instant at which a clock of the zone shows that date and time; `time` is `07:30`. */
export const instantAt = (date: PlainDate, time: string, zone: Zone): Date => {
  const at = DateTime.fromISO(`${date}T${time}`, { zone })
  if (!at.isValid) throw new RangeError(`no moment: ${date} ${time}`)
  return at.toJSDate()
}

/** So many days later, or earlier where `days` is negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => isoDate(parse(date).plus({ days }))

/** Days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round(parse(to).diff(parse(from), 'days').days)

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: PlainDate): number => parse(date).weekday

/** A date of a month, the month's last day where it has no such day (31 in February). Months beyond 12 run into the next year. */
export const dateIn = (year: number, month: number, day: number): PlainDate => {
  const first = DateTime.utc(year, 1, 1).plus({ months: month - 1 })
  return isoDate(first.set({ day: Math.min(day, first.daysInMonth ?? day) }))
}

const parse = (date: PlainDate): DateTime<true> => {
  const day = DateTime.fromISO(date, { zone: 'utc' })
  if (!day.isValid) throw new RangeError(`no date: ${date}`)
  return day
}
const isoDate = (day: DateTime): PlainDate => day.toFormat('yyyy-MM-dd')
