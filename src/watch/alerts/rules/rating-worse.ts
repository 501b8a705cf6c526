import { d } from '../../../domain/decimal.ts'
import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** A rating so many bands worse than that of the last quarter with one; both are ratings of the same scale. */
export const ratingWorse: AlertRule = {
  source: 'PermenPANRB 88/2021: results are measured periodically and followed up when they decline',
  find: (context, threshold) =>
    context.newest.flatMap((newest) => {
      const { cell, before, assessed } = newest
      if (!cell.rating || !before?.rating || cell.rating.scaleKey !== before.rating.scaleKey) return []
      const bands = d(before.rating.better - cell.rating.better)
      if (bands.lt(threshold)) return []
      return [{ subject: subjectOf(context, assessed.indicator.key), facts: measured(indicatorFacts(context, newest), {}), size: bands }]
    }),
}
