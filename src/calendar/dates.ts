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
export const dateOf = (instant: Instant, zone: Zone): PlainDate => {
  if (typeof instant === 'string') return inZone(instant, zone).toISODate()
  const ms = instant.getTime()
  const last = lastDay.get(zone)
  if (last && ms >= last.from && ms <= last.to) return last.date
  const day = inZone(instant, zone)
  const date = day.toISODate()
  lastDay.set(zone, { date, from: day.startOf('day').toMillis(), to: day.endOf('day').toMillis() })
  return date
}
/** The day that was asked for last: nearly everybody asks for today, at every message, and asking a zone takes long. */
const lastDay = new Map<Zone, { date: PlainDate; from: number; to: number }>()

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

const dayMs = 86_400_000

/** So many days later, or earlier where `days` is negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => isoDate(new Date(parse(date).getTime() + days * dayMs))

/** Days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => (parse(to).getTime() - parse(from).getTime()) / dayMs

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: PlainDate): number => parse(date).getUTCDay() || 7

/** A date of a month, the month's last day where it has no such day (31 in February). Months beyond 12 run into the next year. */
export const dateIn = (year: number, month: number, day: number): PlainDate => {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return isoDate(new Date(Date.UTC(year, month - 1, Math.min(day, last))))
}

/** A plain date as midnight in UTC. Days are counted often, so no zone is asked, and the date is checked by its numbers, not by its text. */
const parse = (date: PlainDate): Date => {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  const at = new Date(Date.UTC(year, month - 1, day))
  if (!written.test(date) || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) throw new RangeError(`no date: ${date}`)
  return at
}
const written = /^\d{4}-\d\d-\d\d$/
const isoDate = (day: Date): PlainDate => day.toISOString().slice(0, 10)
