import { targetValue } from './target-value.ts'
import { numberOf } from '../../../domain/realisation.ts'
import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/**
 * At the pace so far the year ends under so many percent of its target: realisation to date / target to date x target of the year. Only
 * for what adds up over the quarters and is better when higher, from TW II on and before the year is over.
 */
export const forecast: AlertRule = {
  source: 'The plan of the quarters is the pace that was agreed; a straight line would ignore it',
  find: (context, threshold) => {
    if (context.quarter === 1 || context.quarter === 4) return []
    return context.newest.flatMap((newest) => {
      const { indicator, toDate } = newest.assessed
      if (indicator.aggregation !== 'sum' || indicator.formula !== 'maximise' || toDate.missing.length > 0) return []
      const [done, planned, year] = [numberOf(toDate.realisation), targetValue(toDate.target), targetValue(indicator.targets.year)]
      if (!done || !planned || !year || planned.isZero() || year.isZero()) return []
      const expected = done.div(planned).times(year)
      const percent = expected.times(100).div(year)
      if (!percent.lt(threshold)) return []
      return [
        {
          subject: subjectOf(context, indicator.key),
          facts: measured(indicatorFacts(context, newest), { expected, year, percent }),
          size: percent,
        },
      ]
    })
  },
}
