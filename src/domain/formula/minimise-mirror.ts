import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * Lower is better, mirrored at the target: (2T - R) / T x 100; may be negative (T 10, R 25: -50).
 * Target zero: realisation zero is 100; above it the target is missed, though without a number.
 * Written with |T|, so that a negative target does not turn the direction round.
 */
export const minimiseMirror: Formula = {
  source: 'LKIP BKPSDM Kota Bekasi 2024: (2 x Rencana - Realisasi) / Rencana x 100%',
  better: 'lower',
  compute: ({ target, realisation }) => {
    if (target.isZero()) {
      if (realisation.isZero()) return percentBy('minimise-mirror', hundred, { realisation, target })
      return withoutCapaian(realisation.isPositive() ? 'zero-missed' : 'target-zero')
    }
    const value = target.minus(realisation).times(hundred).div(target.abs()).plus(hundred)
    return percentBy('minimise-mirror', value, { realisation, target })
  },
}
