import type { CellState, IndicatorAssessment, Rated, Reason } from '../domain/assess/assessment.ts'
import { missedReason } from '../domain/capaian.ts'
import { d } from '../domain/decimal.ts'
import { headlineOf } from '../domain/assess/headline.ts'
import { dueMonth } from '../domain/assess/missing-reports.ts'
import type { Figure, Target } from '../domain/figure.ts'
import type { Quarter } from '../domain/period.ts'
import type { Reported } from '../domain/plan.ts'
import type { AssessedAgency } from '../domain/requests/requests.ts'
import type { Texts } from '../text/texts.ts'
import { writeRating } from '../text/write-rating.ts'
import { writeMonth, writeQuarter } from '../text/write-date.ts'
import { writeFigure, writeTarget } from '../text/write-figure.ts'
import { writePercent } from '../text/write-number.ts'
import { writeReason } from '../text/write-reason.ts'
import type { PictureRow } from './agency-picture.ts'
import { toneOf } from './rating-tone.ts'

/** What a row needs of the asked period, be it a quarter or the year. */
type Cell = Rated & { realisation?: Figure; target: Target | null; state: CellState; report?: Reported; missing: readonly Quarter[] }

const cellOf = ({ quarters, year }: IndicatorAssessment, asked: Quarter | 'year'): Cell | null => {
  if (asked === 'year') return year.state === 'not-due' || year.state === 'voluntary' ? null : year
  const cell = quarters[asked - 1]
  return cell?.due ? { ...cell, realisation: cell.report?.figure, missing: [] } : null
}

/** Marks that a figure keeps wherever it is shown: provisional, sent back by the verifier, quarters that it lacks. */
const remarkOf = ({ realisation, state, report, missing }: Cell, texts: Texts): string => {
  const provisional =
    state === 'provisional' || (realisation !== undefined && 'provisional' in realisation && realisation.provisional === true)
  const remarks = [
    ...(provisional ? [texts.plain('picture.provisional')] : []),
    ...(report?.state === 'returned' ? [texts.plain('picture.returned')] : []),
    ...(realisation !== undefined && missing.length > 0
      ? [texts.plain('picture.incomplete', { quarters: missing.map((quarter) => writeQuarter(quarter, texts)).join(', ') })]
      : []),
  ]
  return remarks.join(' · ')
}

/** Why a row has no capaian: what is not due yet is not called unreported. */
const noteOf = (reason: Reason, month: string | undefined, texts: Texts): string =>
  reason === 'not-reported' && month !== undefined
    ? texts.plain('picture.not-due', { month: writeMonth(month, texts) })
    : writeReason(reason, texts)

const rowOf = (assessed: IndicatorAssessment, cell: Cell, { assessment, ended }: AssessedAgency, texts: Texts): PictureRow => {
  const { indicator } = assessed
  const { agency } = assessment.plan
  const remark = remarkOf(cell, texts)
  const common = { label: indicator.shortName, tone: toneOf(cell, agency.scales), ...(remark !== '' && { remark }) }
  if (cell.capaian.kind === 'percent') {
    const shown = cell.shown ?? cell.capaian.value
    const mark = cell.rating ? writeRating(cell.rating.label, texts) : texts.plain('picture.unrated')
    return { ...common, value: shown.toFixed(), shown: writePercent(shown, texts.locale, agency.rules.decimals), mark }
  }
  const { reason } = cell.capaian
  if (!missedReason(cell.capaian) || !cell.realisation)
    return { ...common, shown: '–', note: noteOf(reason, dueMonth(assessed, assessment, ended), texts), mark: '' }
  // two grades make no percentage, nor does anything against zero: they stand side by side in the bar's place
  const realisation = writeFigure(cell.realisation, indicator, texts)
  const note = texts.plain('picture.against', { realisation, target: writeTarget(cell.target, indicator, texts) })
  return { ...common, shown: '–', note, mark: writeReason(reason, texts) }
}

/**
 * A row for each indicator that the headline is about (or its support, where only that has a capaian yet), lowest capaian first; those
 * without one keep the order of the agreement, before all others.
 */
export const headlineRows = (pictured: AssessedAgency, texts: Texts): PictureRow[] => {
  const { assessment } = pictured
  const { indicators, quarter } = assessment
  const about = assessment.support ? 'support' : assessment.headlineOf
  const standing = indicators.filter(({ indicator }) => indicator.standing === about)
  return [...(quarter === 'year' ? standing : headlineOf(standing, quarter).members)]
    .sort((one, other) => one.indicator.position - other.indicator.position)
    .flatMap((indicator) => {
      const cell = cellOf(indicator, quarter)
      return cell ? [rowOf(indicator, cell, pictured, texts)] : []
    })
    .sort(byValue)
}

const byValue = (one: PictureRow, other: PictureRow): number =>
  one.value === undefined || other.value === undefined
    ? Number(one.value !== undefined) - Number(other.value !== undefined)
    : d(one.value).comparedTo(d(other.value))
