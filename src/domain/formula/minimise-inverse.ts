import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * Lower is better, as a quotient: T / R x 100 (T 10: R 8 gives 125, R 25 gives 40).
 * A realisation of zero has none, except where zero was the target (100); above a target of zero it is missed, without a number.
 * With a negative number on either side the quotient no longer says what is better, so there is none either.
 */
export const minimiseInverse: Formula = {
  source: 'Common in other agencies (outside the reports of 2024): Target / Realisasi x 100%',
  better: 'lower',
  compute: ({ target, realisation }) => {
    if (target.isZero()) {
      if (realisation.isZero()) return percentBy('minimise-inverse', hundred, { realisation, target })
      return withoutCapaian(realisation.isPositive() ? 'zero-missed' : 'target-zero')
    }
    if (realisation.isZero()) return withoutCapaian('realisation-zero')
    if (target.isNegative() || realisation.isNegative()) return withoutCapaian('negative-value')
    return percentBy('minimise-inverse', target.times(hundred).div(realisation), { realisation, target })
  },
}
