import type { Figure, Target } from '../figure.ts'
import { quarters } from '../period.ts'
import type { Quarter } from '../period.ts'
import type { Indicator } from '../plan.ts'
import type { Aggregated, Four } from '../quarters.ts'
import { aggregate, dueTargets, isAnnual } from '../quarters.ts'

/** The year of an indicator. `missing` are due quarters without a figure; none where the year has a figure of its own. */
export type Year = { realisation?: Figure; target: Target | null; from: 'year-figure' | 'quarters' | 'nothing'; missing: Quarter[] }

/**
 * The realisation of the year: its own figure where there is one, else what the quarters make. The printed target of the year rules, also
 * where the quarters' targets make another; only where it is missing do they stand in. A sum over a quarter that is not yet published is
 * itself not yet published. What is measured once has no realisation before the quarter in which it is due: until then a value is progress.
 * `allFour` are the four quarters aggregated, where the caller has them.
 */
export const yearOf = (
  indicator: Pick<Indicator, 'targets' | 'aggregation'>,
  figures: Four<Figure | undefined>,
  ownFigure: Figure | undefined,
  allFour: Aggregated = aggregate(indicator.aggregation, dueTargets(indicator), figures, 4),
): Year => {
  const { realisation, target: together, missing, unpublished } = allFour
  const target = indicator.targets.year ?? together
  if (ownFigure) return { realisation: ownFigure, target, from: 'year-figure', missing: [] }
  if (!realisation || onlyProgress(indicator, figures)) return { target, from: 'nothing', missing }
  const open = indicator.aggregation === 'sum' && unpublished[0] !== undefined ? figures[unpublished[0] - 1] : undefined
  return { realisation: open ?? realisation, target, from: 'quarters', missing }
}

/** Whether all that was reported lies before the first due quarter of something that is measured once. */
export const onlyProgress = (indicator: Pick<Indicator, 'targets' | 'aggregation'>, figures: readonly (Figure | undefined)[]): boolean => {
  if (indicator.aggregation !== 'once' && !isAnnual(indicator)) return false
  const due = dueTargets(indicator)
  const firstDue = quarters.find((quarter) => due[quarter - 1])
  return firstDue !== undefined && quarters.every((quarter) => quarter < firstDue || !figures[quarter - 1])
}
