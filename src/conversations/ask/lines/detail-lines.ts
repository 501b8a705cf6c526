import { isFarOff } from '../../../domain/capaian.ts'
import type { IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import { quarterName } from '../../../domain/requests/requests.ts'
import type { ReportingFacts } from '../../../domain/requests/requests.ts'
import type { Indicator } from '../../../domain/plan.ts'
import { valueRating } from '../../../domain/rating/value-rating.ts'
import type { Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeNearDate, writePeriod, writeQuarter } from '../../../text/write-date.ts'
import { writeFigure, writeParts, writeTarget } from '../../../text/write-figure.ts'
import { writeNumber, writePercent } from '../../../text/write-number.ts'
import { writeReason } from '../../../text/write-reason.ts'
import { readUnit } from '../../../text/write-unit.ts'
import { writeWorking } from '../../../text/write-working.ts'
import { inputWorking } from '../../report/inputs.ts'
import { heading, line, quote, spans } from '../../say.ts'
import { cellIn } from './asked-cell.ts'
import { comparisonLines } from './comparison-lines.ts'
import { markOf } from './mark.ts'
import { quartersTable } from './quarters-table.ts'
import { stateLines } from './state-lines.ts'

/**
 * An indicator in full: the asked period with its working, to date and the year, the quarters, what it is compared with, the cause and
 * who reported it when. `zone` is the viewer's.
 */
export const detailLines = (facts: ReportingFacts, assessed: IndicatorAssessment, zone: string, texts: Texts): Part[] => {
  const { indicator } = assessed
  const asked = quarterName(facts.key.quarter)
  const period = writePeriod({ year: facts.key.year, quarter: asked }, texts)
  const report = cellIn(assessed, asked).report
  const cause = facts.latest?.cause ?? report?.cause
  return [
    heading(`${indicator.shortName} · ${period}`),
    whereLine(facts, indicator),
    valueLine(facts, assessed, texts),
    ...workingLines(facts, assessed, texts),
    ...valueRatingLine(facts, assessed, texts),
    ...toDateLine(facts, assessed, texts),
    ...quartersTable(assessed, facts.plan.agency.rules, texts),
    ...comparisonLines(assessed, facts.plan.agency.rules, texts),
    ...(indicator.validUntil === undefined ? [] : [line(texts, 'ask.detail.valid-until', { until: indicator.validUntil })]),
    ...(cause === undefined ? [] : [line(texts, causeIsAsked(facts, assessed) ? 'ask.detail.cause' : 'ask.detail.note'), quote(cause)]),
    ...stateLines(facts, report, zone, texts),
  ]
}

/** Whether what was written explains a figure that is far off; else it is a note. */
const causeIsAsked = ({ key, plan }: ReportingFacts, assessed: IndicatorAssessment): boolean =>
  isFarOff(cellIn(assessed, quarterName(key.quarter)), plan.agency.rules)

/** The indicator's own name where the short one leaves something out, and whose it is. */
const whereLine = ({ plan }: ReportingFacts, { name, shortName, subject, unitName }: Indicator): Part => {
  const full = subject === undefined || subject === shortName ? name : `${subject}: ${name}`
  return spans([...(full === shortName ? [] : [full]), plan.agency.shortName, ...(unitName === undefined ? [] : [unitName])].join(' · '))
}

const valueLine = (facts: ReportingFacts, assessed: IndicatorAssessment, texts: Texts): Part => {
  const { indicator } = assessed
  const asked = quarterName(facts.key.quarter)
  const cell = cellIn(assessed, asked)
  const period = writePeriod({ year: facts.key.year, quarter: asked }, texts)
  const target = writeTarget(cell.target, indicator, texts)
  const { figure, capaian } = cell
  if (!figure) {
    if (!cell.target) return line(texts, 'ask.detail.not-due', { period })
    if (facts.phase === 'open' || facts.phase === 'late')
      return line(texts, 'ask.detail.late', { target, due: writeNearDate(facts.due, facts.today, texts) })
    return line(texts, 'ask.detail.not-reported', { target })
  }
  const value = writeFigure(figure, indicator, texts)
  if (figure.kind === 'not-yet-published') return line(texts, 'ask.detail.unpublished', { value, target })
  if (!cell.target) return line(texts, 'ask.detail.voluntary', { value, period })
  const mark = markOf(cell, texts)
  if (capaian.kind === 'percent' && cell.shown) {
    const counted = readUnit(indicator.unit).kind === 'word' ? writeFigure(figure, { ...indicator, unit: '' }, texts) : value
    const bare = figure.kind === 'number' && figure.parts ? `${writeParts(figure.parts, texts)} = ${value}` : counted
    const percent = writePercent(cell.shown, texts.locale, facts.plan.agency.rules.decimals)
    return line(texts, 'ask.detail.of-target', { value: bare, target, percent, mark })
  }
  if (mark) return line(texts, 'ask.detail.grade', { value, target, mark })
  return line(texts, 'ask.detail.reason', {
    value,
    target,
    reason: writeReason(capaian.kind === 'undefined' ? capaian.reason : 'no-target', texts),
  })
}

/** How the realisation came from its data, and the capaian from the realisation, with their numbers. */
const workingLines = ({ key, plan }: ReportingFacts, assessed: IndicatorAssessment, texts: Texts): Part[] => {
  const { capaian, figure } = cellIn(assessed, quarterName(key.quarter))
  const inputs = figure?.kind === 'number' && figure.inputs ? inputWorking(assessed.indicator, figure.inputs, texts) : undefined
  const working = capaian.kind === 'percent' ? writeWorking(capaian, plan.agency.rules.decimals, texts) : ''
  return [
    ...(inputs !== undefined && figure?.kind === 'number'
      ? [line(texts, 'ask.detail.composite', { working: inputs, value: writeNumber(figure.value, texts.locale, { min: 0, max: 4 }) })]
      : []),
    ...(working === '' ? [] : [line(texts, 'ask.detail.formula', { working })]),
  ]
}

/** The value itself may have a rating beside that of its capaian: IKM 88,13 is B. */
const valueRatingLine = ({ key, plan }: ReportingFacts, assessed: IndicatorAssessment, texts: Texts): Part[] => {
  const { indicator } = assessed
  const rated = valueRating(indicator, cellIn(assessed, quarterName(key.quarter)).figure, plan.agency.scales)
  if (!rated) return []
  const value = writeNumber(rated.shown, texts.locale, indicator.decimals)
  return [line(texts, 'ask.detail.value-rating', { value, rating: rated.rating.label })]
}

/** A quarter's figure against what is due up to it, and against the year. */
const toDateLine = ({ key, plan }: ReportingFacts, { toDate, againstYear, indicator }: IndicatorAssessment, texts: Texts): Part[] => {
  const asked = quarterName(key.quarter)
  if (asked === 'year') return []
  const { decimals } = plan.agency.rules
  const year = indicator.targets.year
  const said = [
    ...(toDate.shown && toDate.realisation
      ? [
          texts.plain('ask.detail.to-date', {
            quarter: writeQuarter(asked, texts),
            value: writeFigure(toDate.realisation, { ...indicator, unit: '' }, texts),
            target: writeTarget(toDate.target, indicator, texts),
            percent: writePercent(toDate.shown, texts.locale, decimals),
          }),
        ]
      : []),
    ...(year && againstYear.shown
      ? [
          texts.plain('ask.detail.of-year', {
            percent: writePercent(againstYear.shown, texts.locale, decimals),
            target: writeTarget(year, indicator, texts),
          }),
        ]
      : year
        ? [texts.plain('ask.detail.year-target', { target: writeTarget(year, indicator, texts) })]
        : []),
    ...(toDate.realisation && toDate.missing.length > 0
      ? [texts.plain('ask.detail.incomplete', { quarters: toDate.missing.map((quarter) => writeQuarter(quarter, texts)).join(', ') })]
      : []),
  ]
  return said.length > 0 ? [spans(said.join(' · '))] : []
}
