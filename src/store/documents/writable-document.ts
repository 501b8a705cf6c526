import type { FormulaId } from '../../domain/formulas.ts'
import type { Aggregation, ReportState, Standing } from '../../domain/plan.ts'

type Text = string
/** A decimal as text. */
type Decimal = string
type Json = { [key: string]: string | number | boolean | Json | Json[] | undefined }
type MoneyJson = { kind: 'rupiah' | 'percent'; value: Decimal }
/** JSON of the domain's Figure and Target, decimals as text. */
type FigureJson = Json & ({ kind: 'number'; value: Decimal } | { kind: 'grade' } | { kind: 'not-yet-published' })
type TargetJson = Json & { kind: 'number' | 'grade' | 'range' }

type IndicatorRow = {
  key: Text
  code?: Text
  name: Text
  subject?: Text
  shortName: Text
  level: Text
  standing: Standing
  objective?: Text
  unit: Text
  decimals: number
  formula: FormulaId
  baseline?: Decimal
  basis: 'parts' | 'shown'
  aggregation?: Aggregation
  composite?: Json
  evidence: 'required' | 'optional'
  responsibleUnit?: Text
  moneyOf?: Text
  supportedBy: Text[]
  targets: { year: TargetJson | null; quarters: (TargetJson | null)[] }
  previousYears: Record<string, FigureJson>
  renstra: { targets: Record<string, TargetJson | null>; end?: { year: number; target: TargetJson | null } }
  comparisons: { name: Text; figure: FigureJson }[]
  validUntil?: Text
  valueScale?: Text
}

type BudgetRow = {
  key: Text
  parent?: Text
  level: 'total' | 'program' | 'kegiatan' | 'subkegiatan'
  code?: Text
  name: Text
  ceiling: Decimal
  originalCeiling?: Decimal
  plan?: MoneyJson[]
  realised: { quarters: (MoneyJson | null)[]; year?: Decimal }
  previousYears: Record<string, { ceiling?: Decimal; realised?: Decimal }>
}

type PersonRow = {
  key: Text
  name: Text
  locale: 'id' | 'en'
  phone?: Text
  roles: {
    role: 'officer' | 'verifier' | 'head' | 'leadership' | 'evaluator' | 'admin'
    scope: 'unit' | 'agency' | 'government'
    unit?: Text
    from?: Text
  }[]
  responsible: { indicator: Text; from?: Text }[]
  identities: { channel: Text; platformId: Text; chat?: Text }[]
}

type ReportRow = {
  indicator: Text
  quarter: 1 | 2 | 3 | 4 | 'year'
  figure: FigureJson
  money?: MoneyJson
  state: ReportState
  reason?: Text
  cause?: Text
  at: Text
  by?: Text
  decidedAt?: Text
  decidedBy?: Text
  onTime: boolean
}

/** What the store writes: everything that an agency has for a year, checked and complete. The import document is one. */
export type WritableDocument = {
  government: { key: Text; name: Text; zone: Text; demo: boolean }
  agency: { key: Text; name: Text; shortName: Text }
  year: number
  revision: { number: number; fromQuarter: number; signedOn?: Text; document?: Text }
  rules: Json
  /** [ReminderRules] and [AlertRules] of the agency, where the document speaks of them. */
  reminders?: { before: number[]; every: number; escalate: { verifier: number; head: number; leadership: number } }
  alerts?: Json
  scales: { key: Text; name: Text; source?: Text; bands: Json[]; policy: Json }[]
  units: { key: Text; name: Text; parent?: Text }[]
  objectives: { key: Text; level: Text; name: Text; parent?: Text }[]
  indicators: IndicatorRow[]
  budget: BudgetRow[]
  people: PersonRow[]
  rooms: {
    channel: Text
    platformId: Text
    title: Text
    locale: 'id' | 'en'
    scope: 'agency' | 'agencies' | 'government'
    agencies?: Text[]
  }[]
  reports: ReportRow[]
}
