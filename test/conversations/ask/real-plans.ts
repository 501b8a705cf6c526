import { demoEntries, upToQuarter, wholeYear } from '../../../src/demo/demo-documents.ts'
import { ImportDocument } from '../../../src/documents/shape/document.ts'
import type { Document } from '../../../src/documents/shape/document.ts'
import { d } from '../../../src/domain/decimal.ts'
import { Figure, Money, Target } from '../../../src/domain/figure.ts'
import type { BudgetRow, Indicator, Plan, Reported } from '../../../src/domain/plan.ts'
import { readComposite, readRules, readScale } from '../../../src/store/plans/agency-columns.ts'

export type RealPlan = { plan: Plan; reported: Reported[] }

/** A published year of 2024 as plan and reports, without a database between: SETDA, BKPSDM or BKD; `upTo` leaves later quarters out. */
export async function realPlan(agency: string, upTo?: number): Promise<RealPlan> {
  for (const entry of await demoEntries()) {
    const whole = await wholeYear(entry)
    if (whole.agency.key === agency) return planOf(ImportDocument.parse(upTo === undefined ? whole : upToQuarter(whole, upTo)))
  }
  throw new Error(`no published year of ${agency}`)
}

const planOf = (document: Document): RealPlan => ({
  plan: {
    agency: {
      ...document.agency,
      governmentName: document.government.name,
      rules: readRules(document.rules),
      scales: document.scales.map((scale, id) => readScale({ id, ...scale, source: scale.source ?? null })),
    },
    year: document.year,
    objectives: document.objectives.map(({ parent, ...objective }) => ({
      ...objective,
      ...(parent !== undefined && { parentKey: parent }),
    })),
    indicators: document.indicators.map((indicator, position) => indicatorOf(indicator, position, document)),
    budget: document.budget.map(budgetRowOf),
  },
  reported: document.reports.map((report) => ({
    indicatorKey: report.indicator,
    quarter: report.quarter,
    figure: Figure.parse(report.figure),
    ...(report.money && { money: Money.parse(report.money) }),
    state: report.state,
    ...(report.cause !== undefined && { cause: report.cause }),
    evidence: 0,
    at: report.at,
    by: report.by ?? '',
    onTime: report.onTime,
    version: 1,
  })),
})

const targetOf = (target: unknown): Target | null => (target === null || target === undefined ? null : Target.parse(target))

const indicatorOf = (row: Document['indicators'][number], position: number, { units }: Document): Indicator => {
  const { objective, responsibleUnit, baseline, composite, targets, previousYears, renstra, comparisons, ...same } = row
  const [one, two, three, four] = targets.quarters
  const unit = units.find(({ key }) => key === responsibleUnit)
  const end = renstra.end && targetOf(renstra.end.target)
  if (row.aggregation === undefined) throw new Error(`${row.key} has no aggregation`)
  return {
    ...same,
    aggregation: row.aggregation,
    position,
    targets: { year: targetOf(targets.year), quarters: [targetOf(one), targetOf(two), targetOf(three), targetOf(four)] },
    previousYears: Object.fromEntries(Object.entries(previousYears).map(([year, figure]) => [year, Figure.parse(figure)])),
    renstra: {
      targets: Object.fromEntries(
        Object.entries(renstra.targets).flatMap(([year, target]) => (target ? [[year, Target.parse(target)]] : [])),
      ),
      ...(renstra.end && end && { end: { year: renstra.end.year, target: end } }),
    },
    comparisons: comparisons.map(({ name, figure }) => ({ name, figure: Figure.parse(figure) })),
    ...(objective !== undefined && { objectiveKey: objective }),
    ...(unit && { unitKey: unit.key, unitName: unit.name }),
    ...(baseline !== undefined && { baseline: d(baseline) }),
    ...(composite && { composite: readComposite(composite) }),
  }
}

const budgetRowOf = (row: Document['budget'][number]): BudgetRow => {
  const { parent, ceiling, originalCeiling, plan, realised, previousYears, ...same } = row
  const money = (quarter: number): Money | null => (realised.quarters[quarter] ? Money.parse(realised.quarters[quarter]) : null)
  const planned = plan?.map((cell) => Money.parse(cell))
  return {
    ...same,
    ...(parent !== undefined && { parentKey: parent }),
    ceiling: d(ceiling),
    ...(originalCeiling !== undefined && { originalCeiling: d(originalCeiling) }),
    ...(planned?.[0] && planned[1] && planned[2] && planned[3] && { plan: [planned[0], planned[1], planned[2], planned[3]] }),
    realised: { quarters: [money(0), money(1), money(2), money(3)], ...(realised.year !== undefined && { year: d(realised.year) }) },
    previousYears: Object.fromEntries(
      Object.entries(previousYears).map(([year, { ceiling: pagu, realised: spent }]) => [
        year,
        { ...(pagu !== undefined && { ceiling: d(pagu) }), ...(spent !== undefined && { realised: d(spent) }) },
      ]),
    ),
  }
}
