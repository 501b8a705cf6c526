import type { QuarterStanding } from '../../calendar/quarter-standings.ts'
import { assessAgency } from '../../domain/assess/assess.ts'
import type { AgencyAssessment, IndicatorAssessment, QuarterAssessment } from '../../domain/assess/assessment.ts'
import { expectedOf, headlineOf } from '../../domain/assess/headline.ts'
import { newestMoney } from '../../domain/money/newest-money.ts'
import type { MoneyStand } from '../../domain/money/newest-money.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import type { Plan, Reported } from '../../domain/plan.ts'

/** All that a rule looks at. `quarter` is the newest that has ended; nothing that was reported for a later one is in it. */
export type AlertContext = {
  assessment: AgencyAssessment
  quarter: Quarter
  /** Where its quarters stand, up to this one. */
  standings: readonly QuarterStanding[]
  newest: NewestCell[]
  /** The newest quarter whose money is known. */
  money?: MoneyStand
}

/** An indicator with the newest quarter for which it was expected and reported. */
export type NewestCell = { assessed: IndicatorAssessment; cell: QuarterAssessment; before?: QuarterAssessment }

/** What was known when a quarter ran: later quarters, and the year before its last quarter, are left out. */
export const knownIn = (reported: readonly Reported[], quarter: Quarter): Reported[] =>
  reported.filter((report) => (report.quarter === 'year' ? quarter === 4 : report.quarter <= quarter))

/** Looks at an agency as it stands in a quarter. */
export const contextOf = (
  plan: Plan,
  reported: readonly Reported[],
  quarter: Quarter,
  standings: readonly QuarterStanding[],
): AlertContext => {
  const assessment = assessAgency(plan, knownIn(reported, quarter), quarter)
  const money = newestMoney(quarter, (asked) => (asked === quarter ? assessment : assessAgency(plan, knownIn(reported, asked), asked)))
  return { assessment, quarter, standings, newest: newestCells(assessment, quarter), ...(money && { money }) }
}

/**
 * Only what somebody is asked to report counts: of the budget tree the lowest level that is due in a quarter. A state goes on until the
 * next report of its indicator, so that it neither ends nor begins anew when a quarter turns.
 */
function newestCells({ indicators }: AgencyAssessment, upTo: Quarter): NewestCell[] {
  const expected = new Map(
    quarters
      .filter((quarter) => quarter <= upTo)
      .map((quarter) => [quarter, new Set(expectedOf(indicators, quarter, headlineOf(indicators, quarter)))]),
  )
  return indicators.flatMap((assessed): NewestCell[] => {
    const cells = assessed.quarters.filter((cell) => expected.get(cell.quarter)?.has(assessed) && cell.due && cell.report)
    const cell = cells.at(-1)
    if (!cell) return []
    const before = cells.slice(0, -1).findLast(({ shown }) => shown !== undefined)
    return [{ assessed, cell, ...(before && { before }) }]
  })
}
