import { Decimal } from './decimal.ts'
import type { Money, Target } from './figure.ts'
import { quarters } from './period.ts'
import type { Quarter } from './period.ts'
import type { BudgetRow, Indicator } from './plan.ts'
import { aggregate, isAnnual } from './quarters.ts'
import { rupiahOf } from './money/row-money.ts'

/** What deserves a look in a plan and is accepted all the same. `key` is that of the indicator or the budget row. */
export type PlanWarning =
  | { code: 'quarters-miss-year'; key: string; found: Decimal; expected: Decimal }
  | { code: 'money-misses-ceiling'; key: string; found: Decimal; expected: Decimal }
  | { code: 'realised-money-misses-year'; key: string; found: Decimal; expected: Decimal }
  | { code: 'negative-money'; key: string; quarter: Quarter; found: Decimal }
  | { code: 'parts-miss-whole'; key: string; found: Decimal; expected: Decimal }

type PlannedIndicator = Pick<Indicator, 'key' | 'aggregation' | 'targets'>
type PlannedRow = Pick<BudgetRow, 'key' | 'parentKey' | 'ceiling' | 'plan' | 'realised'>
/** As much of a plan as is looked at. */
export type Planned = { indicators: readonly PlannedIndicator[]; budget: readonly PlannedRow[] }

/** Rounded quarterly percentages may miss the printed year by this much, in percent of the ceiling. */
const tolerance = new Decimal('0.02')

/** Everything in a plan that a person should look at once; nothing here stops an import. */
export const checkPlan = (plan: Planned): PlanWarning[] => [
  ...plan.indicators.flatMap(checkTargets),
  ...plan.budget.flatMap(checkMoney),
  ...checkTree(plan.budget),
]

/** Quarter targets that do not make the printed target of the year, which rules: 7 + 10 + 11 against 31. */
const checkTargets = (indicator: PlannedIndicator): PlanWarning[] => {
  const expected = valueOf(indicator.targets.year)
  if (!expected || isAnnual(indicator)) return []
  const found = valueOf(
    aggregate(indicator.aggregation, indicator.targets.quarters, [undefined, undefined, undefined, undefined], 4).target,
  )
  return found && !found.eq(expected) ? [{ code: 'quarters-miss-year', key: indicator.key, found, expected }] : []
}

const valueOf = (target: Target | null): Decimal | undefined => (target?.kind === 'number' ? target.value : undefined)

const checkMoney = (row: PlannedRow): PlanWarning[] => {
  if (row.ceiling.isZero()) return []
  const percentOf = (cell: Money) => (cell.kind === 'percent' ? cell.value : rupiahOf(cell, row.ceiling).times(100).div(row.ceiling))
  const planned = row.plan?.map(percentOf)
  const negative = quarters.flatMap((quarter): PlanWarning[] => {
    const cell = planned?.[quarter - 1]
    return cell?.isNegative() && !cell.isZero() ? [{ code: 'negative-money', key: row.key, quarter, found: cell }] : []
  })
  const total = planned && Decimal.sum(...planned)
  // A row whose money is planned for no quarter has no plan; that is no mistake in adding.
  const misses = total && !total.isZero() && total.minus(100).abs().gt(tolerance)
  const realised = row.realised.quarters.filter((cell) => cell !== null)
  const spent = realised.length > 0 ? Decimal.sum(...realised.map(percentOf)) : undefined
  const year = row.realised.year?.times(100).div(row.ceiling)
  return [
    ...negative,
    ...(misses ? [{ code: 'money-misses-ceiling' as const, key: row.key, found: total, expected: new Decimal(100) }] : []),
    ...(spent && year && spent.minus(year).abs().gt(tolerance)
      ? [{ code: 'realised-money-misses-year' as const, key: row.key, found: spent, expected: year }]
      : []),
  ]
}

/** Ceilings of the rows below that do not add to the row above. */
const checkTree = (budget: readonly PlannedRow[]): PlanWarning[] => {
  const below = new Map<string, Decimal>()
  for (const { parentKey, ceiling } of budget) if (parentKey !== undefined) below.set(parentKey, ceiling.plus(below.get(parentKey) ?? 0))
  return budget.flatMap(({ key, ceiling }): PlanWarning[] => {
    const found = below.get(key)
    return found && !found.eq(ceiling) ? [{ code: 'parts-miss-whole', key, found, expected: ceiling }] : []
  })
}
