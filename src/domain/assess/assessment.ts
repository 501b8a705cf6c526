import type { Decimal } from '../decimal.ts'
import type { Figure, Target } from '../figure.ts'
import type { BudgetRow, Indicator, Objective, Plan, Reported } from '../plan.ts'
import type { Quarter } from '../period.ts'

/** Why there is no capaian; each has a sentence in the locales (`reason.<code>`). */
export const reasons = [
  'not-reported',
  'not-due',
  'not-yet-published',
  'target-zero',
  'zero-missed',
  'no-target',
  'below-grade',
  'realisation-zero',
  'grade-mismatch',
  'baseline-missing',
  'baseline-equals-target',
  'baseline-below-target',
  'negative-value',
  'no-realisation-to-date',
] as const
export type Reason = (typeof reasons)[number]

/** A step of the working, as data: what stands in the formula, in order, for `60 / 121 x 100 / 40 x 100`. Written by text/. */
export type Working = { formula: string; terms: Record<string, Decimal> }

/** Percent, unrounded, or the reason why there is none. `capped` when the agency's cap or floor changed it. */
export type Capaian = { kind: 'percent'; value: Decimal; working: Working; capped?: boolean } | { kind: 'undefined'; reason: Reason }

/** A capaian with what a person sees: rounded to the agency's decimals, and the label of the scale in force. */
export type Rated = {
  capaian: Capaian
  /** Rounded, absent where undefined. */
  shown?: Decimal
  rating?: { label: string; scaleKey: string; better: number; how: 'in-band' | 'gap' | 'overlap' | 'above' | 'below' }
}

/** One quarter of one indicator. */
export type QuarterAssessment = Rated & { quarter: Quarter; target: Target | null; report?: Reported; due: boolean; state: CellState }

/** not-due: no target, nothing reported; voluntary: reported without a target. */
export type CellState = 'reported' | 'voluntary' | 'not-due' | 'not-yet-published' | 'provisional' | 'not-reported'

/** Quarters up to the asked one, aggregated. `missing` names due quarters without a figure; then it is incomplete. */
export type ToDate = Rated & { upTo: Quarter; realisation?: Figure; target: Target | null; missing: Quarter[] }

/** The year: realisation (the year's own figure, else aggregated) against the year's target. */
export type YearAssessment = Rated & {
  realisation?: Figure
  target: Target | null
  state: CellState
  from: 'year-figure' | 'quarters' | 'nothing'
  missing: Quarter[]
  report?: Reported
}

export type Comparison = {
  kind: 'previous-year' | 'renstra-year' | 'renstra-end' | 'benchmark'
  name: string
  year?: number
  other: Figure | Target
  /** In points of the unit; absent where one side is no number. */
  difference?: Decimal
  /** Percent, unrounded; only for the kinds and agencies that print one. */
  ratio?: Decimal
}

export type IndicatorAssessment = {
  indicator: Indicator
  quarters: [QuarterAssessment, QuarterAssessment, QuarterAssessment, QuarterAssessment]
  toDate: ToDate
  /** To date against the year's target. */
  againstYear: Rated
  year: YearAssessment
  /** The quarter asked for against the last earlier one with a capaian, in percentage points. */
  change?: { from: Quarter; points: Decimal }
  comparisons: Comparison[]
}

/** A mean with what stands behind it. `pulling` lists the keys of indicators that distort it (further than 100 points from the median). */
export type Mean = {
  value?: Decimal
  shown?: Decimal
  rating?: Rated['rating']
  entered: number
  of: number
  notYetPublished: number
  notReported: number
  withoutCapaian: number
  pulling: string[]
}

export type BudgetAssessment = {
  row: BudgetRow
  depth: number
  ceiling: Decimal
  /** Realised in the asked quarter, up to it, and in the year; rupiah. */
  quarter?: Decimal
  toDate?: Decimal
  year?: Decimal
  planToDate?: Decimal
  /** Percent of the ceiling, unrounded; absent where the ceiling is zero or nothing is known. */
  absorptionToDate?: Decimal
  absorptionYear?: Decimal
  /** The label of the absorption to date (in a year: of the year), where the agency has a scale for it. */
  rating?: Rated['rating']
  /** Physical progress against the year's targets, percent, rolled up by ceiling weight. */
  physical?: Decimal
}

export type Efficiency = {
  rule: string
  value: Decimal
  shown: Decimal
  rupiah?: Decimal
  rating?: Rated['rating']
  working: Working
  subject: string
}

export type AgencyAssessment = {
  plan: Plan
  /** The asked period. */
  quarter: Quarter | 'year'
  indicators: IndicatorAssessment[]
  /** Headline: agreement indicators of the year; in a quarter those due in it, or (`headlineOf: 'support'`) what is due. */
  headline: Mean
  headlineOf: 'agreement' | 'support'
  /** In a quarter whose agreement indicators are due and none has a capaian yet: the mean of what is due in support, where that has one. */
  support?: Mean
  objectives: { objective: Objective; mean: Mean }[]
  /** Of the indicators that the headline is about, per band label, with 'tanpa predikat' under ''. */
  counts: { label: string; count: number }[]
  reported: { done: number; due: number; onTime: number; unverified: number }
  budget: BudgetAssessment[]
  money?: { ceiling: Decimal; toDate?: Decimal; planToDate?: Decimal; year?: Decimal; rating?: Rated['rating'] }
  efficiency: Efficiency[]
}
