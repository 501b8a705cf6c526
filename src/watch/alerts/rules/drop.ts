import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** A capaian more than so many points under that of the quarter before, and under its target: coming back from 525 to 100 is no trouble. */
export const drop: AlertRule = {
  source: 'Differences are in points of the capaian, as the reports of 2024 print them',
  find: (context, threshold) =>
    context.newest.flatMap((newest) => {
      const { cell, before, assessed } = newest
      if (!cell.shown?.lt(100) || !before?.shown) return []
      const points = before.shown.minus(cell.shown)
      if (!points.gt(threshold)) return []
      return [
        { subject: subjectOf(context, assessed.indicator.key), facts: measured(indicatorFacts(context, newest), { points }), size: points },
      ]
    }),
}
