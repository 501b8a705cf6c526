import { endOf, runningPeriod } from '../../calendar/periods.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import type { QuarterNumber } from '../../domain/requests/requests.ts'
import type { ReportedYear } from '../../store/plans/names.ts'

export type AskedPeriod = { year?: number | undefined; quarter?: QuarterNumber | undefined }

/**
 * The period that a question without one is about. An officer asks about what runs now, where the agency has a plan of that year; others
 * about the newest quarter that has ended and has any report, or about the year where only its own figures are known. A year alone is
 * the year; a quarter alone is of the newest year in which it has begun. Undefined where the agency has no plan of that year.
 * @param today the plain date in the agency's zone
 * @param years what the agency has planned and reported, newest first
 */
export const defaultPeriod = (
  asked: AskedPeriod,
  years: readonly ReportedYear[],
  today: PlainDate,
  officer: boolean,
): { year: number; quarter: QuarterNumber } | undefined => {
  const planned = (year: number) => years.find((known) => known.year === year)
  if (asked.year !== undefined) return planned(asked.year) && { year: asked.year, quarter: asked.quarter ?? 0 }
  const newest = newestYear(years, today)
  if (!newest) return undefined
  if (asked.quarter !== undefined) return { year: newest.year, quarter: asked.quarter }

  const running = runningPeriod(today)
  const ofRunning = planned(running.year)
  if (officer && ofRunning && !onlyYear(ofRunning, today)) return running
  const told = years.find(({ year, quarters: known }) => year <= newest.year && known.length > 0) ?? newest
  return { year: told.year, quarter: newestQuarter(told, today) ?? (told.quarters.includes(0) ? 0 : firstQuestion(told, today)) }
}

/** The newest year that has begun; a plan of next year is asked for by its number. */
const newestYear = (years: readonly ReportedYear[], today: PlainDate): ReportedYear | undefined =>
  years.find(({ year }) => year <= Number(today.slice(0, 4))) ?? years.at(-1)

const newestQuarter = ({ year, quarters: known }: ReportedYear, today: PlainDate): Quarter | undefined =>
  quarters.findLast((quarter) => known.includes(quarter) && endOf({ year, quarter }) < today)

const onlyYear = (reported: ReportedYear, today: PlainDate): boolean =>
  reported.quarters.includes(0) && newestQuarter(reported, today) === undefined

/** Nothing was reported yet: the running quarter where it is of this year, else the year. */
const firstQuestion = ({ year }: ReportedYear, today: PlainDate): QuarterNumber => {
  const running = runningPeriod(today)
  return running.year === year ? running.quarter : 0
}
