import type { AgencyAssessment, BudgetAssessment } from '../../domain/assess/assessment.ts'
import { absorptionOf } from '../../domain/money/budget.ts'
import type { Decimal } from '../../domain/decimal.ts'
import { rupiahOf } from '../../domain/money/row-money.ts'
import { absorptionDecimals } from '../../domain/money/efficiency.ts'
import { shownValue } from '../../domain/shown-value.ts'
import { amountJson, shownText } from './values-json.ts'

/** The budget tree, parents before children, each row with its quarters: money of the quarter, to date, planned, and physical progress. */
export const budgetJson = ({ budget, quarter: asked }: AgencyAssessment, periods: readonly AgencyAssessment[]) => {
  const quarters = periods.flatMap(({ quarter, budget: rows }) =>
    quarter === 'year' ? [] : [{ quarter, rows: new Map(rows.map((row) => [row.row.key, row])) }],
  )
  return budget.map(({ row, depth, ...line }) => ({
    key: row.key,
    parent: row.parentKey ?? null,
    depth,
    level: row.level,
    code: row.code ?? null,
    name: row.name,
    ceiling: amountJson(line.ceiling),
    originalCeiling: amountJson(row.originalCeiling),
    quarter: amountJson(line.quarter),
    toDate: amountJson(line.toDate),
    planToDate: amountJson(line.planToDate),
    year: amountJson(line.year),
    absorptionToDate: amountJson(line.absorptionToDate),
    absorptionYear: amountJson(line.absorptionYear),
    absorptionShown: shownText(shownAbsorption(asked === 'year' ? line.absorptionYear : line.absorptionToDate), absorptionDecimals),
    rating: line.rating?.label ?? null,
    physical: amountJson(line.physical),
    quarters: quarters.map(({ quarter, rows }) => quarterJson(quarter, rows.get(row.key))),
    previousYears: Object.fromEntries(
      Object.entries(row.previousYears).map(([year, { ceiling, realised }]) => [
        year,
        { ceiling: amountJson(ceiling), realised: amountJson(realised) },
      ]),
    ),
  }))
}

const shownAbsorption = (absorption: Decimal | undefined) => absorption && shownValue(absorption, absorptionDecimals)

const quarterJson = (quarter: 1 | 2 | 3 | 4, line: BudgetAssessment | undefined) => ({
  quarter,
  planned: amountJson(plannedIn(quarter, line)),
  realised: amountJson(line?.quarter),
  toDate: amountJson(line?.toDate),
  planToDate: amountJson(line?.planToDate),
  absorptionToDate: amountJson(line?.absorptionToDate),
  physical: amountJson(line?.physical),
})

const plannedIn = (quarter: 1 | 2 | 3 | 4, line: BudgetAssessment | undefined): Decimal | undefined => {
  const cell = line?.row.plan?.[(quarter - 1) as 0 | 1 | 2 | 3]
  return cell && line && rupiahOf(cell, line.ceiling)
}

/** Money of the whole agency, with its absorption; null where there is no budget. */
export const moneyJson = (money: AgencyAssessment['money']) =>
  money
    ? {
        ceiling: amountJson(money.ceiling),
        toDate: amountJson(money.toDate),
        planToDate: amountJson(money.planToDate),
        year: amountJson(money.year),
        absorptionToDate: amountJson(absorptionOf(money.toDate, money.ceiling)),
        absorptionYear: amountJson(absorptionOf(money.year, money.ceiling)),
        rating: money.rating?.label ?? null,
      }
    : null
