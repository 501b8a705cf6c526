import type { AgencyAssessment, IndicatorAssessment, QuarterAssessment } from '../domain/assess/assessment.ts'
import { missedReason } from '../domain/capaian.ts'
import { d } from '../domain/decimal.ts'
import { expectedOf, headlineOf } from '../domain/assess/headline.ts'
import { quarters } from '../domain/period.ts'
import type { Quarter } from '../domain/period.ts'
import type { Texts } from '../text/texts.ts'
import { writeQuarter } from '../text/write-date.ts'
import { writeFigure, writeTarget } from '../text/write-figure.ts'
import { writePercent } from '../text/write-number.ts'
import { toneOf } from './rating-tone.ts'
import type { Tone } from './tone.ts'

/** A cell: its number and colour, or why there is none. A target missed without a number shows both, `2 / 0`. `empty` is not due and not reported. */
export type HeatCell = { kind: 'value'; shown: string; tone: Tone } | { kind: 'missing' } | { kind: 'unpublished' } | { kind: 'empty' }

/** An agency's indicators by quarter, already in words: drawing knows no locale and no rule. */
export type HeatMap = {
  title: string
  owner?: string
  subtitle: string
  asOf: string
  notice?: string
  columns: string[]
  rows: { label: string; cells: HeatCell[] }[]
  legend: { tone: Tone; label: string }[]
  /** What an outlined cell and a dotted one mean. */
  missing: string
  unpublished: string
  more?: string
}

/** More rows than these are no picture for a phone. */
const mostRows = 20

const cellOf = (
  cell: QuarterAssessment,
  { indicator }: IndicatorAssessment,
  asked: Quarter,
  { plan }: AgencyAssessment,
  texts: Texts,
): HeatCell => {
  const { agency } = plan
  if (cell.quarter > asked) return { kind: 'empty' }
  if (cell.shown)
    return {
      kind: 'value',
      shown: writePercent(cell.shown, texts.locale, wide(cell.shown) ? 0 : agency.rules.decimals),
      tone: toneOf(cell, agency.scales),
    }
  const figure = cell.report?.figure
  if (figure && missedReason(cell.capaian)) {
    const bare = { ...indicator, unit: '' }
    const shown = `${writeFigure(figure, bare, texts)} / ${writeTarget(cell.target, bare, texts)}`
    return { kind: 'value', shown: shown.length > longestPair ? '▼' : shown, tone: toneOf(cell, agency.scales) }
  }
  if (cell.state === 'not-reported') return { kind: 'missing' }
  if (cell.state === 'not-yet-published') return { kind: 'unpublished' }
  return { kind: 'empty' }
}

/** A figure beside its target that is longer does not fit its cell. */
const longestPair = 8

/** A number of four digits before its mark leaves no room for decimals. */
const wide = (value: { gte: (other: number) => boolean }): boolean => value.gte(1000)

/** How much an indicator needs a look: the lowest capaian of the newest quarter first, then what is missing, then the rest. */
const rank = (one: IndicatorAssessment, asked: Quarter): string => {
  const cell = one.quarters.findLast(({ quarter, due, report }) => quarter <= asked && (due || report))
  if (cell?.state === 'not-reported') return '1'
  if (cell && missedReason(cell.capaian)) return '0'
  if (!cell?.shown) return '3'
  return cell.shown.lt(100) ? `0${cell.shown.plus(1_000_000).toFixed(4)}` : `2${d(9_000_000).minus(cell.shown).toFixed(4)}`
}

/**
 * The heat map of an agency up to a quarter: whatever somebody was asked to report, what needs a look first. `at` is the time of the
 * figures, already written in the agency's zone.
 */
export const heatMapOf = (assessment: AgencyAssessment, asked: Quarter, texts: Texts, at: string): HeatMap => {
  const { plan, indicators, reported } = assessment
  const expected = new Set(
    quarters.filter((quarter) => quarter <= asked).flatMap((quarter) => expectedOf(indicators, quarter, headlineOf(indicators, quarter))),
  )
  const ranked = [...expected]
    .map((one) => ({ one, rank: rank(one, asked) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.one.indicator.position - b.one.indicator.position))
  const rows = ranked.slice(0, mostRows).map(({ one }) => ({
    label: one.indicator.shortName,
    cells: one.quarters.map((cell) => cellOf(cell, one, asked, assessment, texts)),
  }))
  const left = ranked.length - rows.length
  return {
    title: texts.plain('picture.heat.title', { agency: plan.agency.shortName, year: plan.year }),
    owner: [plan.agency.name, plan.agency.governmentName].join(' · '),
    subtitle: texts.plain('picture.heat.subtitle', { count: ranked.length }),
    asOf: texts.plain('picture.as-of', { at }),
    ...(reported.unverified > 0 && { notice: texts.plain('picture.unverified', { count: reported.unverified }) }),
    columns: quarters.map((quarter) => writeQuarter(quarter, texts)),
    rows,
    legend: legendOf(rows, assessment, texts),
    missing: texts.plain('picture.heat.missing'),
    unpublished: texts.plain('picture.heat.unpublished'),
    ...(left > 0 && { more: texts.plain('picture.more', { count: left }) }),
  }
}

const legendOf = (rows: HeatMap['rows'], { plan }: AgencyAssessment, texts: Texts): HeatMap['legend'] => {
  const used = new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'value' ? [cell.tone] : []))))
  const { scales, rules } = plan.agency
  const scale = scales.find(({ key }) => key === rules.capaianScale)
  const words: Record<Tone, string> = {
    good: texts.plain('picture.heat.good'),
    fair: texts.plain('picture.heat.fair'),
    poor: texts.plain('picture.heat.poor'),
    none: texts.plain('picture.unrated'),
  }
  return (['good', 'fair', 'poor', 'none'] as const)
    .filter((tone) => used.has(tone))
    .map((tone) => ({ tone, label: scale || tone === 'none' ? words[tone] : words.none }))
}
