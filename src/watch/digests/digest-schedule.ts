import { addDays, dateOf, instantAt, weekday } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { addWorkingDays, nextWorkingDay } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import type { Zone } from '../../calendar/zones.ts'
import { digestKinds } from '../../domain/leadership/room-settings.ts'
import type { DigestKind, RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { Schedule } from '../schedule.ts'

/** When the digests of one reader come: a room's choice, or a head's. */
export type DigestTimes = Pick<RoomSettings, 'day' | 'time' | DigestKind>

const msOfHour = 3_600_000
/** A digest that was missed is still worth sending that long; later the next one says it all. */
const keepHours: Readonly<Record<DigestKind, number>> = { week: 48, month: 96, quarter: 96 }
/** The quarter is summed up so many working days after it closed: reports are in by then, and late ones have been asked for. */
const afterClose = 8

/**
 * The dates on which a digest comes, from one day to another: weekly on the chosen day, monthly on the first working day, quarterly when
 * reports are in. Weekends and holidays move each to the next working day.
 */
export const digestDates = (
  kind: DigestKind,
  { day }: Pick<DigestTimes, 'day'>,
  from: PlainDate,
  to: PlainDate,
  holidays: Holidays,
): PlainDate[] => {
  const dates: PlainDate[] = []
  // A day that is moved may have begun its week, month or holiday season some time before.
  for (let date = addDays(from, -21); date <= to; date = addDays(date, 1)) {
    const moved = dateFor(kind, day, date, holidays)
    if (moved !== undefined && moved >= from && moved <= to) dates.push(moved)
  }
  return [...new Set(dates)].sort()
}

const dateFor = (kind: DigestKind, day: number, date: PlainDate, holidays: Holidays): PlainDate | undefined => {
  if (kind === 'week') return weekday(date) === day ? nextWorkingDay(date, holidays) : undefined
  if (!date.endsWith('-01')) return undefined
  if (kind === 'month') return nextWorkingDay(date, holidays)
  return ['01', '04', '07', '10'].includes(date.slice(5, 7)) ? addWorkingDays(addDays(date, -1), afterClose, holidays) : undefined
}

/** The dates of digests, each asked for once: most readers share their day and their last digest. */
export const rememberedDates = (holidays: Holidays) => {
  const known = new Map<string, PlainDate[]>()
  return (kind: DigestKind, day: number, from: PlainDate, to: PlainDate): PlainDate[] => {
    const key = `${kind}:${day}:${from}:${to}`
    const dates = known.get(key) ?? digestDates(kind, { day }, from, to, holidays)
    known.set(key, dates)
    return dates
  }
}

/** A digest of a reader as a schedule of the ledger; `reader` is `room 3` or `person 12`. */
export const digestSchedule = (
  kind: DigestKind,
  reader: string,
  times: DigestTimes,
  zone: Zone,
  dates: ReturnType<typeof rememberedDates>,
): Schedule => ({
  name: `digest:${kind}:${reader}`,
  keepMs: keepHours[kind] * msOfHour,
  slots: (after, upTo) =>
    dates(kind, times.day, dateOf(after, zone), dateOf(upTo, zone))
      .map((date) => instantAt(date, times.time, zone))
      .filter((slot) => slot > after && slot <= upTo),
})

/** Which digests a reader gets. */
export const kindsOf = (times: DigestTimes): DigestKind[] => digestKinds.filter((kind) => times[kind])

/** The key under which a digest is said once: `digest:week:2024-10-07:room 3`. */
export const digestKey = (kind: DigestKind, slot: Date, zone: Zone, reader: string): string =>
  `digest:${kind}:${dateOf(slot, zone)}:${reader}`
