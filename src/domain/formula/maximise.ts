import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * Higher is better: R / T x 100.
 * A target of zero has no capaian. Against a negative target the same distance is measured from 100 on its absolute value,
 * 100 + (R - T) / |T| x 100, which is R / T x 100 for every positive target and never falls while the realisation rises.
 */
export const maximise: Formula = {
  source: 'LKIP BKPSDM Kota Bekasi 2024: Realisasi / Rencana x 100%',
  better: 'higher',
  compute: ({ target, realisation }) => {
    if (target.isZero()) return withoutCapaian('target-zero')
    const value = target.isPositive()
      ? realisation.times(hundred).div(target)
      : realisation.minus(target).times(hundred).div(target.abs()).plus(hundred)
    return percentBy('maximise', value, { realisation, target })
  },
}
