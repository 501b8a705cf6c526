import { DateTime } from 'luxon'
import type { Period, Quarter } from '../domain/period.ts'
import type { Texts } from './texts.ts'

/**
 * `short` Senin, 7 Okt · `medium` Senin, 7 Okt 2024 · `long` Senin, 7 Oktober 2024 · `day` 7 Okt · `day-long` 7 Oktober 2024.
 */
export type DateForm = 'short' | 'medium' | 'long' | 'day' | 'day-long'
const patterns = {
  short: 'cccc, d LLL',
  medium: 'cccc, d LLL yyyy',
  long: 'cccc, d LLLL yyyy',
  day: 'd LLL',
  'day-long': 'd LLLL yyyy',
} as const satisfies Record<DateForm, string>

/** A plain date (`2024-10-07`) for people; it has no zone and is never shifted by one. */
export const writeDate = (date: string, texts: Texts, form: DateForm = 'short'): string =>
  plain(date).toFormat(patterns[form], { locale: texts.locale })

/** A month (`2025-03`) for people: `Maret 2025`. */
export const writeMonth = (month: string, texts: Texts): string => plain(`${month}-01`).toFormat('LLLL yyyy', { locale: texts.locale })

/** The time of an instant where the agency is: `pukul 09.12`, or with its zone `pukul 09.12 WIB`. `zone` is an IANA name. */
export const writeTime = (instant: Date | string, zone: string, texts: Texts, withZone = false): string => {
  const local = inZone(instant, zone)
  const time = local.toFormat(texts.locale === 'id' ? 'HH.mm' : 'HH:mm')
  return texts.plain('calendar.at', { time: withZone ? `${time} ${zoneLabel(zone, local)}` : time })
}

/** Date and time of an instant: `Rabu, 8 Jan 2025, pukul 09.12`, or with its zone. */
export const writeMoment = (instant: Date | string, zone: string, texts: Texts, withZone = false): string =>
  `${inZone(instant, zone).toFormat(patterns.medium, { locale: texts.locale })}, ${writeTime(instant, zone, texts, withZone)}`

/** How far a date is, in words: `hari ini`, `besok`, `lusa`, `3 hari lagi`, `kemarin`, `3 hari lalu`. */
export const writeDistance = (date: string, today: string, texts: Texts): string => {
  const days = distance(date, today)
  if (days === 0) return texts.plain('calendar.today')
  if (days === 1) return texts.plain('calendar.tomorrow')
  if (days === 2) return texts.plain('calendar.day-after-tomorrow')
  if (days === -1) return texts.plain('calendar.yesterday')
  return days > 0 ? texts.plain('calendar.in-days', { count: days }) : texts.plain('calendar.days-ago', { count: -days })
}

/**
 * A date with its distance where it is near: `besok, Jumat, 4 Okt`, `Senin, 7 Okt (3 hari lagi)`; further than 14 days the
 * date alone. The year is said where it is not this one.
 */
export const writeNearDate = (date: string, today: string, texts: Texts): string => {
  const written = writeDate(date, texts, date.slice(0, 4) === today.slice(0, 4) ? 'short' : 'medium')
  const days = distance(date, today)
  if (Math.abs(days) > 14) return written
  const near = writeDistance(date, today, texts)
  return days >= -1 && days <= 2 ? `${near}, ${written}` : `${written} (${near})`
}

/** `TW III`, `Q3`; for the year as one figure `setahun`. */
export const writeQuarter = (quarter: Quarter | 'year', texts: Texts): string => texts.plain(`calendar.quarter.${quarter}`)

/** `TW III 2024`, `Q3 2024`, `2024`. */
export const writePeriod = ({ year, quarter }: Period, texts: Texts): string =>
  quarter === 'year' ? String(year) : `${writeQuarter(quarter, texts)} ${year}`

const labels: Readonly<Record<string, string>> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }
const zoneLabel = (zone: string, local: DateTime): string => labels[zone] ?? local.toFormat('ZZ')

const plain = (date: string): DateTime<true> => checked(DateTime.fromISO(date, { zone: 'utc' }), date)
const inZone = (instant: Date | string, zone: string): DateTime<true> =>
  checked(
    typeof instant === 'string' ? DateTime.fromISO(instant, { zone }) : DateTime.fromJSDate(instant, { zone }),
    `${String(instant)} in ${zone}`,
  )
const checked = (time: DateTime, from: string): DateTime<true> => {
  if (!time.isValid) throw new RangeError(`no date: ${from} (${time.invalidReason ?? 'unknown reason'})`)
  return time as DateTime<true>
}
const distance = (date: string, today: string): number => Math.round(plain(date).diff(plain(today), 'days').days)
