import { d, round } from '../../domain/decimal.ts'
import { Money, Target } from '../../domain/figure.ts'
import { checkPlan } from '../../domain/plan-check.ts'
import type { PlanWarning, Planned } from '../../domain/plan-check.ts'
import type { Document } from '../shape/document.ts'
import type { TargetText } from '../shape/figure-value.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'

/** What deserves a look in a plan and is accepted all the same: sums that miss, negative cells. Each is a warning. */
export function checkPlanned(document: Document): Finding[] {
  const planned: Planned = {
    indicators: document.indicators.flatMap(indicatorOf),
    budget: document.budget.map((row) => rowOf(row, document)),
  }
  const at = (section: 'indicators' | 'budget', key: string) => document[section].findIndex((row) => row.key === key)
  return checkPlan(planned).map((warning) => {
    const section = warning.code === 'quarters-miss-year' ? 'indicators' : 'budget'
    const index = at(section, warning.key)
    const made = document.indicators.find(({ key }) => key === warning.key)?.aggregation ?? 'sum'
    return written(warning, `${section}.${index}`, document[section][index]?.name ?? warning.key, made)
  })
}

function written(warning: PlanWarning, path: string, name: string, made: string): Finding {
  const percent = `${round(warning.found, 2).toFixed()}%`
  switch (warning.code) {
    case 'quarters-miss-year':
      return finding(
        `${path}.targets`,
        warning.code,
        warning.found.toFixed(),
        { indicator: name, year: warning.expected.toFixed(), made },
        'warning',
      )
    case 'money-misses-ceiling':
      return finding(`${path}.plan`, 'plan-misses-hundred', percent, { row: name }, 'warning')
    case 'negative-money':
      return finding(
        `${path}.plan.${warning.quarter - 1}`,
        'plan-negative',
        percent,
        { row: name, quarter: String(warning.quarter) },
        'warning',
      )
    case 'realised-money-misses-year':
      return finding(
        `${path}.realised`,
        'money-misses-year',
        percent,
        { row: name, year: `${round(warning.expected, 2).toFixed()}%` },
        'warning',
      )
    case 'parts-miss-whole':
      return finding(
        `${path}.ceiling`,
        'parts-miss-whole',
        warning.found.toFixed(),
        { row: name, ceiling: warning.expected.toFixed() },
        'warning',
      )
  }
}

const targetOf = (target: TargetText | null | undefined) => (target ? Target.parse(target) : null)

function indicatorOf({ key, aggregation, targets }: Document['indicators'][number]): Planned['indicators'] {
  const [q1, q2, q3, q4] = targets.quarters.map(targetOf)
  const cells = [q1 ?? null, q2 ?? null, q3 ?? null, q4 ?? null] as const
  return aggregation ? [{ key, aggregation, targets: { year: targetOf(targets.year), quarters: cells } }] : []
}

/** A row with its money, also that which the document brings with reports of the indicator that carries it. */
function rowOf(row: Document['budget'][number], { indicators, reports }: Document): Planned['budget'][number] {
  const carriers = indicators.filter(({ moneyOf }) => moneyOf === row.key).map(({ key }) => key)
  const reported = (quarter: number) => {
    const found = reports.filter((report) => report.quarter === quarter && report.money && carriers.includes(report.indicator))
    return found.length === 1 ? found[0]?.money : undefined
  }
  const cell = (quarter: 1 | 2 | 3 | 4) => {
    const money = row.realised.quarters[quarter - 1] ?? reported(quarter)
    return money ? Money.parse(money) : null
  }
  const [p1, p2, p3, p4] = (row.plan ?? []).map((money) => Money.parse(money))
  return {
    key: row.key,
    ...(row.parent !== undefined && { parentKey: row.parent }),
    ceiling: d(row.ceiling),
    ...(p1 && p2 && p3 && p4 && { plan: [p1, p2, p3, p4] as const }),
    realised: { quarters: [cell(1), cell(2), cell(3), cell(4)], ...(row.realised.year !== undefined && { year: d(row.realised.year) }) },
  }
}
