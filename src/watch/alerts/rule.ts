import type { Decimal } from '../../domain/decimal.ts'
import { AlertFacts } from '../../domain/leadership/alerts.ts'
import type { AlertFactsInput, AlertLevel, AlertRuleName } from '../../domain/leadership/alerts.ts'
import { quarterNumber } from '../../domain/requests/requests.ts'
import type { AlertContext, NewestCell } from './context.ts'

/** What a rule found: the subject that it holds for, and, where it measures, the number that may make it urgent. */
export type Found = { subject: string; facts: AlertFactsInput; size?: Decimal }

/** One rule: why it exists, and how it is found. Pure; thresholds come in. What it begins with is in domain/alert-rules. */
export type AlertRule = { source: string; find: (context: AlertContext, threshold: Decimal) => Found[] }

/** A rule with what an agency has set of it. */
export type RuleInForce = { name: AlertRuleName; rule: AlertRule; threshold: Decimal; urgentFrom?: Decimal; level: AlertLevel }

/** The facts that every alert about an indicator shows: figure, target, rating, cause, trend, who is responsible. */
export const indicatorFacts = ({ assessment }: AlertContext, { assessed, cell, before }: NewestCell): AlertFactsInput => {
  const { indicator, quarters, againstYear, toDate } = assessed
  const { plan } = assessment
  const figure = cell.report?.figure
  const target = indicator.targets.year
  const cells = quarters.filter((one) => one.quarter <= cell.quarter && one.shown)
  return text({
    year: plan.year,
    quarter: quarterNumber(cell.quarter),
    decimals: plan.agency.rules.decimals,
    name: indicator.shortName,
    indicatorKey: indicator.key,
    unit: indicator.unit,
    unitDecimals: indicator.decimals,
    ...(indicator.unitName !== undefined && { unitName: indicator.unitName }),
    ...(figure && { figure }),
    target: cell.target,
    ...(cell.shown && { shown: cell.shown }),
    ...(cell.rating && { rating: cell.rating.label }),
    provisional: cell.state === 'provisional',
    unverified: cell.report !== undefined && cell.report.state !== 'verified',
    ...(before?.shown && {
      before: { quarter: quarterNumber(before.quarter), shown: before.shown, ...(before.rating && { rating: before.rating.label }) },
    }),
    trend: cells.flatMap(({ quarter, shown }) => (shown ? [{ quarter: quarterNumber(quarter), shown }] : [])),
    ...(toDate.realisation && target && againstYear.shown && { whole: { figure: toDate.realisation, target, shown: againstYear.shown } }),
    ...(cell.report?.cause !== undefined && { cause: cell.report.cause }),
  })
}

/** Facts about the agency's whole. */
export const agencyFacts = (
  { assessment, quarter }: Pick<AlertContext, 'assessment' | 'quarter'>,
  more: Record<string, unknown>,
): AlertFactsInput => text({ year: assessment.plan.year, quarter, decimals: assessment.plan.agency.rules.decimals, ...more })

/** The subject of an indicator: its key in its year. */
export const subjectOf = ({ assessment }: AlertContext, key: string): string => `${assessment.plan.year}:indicator:${key}`

/** Decimals as text, as JSON keeps them: what is compared with a stored alert must look like it. */
const text = (facts: Record<string, unknown>): AlertFactsInput => JSON.parse(JSON.stringify(facts)) as AlertFactsInput

/** The same facts with what a rule measured. */
export const measured = (
  facts: AlertFactsInput,
  values: Record<string, Decimal>,
  more: Partial<AlertFactsInput> = {},
): AlertFactsInput => ({
  ...facts,
  measured: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toFixed()])),
  ...more,
})

/** Facts as they are read: with every default in its place. */
export const readFacts = (facts: AlertFactsInput): AlertFacts => AlertFacts.parse(facts)
