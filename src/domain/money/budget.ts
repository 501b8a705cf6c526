import type { AgencyAssessment, BudgetAssessment } from '../assess/assessment.ts'
import { Decimal, hundred } from '../decimal.ts'
import { grouped } from '../grouped.ts'
import type { Quarter } from '../period.ts'
import type { BudgetRow, Reported } from '../plan.ts'
import type { RowMoney } from './row-money.ts'
import { ownMoney, rolledUp, rupiahOf } from './row-money.ts'
import { sumKnown } from '../assess/sum-known.ts'

/** Reported money and physical progress (percent) by the key of the row. */
export type RowReports = { money?: ReadonlyMap<string, readonly Reported[]>; physical?: ReadonlyMap<string, Decimal> }

/** A part of the whole in percent, unrounded; undefined for a whole of zero, or where the part is not known. */
export const absorptionOf = (part: Decimal | undefined, ceiling: Decimal): Decimal | undefined =>
  part && !ceiling.isZero() ? part.times(hundred).div(ceiling) : undefined

/**
 * The budget tree, parents before children, in the order of the document. Money rolls up by rupiah (never a mean of percentages); a row's
 * own figure goes before the sum of the rows below. Physical progress rolls up by ceiling weight. A zero ceiling has no absorption.
 */
export const assessBudget = (rows: readonly BudgetRow[], asked: Quarter | 'year', reports: RowReports = {}): BudgetAssessment[] => {
  const known = new Set(rows.map(({ key }) => key))
  const rootKey = ''
  const below = grouped(rows, ({ parentKey }) => (parentKey !== undefined && known.has(parentKey) ? parentKey : rootKey))
  const upTo = asked === 'year' ? 4 : asked

  const assess = (row: BudgetRow, depth: number): Assessed => {
    const children = (below.get(row.key) ?? []).map((child) => assess(child, depth + 1))
    const money = rolledUp(
      ownMoney(row, reports.money?.get(row.key)),
      children.map((child) => child.money),
    )
    // At the end of the year its own figure is what was spent to date, even where printed quarters miss it by 0,02%.
    const toDate = upTo === 4 ? (money.year ?? sumKnown(money.quarters)) : sumKnown(money.quarters.slice(0, upTo))
    const planned = row.plan?.slice(0, upTo).map((cell) => rupiahOf(cell, row.ceiling)) ?? children.map(({ line }) => line.planToDate)
    const line: BudgetAssessment = {
      row,
      depth,
      ceiling: row.ceiling,
      quarter: asked === 'year' ? undefined : money.quarters[asked - 1],
      toDate,
      year: money.year,
      planToDate: sumKnown(planned),
      absorptionToDate: absorptionOf(toDate, row.ceiling),
      absorptionYear: absorptionOf(money.year, row.ceiling),
      physical: byCeiling(children.map((child) => child.line)) ?? reports.physical?.get(row.key),
    }
    return { money, line, lines: [line, ...children.flatMap(({ lines }) => lines)] }
  }
  return (below.get(rootKey) ?? []).flatMap((row) => assess(row, 0).lines)
}

type Assessed = { money: RowMoney; line: BudgetAssessment; lines: BudgetAssessment[] }

/** The mean of physical progress, weighted by ceiling; rows without progress or money stay out. */
export const byCeiling = (lines: readonly Pick<BudgetAssessment, 'ceiling' | 'physical'>[]): Decimal | undefined => {
  const weighed = lines.flatMap(({ ceiling, physical }) => (physical && !ceiling.isZero() ? [{ ceiling, physical }] : []))
  if (weighed.length === 0) return undefined
  const whole = Decimal.sum(...weighed.map(({ ceiling }) => ceiling))
  return Decimal.sum(...weighed.map(({ ceiling, physical }) => ceiling.times(physical))).div(whole)
}

/** The agency's money: the rows at the top, added; a printed total stands for all of them. Undefined without a budget. */
export const totalMoney = (lines: readonly BudgetAssessment[]): AgencyAssessment['money'] => {
  const top = lines.filter(({ depth }) => depth === 0)
  const totals = top.filter(({ row }) => row.level === 'total')
  const counted = totals.length > 0 ? totals : top
  const ceiling = sumKnown(counted.map((line) => line.ceiling))
  if (!ceiling) return undefined
  // A total that stands beside its programs instead of above them has no quarters of its own.
  const rest = top.filter(({ row }) => row.level !== 'total')
  const add = (pick: (line: BudgetAssessment) => Decimal | undefined) => sumKnown(counted.map(pick)) ?? sumKnown(rest.map(pick))
  return {
    ceiling,
    toDate: add(({ toDate }) => toDate),
    planToDate: add(({ planToDate }) => planToDate),
    year: add(({ year }) => year),
  }
}
