import { missedReason } from '../../../domain/capaian.ts'
import type { CellState, IndicatorAssessment, Rated } from '../../../domain/assess/assessment.ts'
import type { Figure, Target } from '../../../domain/figure.ts'
import type { Quarter } from '../../../domain/period.ts'
import type { Reported } from '../../../domain/plan.ts'

/** An indicator in the asked period, be it a quarter or the year. */
export type AskedCell = Rated & {
  figure?: Figure | undefined
  target: Target | null
  state: CellState
  report?: Reported | undefined
  missing: readonly Quarter[]
}

/** What an indicator says of the asked period. */
export const cellIn = ({ quarters, year }: IndicatorAssessment, asked: Quarter | 'year'): AskedCell => {
  if (asked === 'year') return { ...year, figure: year.realisation }
  const cell = quarters[(asked - 1) as 0 | 1 | 2 | 3]
  return { ...cell, figure: cell.report?.figure, missing: [] }
}

/** Where a figure stands: a sign and a word for each in the locales; nothing where there is no capaian. */
export type Place = 'above' | 'met' | 'below'

/** By the capaian as people see it; a target missed without a number is below. */
export const placeOf = ({ capaian, shown }: Rated): Place | undefined => {
  if (shown) return shown.gt(100) ? 'above' : shown.lt(100) ? 'below' : 'met'
  return missedReason(capaian) ? 'below' : undefined
}
