import { assessIndicator } from '../../domain/assess/assess.ts'
import type { IndicatorAssessment, Rated } from '../../domain/assess/assessment.ts'
import type { Figure, Money } from '../../domain/figure.ts'
import { rupiahOf } from '../../domain/money/row-money.ts'
import type { Indicator, Reported } from '../../domain/plan.ts'
import type { Quarter } from '../../domain/period.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import type { Part, Span } from '../../message/message.ts'
import { line, spans } from '../say.ts'
import type { Texts } from '../../text/texts.ts'
import { writeQuarter } from '../../text/write-date.ts'
import { writeFigure, writeParts, writeTarget, writeTyped } from '../../text/write-figure.ts'
import { writeChange, writeNumber, writePercent, writeRupiah, writeRupiahShort } from '../../text/write-number.ts'
import { readUnit } from '../../text/write-unit.ts'
import { writeRating } from '../../text/write-rating.ts'
import { writeReason } from '../../text/write-reason.ts'
import { d } from '../../domain/decimal.ts'
import type { Decimal } from '../../domain/decimal.ts'
import { shownValue } from '../../domain/shown-value.ts'
import { evidenceCount } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { cardName, indicatorOf, periodOf } from './subject.ts'
import { inputWorking } from './inputs.ts'

/** What the draft's figure would come to, if it were saved now. */
export function assessDraft(draft: ReportDraft, facts: ReportingFacts, figure: Figure): IndicatorAssessment {
  const indicator = indicatorOf(facts)
  const quarter = quarterName(facts.key.quarter)
  const drafted: Reported = {
    indicatorKey: indicator.key,
    quarter,
    figure,
    ...(draft.money && { money: draft.money }),
    state: 'submitted',
    evidence: evidenceCount(draft),
    at: '',
    by: '',
    onTime: true,
    version: draft.base + 1,
  }
  return assessIndicator(facts.plan, indicator, [...facts.reported.filter((r) => r.quarter !== quarter), drafted], quarter)
}

/** The capaian of the reported period itself. */
export const ratedNow = (assessment: IndicatorAssessment, facts: ReportingFacts): Rated =>
  facts.key.quarter === 0 ? assessment.year : assessment.quarters[(facts.key.quarter - 1) as 0 | 1 | 2 | 3]

/** The card of a figure: what it is about, its capaian, to date, the change, and the money; at most six lines. */
export function card(
  draft: ReportDraft,
  facts: ReportingFacts,
  figure: Figure,
  texts: Texts,
  missing: 'say-missing' | 'given-only' = 'given-only',
): Part[] {
  const indicator = indicatorOf(facts)
  const assessment = assessDraft(draft, facts, figure)
  const parts: Part[] = [
    { kind: 'paragraph', spans: texts.spans('report.ask', { period: periodOf(facts.key, texts), name: cardName(facts) }) },
  ]
  const working = draft.figure?.kind === 'number' ? inputWorking(indicator, draft.inputs, texts) : undefined
  parts.push(spans(working ? `${working} = ` : '', ...headline(ratedNow(assessment, facts), figure, facts, indicator, texts)))
  const second =
    facts.key.quarter === 0 ? lastYear(facts, indicator, figure, texts) : toDate(assessment, facts.key.quarter, indicator, facts, texts)
  if (second) parts.push(spans(second))
  const change = facts.key.quarter === 0 ? undefined : changeLine(assessment, facts, texts)
  if (change) parts.push(spans(change))
  const money = draft.money || missing === 'say-missing' ? moneyLine(draft, facts, texts) : undefined
  if (money) parts.push(spans(money))
  if (draft.cause) parts.push(spans(texts.plain('report.cause-given', { cause: draft.cause })))
  if (evidenceCount(draft) > 0) parts.push(line(texts, 'report.evidence-given', { count: evidenceCount(draft) }))
  else if (missing === 'say-missing' && indicator.evidence === 'required') parts.push(line(texts, 'report.evidence-missing'))
  return parts
}

