import type { IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import { quarters } from '../../../domain/period.ts'
import type { AgencyRules } from '../../../domain/plan.ts'
import type { Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeQuarter } from '../../../text/write-date.ts'
import { writeFigure, writeTarget } from '../../../text/write-figure.ts'
import { writePercent } from '../../../text/write-number.ts'
import { cellIn } from './asked-cell.ts'

const nothing = '–'

/** Target, realisation and capaian of each quarter that has one, and of the year; nothing where only the year is known. */
export const quartersTable = (assessed: IndicatorAssessment, rules: AgencyRules, texts: Texts): Part[] => {
  const { indicator } = assessed
  const bare = { ...indicator, unit: '' }
  const periods = [...quarters, 'year' as const].filter((period) => {
    const { target, figure } = cellIn(assessed, period)
    return target !== null || figure !== undefined
  })
  if (periods.every((period) => period === 'year')) return []
  const rows = periods.map((period) => {
    const { target, figure, shown } = cellIn(assessed, period)
    return [
      writeQuarter(period, texts),
      target ? writeTarget(target, bare, texts) : nothing,
      figure ? writeFigure(figure, bare, texts) : nothing,
      shown ? writePercent(shown, texts.locale, rules.decimals) : nothing,
    ]
  })
  const header = [
    texts.plain('ask.detail.head.period'),
    texts.plain('ask.detail.head.target'),
    texts.plain('ask.detail.head.value'),
    texts.plain('ask.detail.head.capaian'),
  ]
  return [{ kind: 'table', header, rows, numeric: [1, 2, 3] }]
}
