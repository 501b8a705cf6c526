import { addDays, dateOf, instantAt, inZone } from './dates.ts'
import type { Instant } from './dates.ts'
import { isWorkingDay, nextWorkingDay } from './holidays.ts'
import type { Holidays } from './holidays.ts'
import type { Zone } from './zones.ts'

/** When the bot may speak by itself: from `start`, before `end`, on clocks of the zone. */
export type WorkingHours = { start: string; end: string }

/** Perpres 21/2023 on working days and hours: from 07.30; 16.00 is the end from Monday to Thursday, and early enough on Fridays. */
export const officeHours: WorkingHours = { start: '07:30', end: '16:00' }

/** Whether offices work at that instant. */
export const isWorkingMoment = (instant: Instant, zone: Zone, holidays: Holidays, hours: WorkingHours = officeHours): boolean => {
  const local = inZone(instant, zone)
  const time = local.toFormat('HH:mm')
  return isWorkingDay(local.toISODate(), holidays) && time >= hours.start && time < hours.end
}

/** That instant if offices work then, else the start of the next working day's hours (or of the same day's, early in the morning). */
export const nextWorkingMoment = (instant: Instant, zone: Zone, holidays: Holidays, hours: WorkingHours = officeHours): Date => {
  if (isWorkingMoment(instant, zone, holidays, hours)) return inZone(instant, zone).toJSDate()
  const date = dateOf(instant, zone)
  const early = inZone(instant, zone).toFormat('HH:mm') < hours.start
  return instantAt(nextWorkingDay(early ? date : addDays(date, 1), holidays), hours.start, zone)
}
