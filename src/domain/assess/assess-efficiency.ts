import type { BudgetAssessment, Efficiency, IndicatorAssessment, Mean } from './assessment.ts'
import { Decimal } from '../decimal.ts'
import type { EfficiencyResult, Resources } from '../money/efficiency.ts'
import { efficiencyFormulas, pmkOver } from '../money/efficiency.ts'
import { totalMoney } from '../money/budget.ts'
import type { Plan } from '../plan.ts'
import type { Labelling } from '../rating/rated.ts'
import { rate } from '../rating/rating.ts'
import { shownValue } from '../shown-value.ts'

/**
 * The efficiency of the year by the agency's rule. `subject` is the key of an indicator (with the money of the rows that serve it),
 * of a program, or of the agency for the whole. What a rule can't compute (no ceiling, no capaian) is left out.
 */
export const assessEfficiency = (
  plan: Plan,
  members: readonly IndicatorAssessment[],
  headline: Mean,
  budget: readonly BudgetAssessment[],
  labelling: Labelling,
): Efficiency[] => {
  const { rules } = labelling
  const rows = new Map(budget.map((line) => [line.row.key, line]))
  const money = totalMoney(budget)
  const whole: Resources | undefined = money?.year && { ceiling: money.ceiling, spent: money.year, capaian: headline.value }
  const written = (subject: string, result: EfficiencyResult | undefined): Efficiency[] => {
    if (!result) return []
    const shown = shownValue(result.value, rules.decimals)
    const scale = rules.efficiencyScale === undefined ? undefined : labelling.scales.get(rules.efficiencyScale)
    const rating = scale && rate(scale, rules.ratingOn === 'shown' ? shown : result.value)
    return [{ rule: rules.efficiency, subject, shown, ...result, ...(rating && { rating }) }]
  }
  const compute = (resources: Resources) => efficiencyFormulas[rules.efficiency].compute(resources, rules.decimals)
  const agency = plan.agency.key
  if (rules.efficiency === 'unspent') {
    const programs = budget.filter(({ row }) => row.level === 'program')
    const each = programs.flatMap(({ row, ceiling, year }) => (year ? written(row.key, compute({ ceiling, spent: year })) : []))
    return [...each, ...(whole ? written(agency, compute(whole)) : [])]
  }
  const served = members.flatMap((member) => resourcesOf(member, rows) ?? [])
  const each = served.flatMap(({ key, resources }) => written(key, compute(resources)))
  if (rules.efficiency === 'pmk-22-2021' && served.length > 0) {
    return [...each, ...written(agency, pmkOver(served.map(({ resources }) => resources)))]
  }
  return [...each, ...(whole ? written(agency, compute(whole)) : [])]
}

/** An indicator's capaian with the money of the rows that serve it. */
const resourcesOf = (
  { indicator, year }: IndicatorAssessment,
  rows: ReadonlyMap<string, BudgetAssessment>,
): { key: string; resources: Resources } | undefined => {
  const keys = indicator.supportedBy ?? (indicator.moneyOf === undefined ? [] : [indicator.moneyOf])
  const lines = keys.map((key) => rows.get(key)).filter((line) => line?.year !== undefined)
  if (lines.length === 0 || year.capaian.kind === 'undefined') return undefined
  const add = (pick: (line: BudgetAssessment) => Decimal | undefined) => Decimal.sum(0, ...lines.map((line) => (line && pick(line)) ?? 0))
  const resources = { ceiling: add((line) => line.ceiling), spent: add((line) => line.year), capaian: year.capaian.value }
  return { key: indicator.key, resources }
}
