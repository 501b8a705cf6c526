import type { Comparison, IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import type { Decimal } from '../../../domain/decimal.ts'
import type { Figure, Target } from '../../../domain/figure.ts'
import type { AgencyRules, Indicator } from '../../../domain/plan.ts'
import type { Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeFigure, writeTarget } from '../../../text/write-figure.ts'
import { writeChange, writeNumber, writePercent } from '../../../text/write-number.ts'
import { spans } from '../../say.ts'

/** The years before, the Renstra and the nation, a line each: the other value, the difference in points, the ratio where the agency prints one. */
export const comparisonLines = ({ comparisons, indicator }: IndicatorAssessment, rules: AgencyRules, texts: Texts): Part[] =>
  comparisons.map((comparison) => {
    const change = comparison.difference && differenceOf(comparison.kind, comparison.difference, indicator.decimals, texts)
    const ratio =
      comparison.ratio && texts.plain('ask.detail.ratio', { percent: writePercent(comparison.ratio, texts.locale, rules.decimals) })
    return spans(
      [nameOf(comparison, otherValue(comparison, indicator, texts), texts), change, ratio].filter((one) => one !== undefined).join(' · '),
    )
  })

/** Against a year before it rises or falls; against a target or a benchmark it is above or below. */
const differenceOf = (kind: Comparison['kind'], difference: Decimal, decimals: number, texts: Texts): string => {
  if (kind === 'previous-year') return writeChange(difference, texts, decimals)
  if (difference.isZero()) return texts.plain('ask.detail.against.same')
  const points = writeNumber(difference.abs(), texts.locale, decimals)
  return texts.plain(difference.isNegative() ? 'ask.detail.against.below' : 'ask.detail.against.above', { points })
}

const otherValue = ({ other }: Comparison, indicator: Indicator, texts: Texts): string =>
  isTarget(other) ? writeTarget(other, indicator, texts) : writeFigure(other, indicator, texts)

/** Only a target can be a range; a number or a grade is written alike from both, but a figure may have its marks. */
const isTarget = (other: Figure | Target): other is Extract<Target, { kind: 'range' }> => other.kind === 'range'

const nameOf = ({ kind, name, year }: Comparison, value: string, texts: Texts): string => {
  switch (kind) {
    case 'previous-year':
      return texts.plain('ask.detail.last-year', { year: year ?? name, value })
    case 'renstra-year':
      return texts.plain('ask.detail.renstra-year', { year: year ?? name, value })
    case 'renstra-end':
      return texts.plain('ask.detail.renstra-end', { year: year ?? name, value })
    case 'benchmark':
      return texts.plain('ask.detail.benchmark', { name, value })
  }
}
