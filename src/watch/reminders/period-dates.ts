import type { PlainDate } from '../../calendar/dates.ts'
import { dueDate, lockDate, openingDate } from '../../calendar/due-rules.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { escalationDates, newestAskAgain, newestOf, reminderDates, reminderRulesOf } from '../../calendar/reminder-cadence.ts'
import type { EscalationLevel, PeriodRules } from '../../calendar/reminder-cadence.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { QuarterNumber } from '../../domain/requests/requests.ts'
import type { PlannedYear } from '../../store/calendar/reporting-calendar.ts'

/** The dates of one agency's period. Quarter 0 is the year. */
export type PeriodDates = {
  agencyId: number
  agreementId: number
  year: number
  quarter: QuarterNumber
  opens: PlainDate
  due: PlainDate
  lock: PlainDate
  reminders: PlainDate[]
  escalations: Record<EscalationLevel, PlainDate>
  /** The newest day up to today on which what is not yet published was to be asked for again. */
  askAgain: PlainDate | null
}

const allQuarters = [1, 2, 3, 4, 0] as const

/** A figure may be published long after its year; then it is asked for no more. */
const longestUnpublished = 2
export const yearsAsked = (today: PlainDate): number[] => {
  const year = Number(today.slice(0, 4))
  return Array.from({ length: longestUnpublished + 1 }, (_, back) => year - back)
}

/** Agencies follow a handful of rules; where each has its own, their dates are not all kept. */
const mostKnown = 500
/** What was worked out before for the same rules, by one day and one table of holidays. */
export type KnownDates = Map<string, Omit<PeriodDates, 'agencyId' | 'agreementId'>[]>

/** The dates of every period of some planned years, seen from a day. Agencies with the same rules share the work. */
export function periodDates(
  planned: readonly PlannedYear[],
  today: PlainDate,
  holidays: Holidays,
  known: KnownDates = new Map(),
): PeriodDates[] {
  return planned.flatMap(({ agencyId, agreementId, year, rules, exceptions, reminderRules }) => {
    const due = dueRuleOf(rules, exceptions)
    const reminders = reminderRulesOf(reminderRules)
    const key = JSON.stringify([year, due, reminders])
    const dates =
      known.get(key) ??
      allQuarters.map((quarter) => datesOf({ period: { year, quarter: quarterName(quarter) }, due, reminders, holidays }, quarter, today))
    if (known.size >= mostKnown) known.clear()
    known.set(key, dates)
    return dates.map((of) => ({ agencyId, agreementId, ...of }))
  })
}

function datesOf(rules: PeriodRules, quarter: QuarterNumber, today: PlainDate): Omit<PeriodDates, 'agencyId' | 'agreementId'> {
  const { period, due, holidays } = rules
  return {
    year: period.year,
    quarter,
    opens: openingDate(period, due),
    due: dueDate(period, due, holidays),
    lock: lockDate(period, due, holidays),
    reminders: reminderDates(rules),
    escalations: escalationDates(rules),
    askAgain: newestAskAgain(rules, today) ?? null,
  }
}

/** What a day asks for in one period: the slot of the cadence that is in force, and how it is meant. */
export type Trigger = {
  agencyId: number
  agreementId: number
  year: number
  quarter: QuarterNumber
  slot: string
  kind: 'due' | 'late' | 'unpublished'
}

/**
 * The periods of which something may be asked on a day: those that have opened and are not locked, and those of which something was once
 * reported as not yet published (`agreement:quarter`).
 */
export const worthAsking = (periods: readonly PeriodDates[], today: PlainDate, unpublished: ReadonlySet<string>): PeriodDates[] =>
  periods.filter(
    ({ agreementId, quarter, opens, lock }) => opens <= today && (today <= lock || unpublished.has(`${agreementId}:${quarter}`)),
  )

/** What a day asks for: the newest date of each period's cadence that has come, while the period is open, and the month's asking again. */
export const triggersOn = (periods: readonly PeriodDates[], today: PlainDate): Trigger[] =>
  periods.flatMap((period) => {
    const { agencyId, agreementId, year, quarter } = period
    const of = { agencyId, agreementId, year, quarter }
    const slot = today <= period.lock ? newestOf(period.reminders, today) : undefined
    return [
      ...(slot === undefined ? [] : [{ ...of, slot, kind: today > period.due ? ('late' as const) : ('due' as const) }]),
      ...(period.askAgain === null ? [] : [{ ...of, slot: `unpublished:${period.askAgain}`, kind: 'unpublished' as const }]),
    ]
  })
