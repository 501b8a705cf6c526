import type { Capaian, Reason } from '../assess/assessment.ts'
import type { Decimal } from '../decimal.ts'

/** What a formula computes with. `low` and `high` are those of a range target; for a single target both are the target. */
export type FormulaTerms = { target: Decimal; low: Decimal; high: Decimal; realisation: Decimal; baseline?: Decimal }

/** A rule that makes a capaian of target and realisation. `better` says which way a realisation improves. */
export type Formula = {
  /** Where the rule stands: a regulation or a report. */
  source: string
  better: 'higher' | 'lower' | 'on-target'
  /** Percent, unrounded, neither capped nor floored; or the reason why there is none. */
  compute: (terms: FormulaTerms) => Capaian
}

/** A capaian of so many percent with the terms of its working. */
export const percentBy = (formula: string, value: Decimal, terms: Record<string, Decimal>): Capaian => ({
  kind: 'percent',
  value,
  working: { formula, terms },
})

/** No capaian, and why. */
export const withoutCapaian = (reason: Reason): Capaian => ({ kind: 'undefined', reason })
