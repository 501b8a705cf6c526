import type { IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import type { Figure } from '../../../domain/figure.ts'
import type { Quarter } from '../../../domain/period.ts'
import type { AgencyRules, Indicator } from '../../../domain/plan.ts'
import type { Span } from '../../../message/message.ts'
import { writeQuarter } from '../../../text/write-date.ts'
import { writeFigure, writeTarget } from '../../../text/write-figure.ts'
import { writeChange, writePercent } from '../../../text/write-number.ts'
import { writeReason } from '../../../text/write-reason.ts'
import type { Texts } from '../../../text/texts.ts'
import { cellIn } from './asked-cell.ts'
import type { AskedCell } from './asked-cell.ts'
import { markOf } from './mark.ts'

/** A value beside its target: the unit's word stands behind the target alone, `105 / 20 orang`. */
const bareValue = (figure: Figure, indicator: Indicator, texts: Texts): string => writeFigure(figure, { ...indicator, unit: '' }, texts)

/**
 * An indicator in one line of the asked period: **name** value / target = **capaian** ▲ rating, then the change and what it must not be
 * read without (sent back, incomplete). The reason stands where there is no capaian.
 */
export const indicatorLine = (assessed: IndicatorAssessment, asked: Quarter | 'year', rules: AgencyRules, texts: Texts): Span[] => {
  const cell = cellIn(assessed, asked)
  const after = [...changeOf(assessed, asked, rules, texts), ...warningsOf(cell, texts)]
  return [...statement(assessed.indicator, cell, rules, texts), ...after.map((text) => ({ text: ` · ${text}` }))]
}

const statement = (indicator: Indicator, cell: AskedCell, rules: AgencyRules, texts: Texts): Span[] => {
  const name = indicator.shortName
  const target = writeTarget(cell.target, indicator, texts)
  const { capaian, figure } = cell
  if (cell.state === 'voluntary' && figure) return texts.spans('ask.line.voluntary', { name, value: writeFigure(figure, indicator, texts) })
  if (!figure || figure.kind === 'not-yet-published') {
    const reason = figure
      ? writeFigure(figure, indicator, texts)
      : writeReason(capaian.kind === 'undefined' ? capaian.reason : 'not-reported', texts)
    return texts.spans('ask.line.reason', { name, reason, target })
  }
  if (capaian.kind === 'percent' && cell.shown) {
    const percent = writePercent(cell.shown, texts.locale, rules.decimals)
    return texts.spans('ask.line.percent', { name, value: bareValue(figure, indicator, texts), target, percent, mark: markOf(cell, texts) })
  }
  const value = writeFigure(figure, indicator, texts)
  const mark = markOf(cell, texts)
  if (mark) return texts.spans('ask.line.grade', { name, value, target, mark })
  const reason = writeReason(capaian.kind === 'undefined' ? capaian.reason : 'no-target', texts)
  return texts.spans('ask.line.no-capaian', { name, value, target, reason })
}

/** Against the quarter before in points of the capaian, or against the year before in points of the unit. */
const changeOf = (
  { change, comparisons, indicator }: IndicatorAssessment,
  asked: Quarter | 'year',
  rules: AgencyRules,
  texts: Texts,
): string[] => {
  if (asked !== 'year') {
    if (!change || change.points.isZero()) return []
    const period = writeQuarter(change.from, texts)
    return [texts.plain('ask.change', { change: writeChange(change.points, texts, rules.decimals), period })]
  }
  const before = comparisons.find(({ kind }) => kind === 'previous-year')
  if (!before?.difference || before.difference.isZero()) return []
  return [texts.plain('ask.change', { change: writeChange(before.difference, texts, indicator.decimals), period: before.name })]
}

const warningsOf = ({ report, figure, missing }: AskedCell, texts: Texts): string[] => [
  ...(report?.state === 'returned' ? [texts.plain('ask.returned')] : []),
  ...(figure && missing.length > 0
    ? [texts.plain('ask.incomplete', { quarters: missing.map((quarter) => writeQuarter(quarter, texts)).join(', ') })]
    : []),
]
