import { addDays } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { dueDate, lockDate } from '../../calendar/due-rules.ts'
import { addWorkingDays } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { quarterStandings } from '../../calendar/quarter-standings.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { standOf } from '../../domain/leadership/alert-rules.ts'
import type { AlertRules } from '../../domain/leadership/alert-rules.ts'
import type { AlertState } from '../../domain/leadership/alerts.ts'
import { quarters } from '../../domain/period.ts'
import type { Plan, Reported } from '../../domain/plan.ts'
import { compareStates } from './compare-states.ts'
import { contextOf } from './context.ts'
import { findAlerts } from './find-alerts.ts'
import { rulesInForce } from './rules.ts'

/** A state that rules would have raised, when it would have been told and when it would have been over. */
export type WouldRaise = { state: AlertState; period: string; begins: PlainDate; ends?: PlainDate }

/**
 * Goes through a finished year as the watch would have: each quarter once on the day after its due date, with what was reported for it, once
 * more when late reports are told of, as many working days later as the rules say, and once when it is locked. A state that goes on is told
 * once, where it began.
 */
export const tryRules = (
  { plan, reported }: { plan: Plan; reported: readonly Reported[] },
  stored: { rules: unknown; exceptions: unknown },
  rules: AlertRules,
  holidays: Holidays,
): WouldRaise[] => {
  const all: WouldRaise[] = []
  const { threshold, on } = standOf('not-reported', rules['not-reported'])
  const lateDays = on ? threshold.toNumber() : 1
  let open: (AlertState & { id: number })[] = []
  const rule = dueRuleOf(stored.rules, stored.exceptions)
  for (const quarter of quarters) {
    const period = { year: plan.year, quarter }
    const due = dueDate(period, rule, holidays)
    const days = new Set([addDays(due, 1), addWorkingDays(due, lateDays, holidays), addDays(lockDate(period, rule, holidays), 1)])
    for (const day of [...days].sort()) {
      const standings = quarterStandings(plan.year, quarter, day, rule, holidays)
      const states = findAlerts(contextOf(plan, reported, quarter, standings), rulesInForce(rules))
      const { begun, changed, ended } = compareStates(open, states)
      for (const { id } of ended) Object.assign(all[id] ?? {}, { ends: day })
      const begins = begun.map((state) => ({ ...state, id: all.push({ state, period: `${plan.year}-${quarter}`, begins: day }) - 1 }))
      const gone = new Set([...ended, ...changed.map((one) => one.open)].map(({ id }) => id))
      open = [...open.filter(({ id }) => !gone.has(id)), ...changed.map(({ open: { id }, now }) => ({ ...now, id })), ...begins]
    }
  }
  return all
}