/** An agency's own word for a rating, as it stands in brackets within a sentence; a letter grade stays as it is. */
function ratingWord(label: string, texts: Texts): string {
  if (/^[A-Z]{1,3}$/.test(label)) return label
  return writeRating(label, texts).toLocaleLowerCase(texts.locale)
}

function headline(rated: Rated, figure: Figure, facts: ReportingFacts, indicator: Indicator, texts: Texts): Span[] {
  const target = facts.key.quarter === 0 ? indicator.targets.year : (indicator.targets.quarters[facts.key.quarter - 1] ?? null)
  const value = writeTyped(figure, indicator, texts)
  if (figure.kind === 'not-yet-published') return texts.spans('report.line.unpublished', { value })
  const rating = rated.rating ? ` (${ratingWord(rated.rating.label, texts)})` : ''
  if (rated.shown === undefined || rated.capaian.kind === 'undefined' || !target) {
    const found = rated.capaian.kind === 'undefined' ? rated.capaian.reason : 'no-target'
    // A quarter may be without a target while the year has one.
    const reason = found === 'no-target' && facts.key.quarter !== 0 ? 'not-due' : found
    if (reason === 'below-grade' && target)
      return texts.spans('report.line.grade', {
        value,
        target: writeTarget(target, indicator, texts),
        match: texts.plain('report.line.grade-match.below'),
      })
    return [
      ...texts.spans('report.line.value-only', { value }),
      { text: `, ${texts.plain('report.line.without-capaian', { reason: writeReason(reason, texts) })}` },
    ]
  }
  const percent = writePercent(rated.shown, texts.locale, facts.plan.agency.rules.decimals)
  if (target.kind === 'grade') {
    const match = texts.plain(`report.line.grade-match.${rated.shown.lt(100) ? 'below' : rated.shown.gt(100) ? 'above' : 'met'}`)
    return [
      ...texts.spans('report.line.grade', { value, target: writeTarget(target, indicator, texts), match }),
      { text: `, ${percent}${rating}` },
    ]
  }
  if (figure.kind === 'number' && figure.parts) {
    const spansOf = texts.spans('report.line.parts', {
      parts: writeParts(figure.parts, texts),
      value,
      target: writeTarget(target, indicator, texts),
      percent,
    })
    const from =
      indicator.basis === 'parts'
        ? `, ${texts.plain('report.line.from-parts', { parts: `${writeNumber(figure.parts.numerator, texts.locale)}/${writeNumber(figure.parts.denominator, texts.locale)}` })}`
        : ''
    return [...spansOf, { text: `${rating}${from}` }]
  }
  const percentage = readUnit(indicator.unit).kind === 'percent'
  const bare = percentage ? value : shortValue(figure, indicator, texts)
  return [
    ...texts.spans(percentage ? 'report.line.percentage' : 'report.line.of-target', {
      value: bare,
      target: writeTarget(target, indicator, texts),
      percent,
    }),
    { text: `${rating}${roundedFirst(figure, indicator, texts)}` },
  ]
}

/** “dihitung dari 88,13”, where the capaian counts from the figure as it will be printed and that is not what was typed. */
function roundedFirst(figure: Figure, indicator: Indicator, texts: Texts): string {
  if (indicator.basis !== 'shown' || figure.kind !== 'number') return ''
  const printed = shownValue(figure.value, indicator.decimals)
  if (printed.eq(figure.value) || figure.inputs) return ''
  return `, ${texts.plain('report.line.from-parts', { parts: writeNumber(printed, texts.locale, indicator.decimals) })}`
}

