import { addDays, dateIn, weekday } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'

/** A first and a last day, both included. */
export type Days = { from: PlainDate; to: PlainDate }

const months: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'mei|may', 'jun', 'jul', 'agu|aug|agt', 'sep', 'okt|oct', 'nov', 'des|dec']
const monthOf = (word: string): number => months.findIndex((names) => names.split('|').some((name) => word.startsWith(name))) + 1

/** “senin” is the next one after `from` or that day itself; in Indonesian and English. */
const weekdays: readonly string[] = [
  'senin|monday',
  'selasa|tuesday',
  'rabu|wednesday',
  'kamis|thursday',
  'jumat|jum’at|friday',
  'sabtu|saturday',
  'minggu|sunday',
]
const rangeMark = String.raw`(?:-|–|s/d|s\.d\.|sd|sampai|hingga|to|until)`

type Day = { day: number; month?: number; year?: number }
const one = String.raw`(\d{1,2})(?:\s*[/.\s]\s*(\d{1,2}|[a-z]{3,}))?(?:\s*[/.\s]\s*(\d{4}))?`
const range = new RegExp(String.raw`^${one}\s*${rangeMark}\s*${one}$`)
const single = new RegExp(`^${one}$`)

/**
 * Days as people type them: `14-18 Okt`, `14/10 - 18/10`, `28 Okt s.d. 3 Nov 2024`, `besok`, `14 Okt`, `Senin sampai
 * Rabu`, `2024-10-14 - 2024-10-18`. A month that is left out is the other
 * day's or this one; a year that is left out is the next in which the last day has not passed. Undefined where it is none of these.
 */
export function readDays(text: string, today: PlainDate): Days | undefined {
  const plain = withoutIso(text.trim().toLowerCase().replace(/\s+/g, ' '))
  const named = namedDays(plain, today)
  if (named) return named
  const two = range.exec(plain)
  const lone = two ? undefined : single.exec(plain)
  const last = dayOf(two ? two.slice(4, 7) : lone?.slice(1, 4))
  const first = two ? dayOf(two.slice(1, 4)) : last
  if (!first || !last) return undefined
  const month = last.month ?? first.month ?? Number(today.slice(5, 7))
  const to = dateFrom({ ...last, month }, last.year ?? yearNear({ ...last, month }, today))
  const from = to && dateFrom({ ...first, month: first.month ?? month }, first.year ?? Number(to.slice(0, 4)))
  if (!from || !to) return undefined
  // “28 Des - 3 Jan” begins in the year before.
  const before = from > to && first.year === undefined && (first.month ?? month) > month
  return { from: before ? `${Number(from.slice(0, 4)) - 1}${from.slice(4)}` : from, to }
}

/** “hari ini”, “besok sampai Jumat”, “Senin - Rabu”; undefined where one of the days is a date. */
function namedDays(plain: string, today: PlainDate): Days | undefined {
  const [first = '', last = first, ...more] = plain.split(new RegExp(`\\s*${rangeMark}\\s*`))
  const from = namedDay(first, today)
  const to = from && namedDay(last, from === today ? today : from, today)
  return from && to && more.length === 0 ? { from, to } : undefined
}

function namedDay(word: string, from: PlainDate, today = from): PlainDate | undefined {
  if (/^(hari ini|today)$/.test(word)) return today
  if (/^(besok|tomorrow)$/.test(word)) return addDays(today, 1)
  if (/^lusa$/.test(word)) return addDays(today, 2)
  const name = word.replace(/^hari /, '')
  const at = weekdays.findIndex((names) => names.split('|').includes(name.replace("'", '’')))
  return at < 0 ? undefined : addDays(from, (at + 8 - weekday(from)) % 7)
}

/** 2024-10-14 as 14/10/2024. */
const withoutIso = (text: string): string => text.replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, '$3/$2/$1')

/** The last working weekday of this week; of the next one from Friday on. */
export const untilFriday = (today: PlainDate): Days => {
  const to = addDays(today, (12 - weekday(today)) % 7)
  return { from: today, to }
}

function dayOf(groups: (string | undefined)[] | undefined): Day | undefined {
  const [day, month, year] = groups ?? []
  if (day === undefined) return undefined
  const read = month === undefined ? undefined : /^\d/.test(month) ? Number(month) : monthOf(month)
  if (read !== undefined && (read < 1 || read > 12)) return undefined
  return { day: Number(day), ...(read !== undefined && { month: read }), ...(year !== undefined && { year: Number(year) }) }
}

/** A date that the month has; not the 31st of February. */
function dateFrom({ day, month }: Day & { month: number }, year: number): PlainDate | undefined {
  const date = day >= 1 ? dateIn(year, month, day) : undefined
  return date !== undefined && Number(date.slice(8)) === day ? date : undefined
}

/** This year, or the next where the day was more than half a year ago: in December “3 Jan” is ahead, in October “1 Okt” is over. */
function yearNear({ day, month }: Day & { month: number }, today: PlainDate): number {
  const year = Number(today.slice(0, 4))
  return dateIn(year, month, day) < addDays(today, -180) ? year + 1 : year
}
