import { quarters } from '../domain/period.ts'
import type { Period, Quarter } from '../domain/period.ts'
import { addDays, dateIn } from './dates.ts'
import type { PlainDate } from './dates.ts'

/** A quarter of a year, never the year itself. */
export type QuarterPeriod = { year: number; quarter: Quarter }

/** The quarter that a date lies in. */
export const quarterOf = (date: PlainDate): QuarterPeriod => {
  const quarter = quarters[Math.floor((Number(date.slice(5, 7)) - 1) / 3)]
  if (!quarter) throw new RangeError(`no date: ${date}`)
  return { year: Number(date.slice(0, 4)), quarter }
}

/** First and last day of a period. */
export const startOf = ({ year, quarter }: Period): PlainDate => dateIn(year, quarter === 'year' ? 1 : quarter * 3 - 2, 1)
export const endOf = ({ year, quarter }: Period): PlainDate => dateIn(year, quarter === 'year' ? 12 : quarter * 3, 31)

/** The quarter before, over the turn of the year. */
export const previousQuarter = ({ year, quarter }: QuarterPeriod): QuarterPeriod => quarterOf(addDays(startOf({ year, quarter }), -1))

/** The quarter after, over the turn of the year. */
export const nextQuarter = ({ year, quarter }: QuarterPeriod): QuarterPeriod => quarterOf(addDays(endOf({ year, quarter }), 1))

/** The running period: the newest quarter that has ended, which is the one that reports are due for. On 4 October 2024 that is TW III 2024. */
export const runningPeriod = (today: PlainDate): QuarterPeriod => previousQuarter(quarterOf(today))

/** Orders periods by time: negative where `a` is earlier. The year comes after its TW IV, which ends on the same day. */
export const comparePeriods = (a: Period, b: Period): number => a.year - b.year || rank(a) - rank(b)
const rank = ({ quarter }: Period): number => (quarter === 'year' ? 5 : quarter)

/** A period as a key: `2024-3`, `2024-year`. */
export const periodKey = ({ year, quarter }: Period): string => `${year}-${quarter}`
