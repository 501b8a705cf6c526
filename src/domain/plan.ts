import type { Decimal } from './decimal.ts'
import type { Figure, Money, Target } from './figure.ts'
import type { FormulaId } from './formulas.ts'
import type { Quarter } from './period.ts'

/** How quarters make the year (DOMAIN: sum, average, last, once). */
export const aggregations = ['sum', 'average', 'last', 'once'] as const
export type Aggregation = (typeof aggregations)[number]

/** `agreement` enters the agency's yearly mean; `support` is program, kegiatan, subkegiatan, action plan; `component` never enters a mean. */
export const standings = ['agreement', 'support', 'component'] as const
export type Standing = (typeof standings)[number]

/** One band of a scale. A missing bound is open: no limit on that side. */
export type Band = { label: string; lower?: Decimal; lowerInclusive: boolean; upper?: Decimal; upperInclusive: boolean; better: number }

/** What happens to values that a printed scale leaves out or names twice. */
export type ScalePolicy = {
  gap: 'band-below' | 'band-above' | 'nearest'
  overlap: 'better' | 'worse'
  above: 'top-band'
  below: 'bottom-band'
}

/** A rating scale (skala predikat). `better` of a band orders them: higher is better. */
export type Scale = { key: string; name: string; source?: string; bands: Band[]; policy: ScalePolicy }

/** One input of a composite indicator. `ratio` is asked as two numbers (11498/11498) and enters as their quotient. */
export type CompositeInput = {
  key: string
  name: string
  unit?: string
  kind: 'number' | 'ratio'
  weight?: Decimal
  maximum?: Decimal
  owner?: string
}

/** How inputs make a realisation. `formula` is an expression over input keys: + - * / parentheses, numbers, percent (`80%`). */
export type Composite =
  { kind: 'sum' | 'mean' | 'weighted'; inputs: CompositeInput[] } | { kind: 'formula'; expression: string; inputs: CompositeInput[] }

/** Rules that differ between agencies; each is a value from a closed list, never an `if` on an agency. */
export type AgencyRules = {
  /** Decimals of a capaian as shown, 0 to 2. */
  decimals: number
  /** A cause is asked when the shown capaian is strictly under, or strictly over, these percents. */
  causeBelow: Decimal
  causeAbove: Decimal
  cap?: Decimal
  floorAtZero: boolean
  /** Rating is decided on the value as shown, or on the unrounded one. */
  ratingOn: 'shown' | 'unrounded'
  /** What enters a mean: the unrounded capaian, the capaian from the realisation as shown, or the shown percentages. */
  meanOf: 'unrounded' | 'realisation-as-shown' | 'shown'
  efficiency: EfficiencyRule
  renstraComparison: 'ratio' | 'side-by-side'
  /** Key of the scale in force for capaian, and for money where the agency has one. */
  capaianScale: string
  absorptionScale?: string
  efficiencyScale?: string
}
export const efficiencyRules = ['difference', 'ratio', 'unspent', 'pmk-22-2021'] as const
export type EfficiencyRule = (typeof efficiencyRules)[number]

/** An objective (tujuan, sasaran). */
export type Objective = { key: string; level: string; name: string; parentKey?: string }

/** An indicator with its plan of one year: the revision in force is already chosen by the store. */
export type Indicator = {
  key: string
  code?: string
  name: string
  /** The program, kegiatan or subkegiatan that it measures, where it is not an objective's. */
  subject?: string
  /** A name short enough for a phone; made by the import where the document has none. */
  shortName: string
  level: string
  standing: Standing
  objectiveKey?: string
  unit: string
  /** Decimals of a realisation as shown in this unit. */
  decimals: number
  formula: FormulaId
  /** For the baseline form of minimise only. */
  baseline?: Decimal
  /** Whether capaian is computed from the parts or from the realisation as shown. */
  basis: 'parts' | 'shown'
  aggregation: Aggregation
  composite?: Composite
  evidence: 'required' | 'optional'
  targets: { year: Target | null; quarters: readonly [Target | null, Target | null, Target | null, Target | null] }
  /** Realisations of earlier years, by year. */
  previousYears: Record<number, Figure>
  renstra: { targets: Record<number, Target>; end?: { year: number; target: Target } }
  comparisons: { name: string; figure: Figure }[]
  unitKey?: string
  unitName?: string
  /** Key of the budget row whose money is reported with this indicator. */
  moneyOf?: string
  /** Keys of budget rows that serve this indicator (many to many): its efficiency counts over them. Without it, `moneyOf`. */
  supportedBy?: string[]
  /** "berlaku sampai": an assessment carried over from an earlier year. */
  validUntil?: string
  /** Where the indicator stands among its neighbours in the agreement. */
  position: number
  /** A name of its own for a rating of the realisation itself (not of the capaian), e.g. IKM 88,13 = B. */
  valueScale?: string
}

/** A row of the budget tree: program, kegiatan, subkegiatan. Money in rupiah. */
export type BudgetRow = {
  key: string
  parentKey?: string
  level: 'total' | 'program' | 'kegiatan' | 'subkegiatan'
  code?: string
  name: string
  /** Ceiling (pagu) in force, and the one before the mid-year change where there was one. */
  ceiling: Decimal
  originalCeiling?: Decimal
  /** Planned money of TW I to IV; percent is of the ceiling in force. Cells may be negative. */
  plan?: readonly [Money, Money, Money, Money]
  /** Realised money: by quarter as reported, and of the year where it is known as one figure. */
  realised: { quarters: readonly [Money | null, Money | null, Money | null, Money | null]; year?: Decimal }
  previousYears: Record<number, { ceiling?: Decimal; realised?: Decimal }>
}

export type Agency = { key: string; name: string; shortName: string; governmentName: string; rules: AgencyRules; scales: Scale[] }

/** Everything planned by one agency for one year. */
export type Plan = { agency: Agency; year: number; objectives: Objective[]; indicators: Indicator[]; budget: BudgetRow[] }

export const reportStates = ['submitted', 'verified', 'returned', 'reopened'] as const
export type ReportState = (typeof reportStates)[number]

/** The version of a report that is in force. */
export type Reported = {
  indicatorKey: string
  quarter: Quarter | 'year'
  figure: Figure
  money?: Money
  state: ReportState
  cause?: string
  evidence: number
  /** ISO instant in UTC. */
  at: string
  by: string
  onTime: boolean
  version: number
}
