import type { Decimal } from '../decimal.ts'
import type { Money } from '../figure.ts'
import { grouped } from '../grouped.ts'
import type { Quarter } from '../period.ts'
import type { BudgetRow, Indicator, Reported } from '../plan.ts'
import type { Four } from '../quarters.ts'
import { sumKnown } from '../assess/sum-known.ts'

/** Rupiah of a row, as far as known: each quarter, and the year. */
export type RowMoney = { quarters: Four<Decimal | undefined>; year?: Decimal }

/** Money as rupiah: percent is of the ceiling in force. */
export const rupiahOf = (money: Money, ceiling: Decimal): Decimal =>
  money.kind === 'rupiah' ? money.value : money.value.times(ceiling).div(100)

/** Reports with money by the row that they speak of. Units that share a row add; within one unit the newest report of a period rules. */
export const moneyByRow = (indicators: readonly Indicator[], reported: readonly Reported[]): Map<string, Reported[]> => {
  const carriers = new Map(indicators.filter(({ moneyOf }) => moneyOf !== undefined).map((indicator) => [indicator.key, indicator]))
  const newest = new Map<string, { row: string; report: Reported }>()
  for (const report of reported) {
    const carrier = carriers.get(report.indicatorKey)
    const row = carrier?.moneyOf
    if (!report.money || row === undefined) continue
    const cell = `${report.quarter}\n${carrier?.unitKey ?? ''}\n${row}`
    const known = newest.get(cell)
    if (!known || known.report.at <= report.at) newest.set(cell, { row, report })
  }
  const byRow = grouped(newest.values(), ({ row }) => row)
  return new Map([...byRow].map(([row, cells]) => [row, cells.map(({ report }) => report)]))
}

/**
 * What a row has of its own, before anything below it: what was reported goes before what the document brought.
 * The year's own figure wins over the sum of its quarters.
 */
export const ownMoney = (row: BudgetRow, reported: readonly Reported[] = []): RowMoney => {
  const said = (period: Quarter | 'year') =>
    sumKnown(reported.filter(({ quarter }) => quarter === period).map(({ money }) => money && rupiahOf(money, row.ceiling)))
  const cell = (quarter: Quarter) => {
    const brought = row.realised.quarters[quarter - 1]
    return said(quarter) ?? (brought ? rupiahOf(brought, row.ceiling) : undefined)
  }
  const quarters: RowMoney['quarters'] = [cell(1), cell(2), cell(3), cell(4)]
  return { quarters, year: said('year') ?? row.realised.year ?? sumKnown(quarters) }
}

/** A row with what lies below it: its own figure where it has one, else the sum of the rows below. */
export const rolledUp = (own: RowMoney, below: readonly RowMoney[]): RowMoney => {
  const cell = (i: 0 | 1 | 2 | 3) => own.quarters[i] ?? sumKnown(below.map(({ quarters }) => quarters[i]))
  return { quarters: [cell(0), cell(1), cell(2), cell(3)], year: own.year ?? sumKnown(below.map(({ year }) => year)) }
}
