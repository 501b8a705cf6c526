import { hundred } from '../decimal.ts'
import type { Formula } from './formula.ts'
import { percentBy, withoutCapaian } from './formula.ts'

/**
 * Lower is better, from where it began: (B - R) / (B - T) x 100. At the baseline 0, at the target 100, worse than the baseline negative.
 * A target of zero is no trouble here. A baseline below the target is a plan to get worse: it has no capaian.
 */
export const minimiseBaseline: Formula = {
  source: 'Common in other agencies (outside the reports of 2024): (Baseline - Realisasi) / (Baseline - Target) x 100%',
  better: 'lower',
  compute: ({ target, realisation, baseline }) => {
    if (!baseline) return withoutCapaian('baseline-missing')
    if (baseline.eq(target)) return withoutCapaian('baseline-equals-target')
    if (baseline.lt(target)) return withoutCapaian('baseline-below-target')
    const value = baseline.minus(realisation).times(hundred).div(baseline.minus(target))
    return percentBy('minimise-baseline', value, { realisation, target, baseline })
  },
}
