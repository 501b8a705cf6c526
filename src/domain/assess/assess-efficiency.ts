import type { BudgetAssessment, Efficiency, IndicatorAssessment, Mean } from './assessment.ts'
import { Decimal } from '../decimal.ts'
import { grouped } from '../grouped.ts'
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
    return [...each, ...written(agency, pmkOver(outputsOf(members, rows)))]
  }
  return [...each, ...(whole ? written(agency, compute(whole)) : [])]
}

/** The rows that serve an indicator, as far as it is known what they spent. */
const linesOf = ({ indicator }: IndicatorAssessment, rows: ReadonlyMap<string, BudgetAssessment>): Served[] => {
  const keys = indicator.supportedBy ?? (indicator.moneyOf === undefined ? [] : [indicator.moneyOf])
  return keys.flatMap((key) => {
    const line = rows.get(key)
    return line?.year ? [{ key, ceiling: line.ceiling, spent: line.year }] : []
  })
}
type Served = { key: string; ceiling: Decimal; spent: Decimal }

/** An indicator's capaian with the money of the rows that serve it. */
const resourcesOf = (
  member: IndicatorAssessment,
  rows: ReadonlyMap<string, BudgetAssessment>,
): { key: string; resources: Resources } | undefined => {
  const lines = linesOf(member, rows)
  const { capaian } = member.year
  if (lines.length === 0 || capaian.kind === 'undefined') return undefined
  const add = (pick: (line: Served) => Decimal) => Decimal.sum(0, ...lines.map(pick))
  const resources = { ceiling: add((line) => line.ceiling), spent: add((line) => line.spent), capaian: capaian.value }
  return { key: member.indicator.key, resources }
}

/** Each row once, with the mean capaian of what it serves: a ceiling may stand under two indicators, the agency has it once. */
const outputsOf = (members: readonly IndicatorAssessment[], rows: ReadonlyMap<string, BudgetAssessment>): Resources[] => {
  const served = members.flatMap((member) => {
    const { capaian } = member.year
    return capaian.kind === 'percent' ? linesOf(member, rows).map((line) => ({ ...line, capaian: capaian.value })) : []
  })
  return [...grouped(served, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group
    const capaian = Decimal.sum(0, ...group.map((one) => one.capaian)).div(group.length)
    return first ? [{ ceiling: first.ceiling, spent: first.spent, capaian }] : []
  })
}
