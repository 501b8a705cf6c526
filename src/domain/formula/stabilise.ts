import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * On target is best: below it R / T x 100, above it 100 - (R / T x 100 - 100); both are 100 - |R - T| / |T| x 100.
 * Target zero: realisation zero is 100, anything else has missed it, though without a number.
 */
export const stabilise: Formula = {
  source: 'Polarisation "Stabilize" (PMK on performance management of the Ministry of Finance; outside the reports of 2024)',
  better: 'on-target',
  compute: ({ target, realisation }) => {
    if (target.isZero()) {
      return realisation.isZero() ? percentBy('stabilise', hundred, { realisation, target }) : withoutCapaian('zero-missed')
    }
    const value = hundred.minus(realisation.minus(target).abs().times(hundred).div(target.abs()))
    return percentBy('stabilise', value, { realisation, target })
  },
}
