import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * Inside the range is 100. Above it compares with the upper bound, below it with the lower one, as stabilise does with its target.
 * A bound of zero is missed without a number.
 */
export const range: Formula = {
  source: 'PermenPANRB 8/2021 (outside the reports of 2024)',
  better: 'on-target',
  compute: ({ low, high, realisation }) => {
    const terms = { realisation, low, high }
    if (realisation.gte(low) && realisation.lte(high)) return percentBy('range', hundred, terms)
    const bound = realisation.gt(high) ? high : low
    if (bound.isZero()) return withoutCapaian('zero-missed')
    return percentBy('range', hundred.minus(realisation.minus(bound).abs().times(hundred).div(bound.abs())), terms)
  },
}
