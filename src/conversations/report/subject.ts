import type { Figure, Target } from '../../domain/figure.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { Indicator } from '../../domain/plan.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { ReportingFacts, ReportKey } from '../../domain/requests/requests.ts'
import type { Subject } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writePeriod, writeQuarter } from '../../text/write-date.ts'
import { writeTarget } from '../../text/write-figure.ts'

/** The one indicator that the facts of a report are about. */
export function indicatorOf(facts: ReportingFacts): Indicator {
  const [indicator] = facts.plan.indicators
  if (!indicator) throw new Error('the facts of a report hold its indicator')
  return indicator
}

/** Whether the figure is computed from inputs, and never typed itself. */
export const isComputed = (facts: ReportingFacts): boolean => indicatorOf(facts).composite !== undefined

/** The target of the reported period; a quarter's, or the year's. */
export function targetOf(facts: ReportingFacts): Target | null {
  const { targets } = indicatorOf(facts)
  return facts.key.quarter === 0 ? targets.year : (targets.quarters[facts.key.quarter - 1] ?? null)
}

/** The target as a number, where it is one. */
export const targetNumber = (target: Target | null): Decimal | undefined =>
  target?.kind === 'number' ? target.value : target?.kind === 'range' ? target.high : target?.score

/** The number that is the newest of this indicator's earlier reports, or last year's: what a new one is likely to resemble. */
export function previousNumber(facts: ReportingFacts): Decimal | undefined {
  const indicator = indicatorOf(facts)
  const earlier = facts.reported
    .filter((r) => r.quarter !== 'year' && (facts.key.quarter === 0 || r.quarter < facts.key.quarter))
    .sort((a, b) => Number(b.quarter) - Number(a.quarter))
  return numberIn(earlier[0]?.figure ?? indicator.previousYears[facts.key.year - 1])
}

/** Whether a figure of this indicator has had a fraction: in an earlier year, another quarter, or a target. */
export function hadFractions(facts: ReportingFacts): boolean {
  const { previousYears, targets } = indicatorOf(facts)
  const figures = [...Object.values(previousYears), ...facts.reported.map(({ figure }) => figure)].map(numberIn)
  const planned = [targets.year, ...targets.quarters].map(targetNumber)
  return [...figures, ...planned].some((value) => value !== undefined && !value.isInteger())
}

const numberIn = (figure: Figure | undefined): Decimal | undefined =>
  figure?.kind === 'number' ? figure.value : figure?.kind === 'grade' ? figure.score : undefined

export const periodOf = (key: ReportKey, texts: Texts): string => writePeriod({ year: key.year, quarter: quarterName(key.quarter) }, texts)

/** The period within a sentence, where its year is known: `TW III`, `tahun 2024`. */
export const shortPeriodOf = (key: ReportKey, texts: Texts): string =>
  key.quarter === 0 ? texts.plain('report.year', { year: String(key.year) }) : writeQuarter(key.quarter, texts)

/** The indicator's name in a card: of a sub-activity what it does, of an objective what it measures. */
export const cardName = (facts: ReportingFacts): string => indicatorOf(facts).shortName

export const aboutReport = (facts: ReportingFacts): Subject => ({ kind: 'indicator', agencyId: facts.agencyId, ...facts.key })

export const targetText = (facts: ReportingFacts, texts: Texts): string => writeTarget(targetOf(facts), indicatorOf(facts), texts)
