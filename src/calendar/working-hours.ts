import { addDays, instantAt, inZone } from './dates.ts'
import type { Instant, PlainDate } from './dates.ts'
import { isWorkingDay, nextWorkingDay } from './holidays.ts'
import type { Holidays } from './holidays.ts'
import type { Zone } from './zones.ts'

/** When the bot may speak by itself: from `start`, before `end`, on clocks of the zone. */
export type WorkingHours = { start: string; end: string }

/** Perpres 21/2023 on working days and hours: from 07.30; 16.00 is the end from Monday to Thursday, and early enough on Fridays. */
export const officeHours: WorkingHours = { start: '07:30', end: '16:00' }

/** Whether offices work at that instant. */
export const isWorkingMoment = (instant: Instant, zone: Zone, holidays: Holidays, hours: WorkingHours = officeHours): boolean =>
  worksAt(onClocks(instant, zone), holidays, hours)

/** That instant if offices work then, else the start of the next working day's hours (or of the same day's, early in the morning). */
export const nextWorkingMoment = (instant: Instant, zone: Zone, holidays: Holidays, hours: WorkingHours = officeHours): Date => {
  const local = onClocks(instant, zone)
  if (worksAt(local, holidays, hours)) return local.at
  const early = local.time < hours.start
  return instantAt(nextWorkingDay(early ? local.date : addDays(local.date, 1), holidays), hours.start, zone)
}

type Local = { at: Date; date: PlainDate; time: string }

const worksAt = ({ date, time }: Local, holidays: Holidays, { start, end }: WorkingHours): boolean =>
  isWorkingDay(date, holidays) && time >= start && time < end

const onClocks = (instant: Instant, zone: Zone): Local => {
  const local = inZone(instant, zone)
  const time = [local.hour, local.minute].map((part) => String(part).padStart(2, '0')).join(':')
  return { at: local.toJSDate(), date: local.toISODate(), time }
}
