import { Decimal, round } from '../domain/decimal.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import type { Choices } from './choices.ts'
import type { ConvertedBudget } from './convert-budget.ts'
import { aggregated } from './convert-indicators.ts'
import type { ConvertedIndicator } from './convert-indicators.ts'
import type { Note } from './convert-scales.ts'
import { sameName } from './source-keys.ts'

type ReportInput = NonNullable<DocumentInput['reports']>[number]
type Money = { kind: 'rupiah' | 'percent'; value: string }

/** Ties an indicator to the budget row whose money it reports: by code, else by the row's name. A row has one such indicator. */
export function linkMoney(indicators: ConvertedIndicator[], budget: ConvertedBudget[], note: Note): void {
  const claims = new Map<string, ConvertedIndicator[]>()
  for (const one of indicators) {
    if (one.indicator.standing !== 'support') continue
    const { code, subject, name, level } = one.indicator
    const same = budget.filter((row) => row.level === level)
    const byCode = code === undefined ? [] : same.filter((row) => row.code === code)
    const byName = same.filter((row) => [subject, name].some((text) => text !== undefined && sameName(text) === sameName(row.name)))
    const rows = byCode.length === 1 ? byCode : byName
    const row = rows.length === 1 ? rows[0] : undefined
    if (row) claims.set(row.key, [...(claims.get(row.key) ?? []), one])
  }
  let shared = 0
  for (const [key, claiming] of claims) {
    const [first] = claiming
    const units = new Set(claiming.map(({ units: [unit] }) => unit))
    if (first && units.size === 1) first.indicator.moneyOf = key
    else shared++
  }
  if (shared) note('budget', `${shared} rows are carried out by several units; their money is not reported with an indicator`)
}

/**
 * Reports of quarters and of the year, all verified. The year's figure is left out where the quarters already give it: a later correction
 * of a quarter must not stand against a stale year. Money of a quarter goes with the report, else to the budget row.
 */
export function convertReports(indicators: ConvertedIndicator[], budget: ConvertedBudget[], year: number, choices: Choices, note: Note) {
  const realised: (Money | null)[][] = budget.map(({ quarters }) => quarters.map((money) => (money && money.value !== '0' ? money : null)))
  const reports: ReportInput[] = []
  let alone = 0
  for (const one of indicators) {
    const { key, moneyOf } = one.indicator
    const row = budget.findIndex((candidate) => candidate.key === moneyOf)
    for (const [i, figure] of one.quarters.entries()) {
      if (!figure) continue
      const money = budget[row]?.quarters[i] ?? undefined
      if (money && realised[row]) realised[row][i] = null
      reports.push({ indicator: key, quarter: quarterAt(i), figure, ...(money && { money }), ...verified(choices, String(i + 1)) })
    }
    if (one.year) {
      const sum = one.year.kind === 'number' ? aggregated(one.quarters, one.indicator.aggregation) : undefined
      const derived =
        sum &&
        one.year.kind === 'number' &&
        round(sum, one.indicator.decimals ?? 2).eq(round(new Decimal(one.year.value), one.indicator.decimals ?? 2))
      if (derived) continue
      if (sum)
        note(
          one.indicator.name,
          `the quarters give ${sum.toFixed()}, the year is printed as ${one.year.kind === 'number' ? one.year.value : ''}; both are kept`,
        )
      else alone++
      reports.push({ indicator: key, quarter: 'year', figure: one.year, ...verified(choices, 'year'), ...choices.yearReports[key] })
    }
  }
  if (alone) note('reports', `${alone} indicators have a figure of ${year} only, without quarters`)
  return { reports, realised }
}

const quarterAt = (index: number): 1 | 2 | 3 | 4 => (index === 0 ? 1 : index === 1 ? 2 : index === 2 ? 3 : 4)

const verified = ({ reportedAt }: Choices, period: string): Pick<ReportInput, 'state' | 'at' | 'decidedAt'> => {
  const when = reportedAt[period]
  return { state: 'verified', ...(when && { at: when.at, ...(when.verifiedAt && { decidedAt: when.verifiedAt }) }) }
}

/** The leadership's room of the demo. */
export const roomOf = ({ governmentKey, governmentName }: { governmentKey: string; governmentName: string }) => ({
  channel: 'local' as const,
  platformId: `${governmentKey}/pimpinan`,
  title: `Pimpinan ${governmentName}`,
  scope: 'government' as const,
})