function toDate(
  assessment: IndicatorAssessment,
  quarter: Quarter,
  indicator: Indicator,
  facts: ReportingFacts,
  texts: Texts,
): string | undefined {
  const { toDate: date, againstYear } = assessment
  const decimals = facts.plan.agency.rules.decimals
  const year = againstYear.shown && indicator.targets.year ? writePercent(againstYear.shown, texts.locale, decimals) : undefined
  // Units stand once in a card: after the first line only numbers, but a percentage keeps its sign.
  const bare = { ...indicator, unit: readUnit(indicator.unit).kind === 'percent' ? indicator.unit : '' }
  // A mean of quarters is rounded; a sum of them, or the last, is what was typed.
  const write = indicator.aggregation === 'average' ? writeFigure : writeTyped
  const value = date.realisation && write(date.realisation, bare, texts)
  const here = facts.reported.some((r) => r.quarter !== 'year' && r.quarter < quarter)
  const pieces: string[] = []
  const alone = !here && year && value && indicator.targets.year
  if (alone)
    pieces.push(texts.plain('report.line.year', { value, target: writeTarget(indicator.targets.year, bare, texts), percent: year }))
  else if (date.shown && value && date.target)
    pieces.push(
      texts.plain('report.line.to-date', {
        quarter: writeQuarter(quarter, texts),
        value,
        target: writeTarget(date.target, bare, texts),
        percent: writePercent(date.shown, texts.locale, decimals),
      }),
    )
  if (!alone && year && indicator.targets.year)
    pieces.push(texts.plain('report.line.of-year', { percent: year, target: writeTarget(indicator.targets.year, bare, texts) }))
  if (date.missing.length > 0)
    pieces.push(texts.plain('report.line.incomplete', { quarters: date.missing.map((q) => writeQuarter(q, texts)).join(', ') }))
  return pieces.length > 0 ? pieces.join(' · ') : undefined
}

function changeLine(assessment: IndicatorAssessment, facts: ReportingFacts, texts: Texts): string | undefined {
  if (!assessment.change) return undefined
  const before = assessment.quarters[(assessment.change.from - 1) as 0 | 1 | 2 | 3]
  if (!before.shown) return undefined
  const decimals = facts.plan.agency.rules.decimals
  return texts.plain('report.line.change', {
    quarter: writeQuarter(assessment.change.from, texts),
    percent: writePercent(before.shown, texts.locale, decimals),
    points: writeChange(assessment.change.points, texts, decimals),
  })
}

function lastYear(facts: ReportingFacts, indicator: Indicator, figure: Figure, texts: Texts): string | undefined {
  const before = indicator.previousYears[facts.key.year - 1]
  const now = figure.kind === 'number' ? figure.value : figure.kind === 'grade' ? figure.score : undefined
  const then = before?.kind === 'number' ? before.value : before?.kind === 'grade' ? before.score : undefined
  if (!before || !now || !then) return undefined
  const difference = now.minus(then)
  return texts.plain('report.line.last-year', { value: writeFigure(before, indicator, texts), points: writeChange(difference, texts) })
}

/** The money of the draft in rupiah and percent, or that it is missing where it belongs. */
export function moneyLine(draft: ReportDraft, facts: ReportingFacts, texts: Texts): string | undefined {
  const [row] = facts.plan.budget
  const money = draft.money
  if (!money) return row && !row.ceiling.isZero() ? texts.plain('report.money-missing') : undefined
  if (!row || row.ceiling.isZero())
    return texts.plain('report.money', {
      money: money.kind === 'percent' ? typedPercent(money.value, texts) : writeRupiahShort(money.value, texts),
    })
  const rupiah = rupiahOf(money, row.ceiling)
  const percent =
    money.kind === 'percent' ? typedPercent(money.value, texts) : writePercent(rupiah.times(d(100)).div(row.ceiling), texts.locale)
  return texts.plain('report.money-of', { rupiah: writeRupiahShort(rupiah, texts), percent })
}

/** A percentage as it was typed: `57,50%`, `0,003%`. */
const typedPercent = (value: Decimal, texts: Texts): string => writePercent(value, texts.locale, Math.max(2, value.decimalPlaces()))

/** Money as it is asked back: rupiah in full, or percent of the ceiling. */
export const shortMoney = (money: Money, texts: Texts): string =>
  money.kind === 'percent' ? typedPercent(money.value, texts) : writeRupiah(money.value, texts.locale)

/** The value alone, as it is asked back. */
export const shortValue = (figure: Figure, indicator: Indicator, texts: Texts): string =>
  figure.kind === 'number' && !figure.provisional
    ? figure.parts
      ? `${writeParts(figure.parts, texts)}`
      : writeTyped(figure, { ...indicator, unit: '' }, texts)
    : writeTyped(figure, indicator, texts)
