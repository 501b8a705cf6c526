import type { Indicator } from './plan.ts'
import type { Quarter } from './period.ts'

/** Levels of the budget tree, from above to below: what is due below stands for what is due above it. */
const tree = ['program', 'kegiatan', 'subkegiatan']

/**
 * Whether somebody is asked to report an indicator for a quarter: it has a target in it, and of the budget tree it is of the lowest level
 * that has any there (`levelsDue`), because a kegiatan is the sum of its sub-activities. Components are asked for with their whole.
 */
export function isExpected(
  indicator: Pick<Indicator, 'standing' | 'level' | 'targets'>,
  quarter: Quarter,
  levelsDue: readonly string[],
): boolean {
  if (indicator.standing === 'component' || indicator.targets.quarters[quarter - 1] === null) return false
  if (indicator.standing === 'agreement' || !tree.includes(indicator.level)) return true
  return tree.indexOf(indicator.level) === Math.max(...levelsDue.map((level) => tree.indexOf(level)), tree.indexOf(indicator.level))
}
