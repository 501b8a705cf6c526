import { quarters } from '../domain/period.ts'
import type { Quarter } from '../domain/period.ts'
import type { PlainDate } from './dates.ts'
import { periodOn } from './due-rules.ts'
import type { DueRule, PeriodState } from './due-rules.ts'
import { workingDaysBetween } from './holidays.ts'
import type { Holidays } from './holidays.ts'

/** Where a quarter stands on a day; `days` are the working days since its due date, 0 while it is not past. */
export type QuarterStanding = { quarter: Quarter; phase: PeriodState; days: number }

/** The quarters of a year up to one, as they stand on a day. */
export const quarterStandings = (year: number, upTo: Quarter, today: PlainDate, rule: DueRule, holidays: Holidays): QuarterStanding[] =>
  quarters
    .filter((quarter) => quarter <= upTo)
    .map((quarter) => {
      const { due, phase } = periodOn({ year, quarter }, today, rule, holidays)
      return { quarter, phase, days: workingDaysBetween(due, today, holidays) }
    })
