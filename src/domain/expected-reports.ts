import type { Indicator } from './plan.ts'
import type { Quarter } from './period.ts'

/** Levels of the budget tree, from above to below: what is due below stands for what is due above it. */
const tree = ['program', 'kegiatan', 'subkegiatan']

/**
 * The indicators that somebody is asked to report for a quarter: those with a target in it, but of the budget tree only the lowest level
 * that has any, because a kegiatan is the sum of its sub-activities. Components are asked for with their whole.
 */
export function expectedIn(indicators: readonly Indicator[], quarter: Quarter): Set<string> {
  const due = indicators.filter((i) => i.standing !== 'component' && i.targets.quarters[quarter - 1] !== null)
  const depth = Math.max(-1, ...due.filter((i) => i.standing === 'support').map((i) => tree.indexOf(i.level)))
  return new Set(
    due.filter((i) => i.standing === 'agreement' || !tree.includes(i.level) || tree.indexOf(i.level) === depth).map((i) => i.key),
  )
}
