import { agencyTitle } from '../../conversations/ask/lines/agency-title.ts'
import { cellIn } from '../../conversations/ask/lines/asked-cell.ts'
import { comparisonLines } from '../../conversations/ask/lines/comparison-lines.ts'
import { listedMembers } from '../../conversations/ask/lines/members.ts'
import { summaryLines } from '../../conversations/ask/lines/summary-lines.ts'
import { viewBudget } from '../../conversations/ask/views/view-budget.ts'
import { viewObjectives } from '../../conversations/ask/views/view-objectives.ts'
import { viewQuarters } from '../../conversations/ask/views/view-quarters.ts'
import type { View } from '../../conversations/ask/views/view.ts'
import type { AgencyAssessment, IndicatorAssessment } from '../../domain/assess/assessment.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { AgencyFacts } from '../../domain/requests/requests.ts'
import type { Part } from '../../message/message.ts'
import { writeFigure, writeTarget } from '../../text/write-figure.ts'
import { writePercent } from '../../text/write-number.ts'
import { writePeriod, writeQuarter } from '../../text/write-date.ts'
import { writeReason } from '../../text/write-reason.ts'
import type { Texts } from '../../text/texts.ts'
import { writeWorking } from '../../text/write-working.ts'

/** An agency for a terminal: the summary that people get in chat, then every indicator with its working, objectives, quarters and budget. */
export const agencyText = (facts: AgencyFacts, texts: Texts): string => {
  const { assessment } = facts
  const listed = new Set(listedMembers(assessment))
  const others = assessment.indicators.filter((one) => !listed.has(one) && cellIn(one, assessment.quarter).state !== 'not-due')
  const period = writePeriod({ year: facts.year, quarter: quarterName(facts.quarter) }, texts)
  return [
    ...summaryLines(facts, texts).flatMap(plain),
    countsOf(assessment, texts),
    '',
    `${agencyTitle(facts.agency)} · ${period}`,
    ...[...listed, ...others].flatMap((one) => indicatorLines(one, facts, texts)),
    ...allPages(viewObjectives, facts, texts),
    ...allPages(viewQuarters, facts, texts),
    ...allPages(viewBudget, facts, texts),
  ].join('\n')
}

const indicatorLines = (one: IndicatorAssessment, { assessment }: AgencyFacts, texts: Texts): string[] => {
  const { indicator } = one
  const { decimals } = assessment.plan.agency.rules
  const cell = cellIn(one, assessment.quarter)
  const { capaian, shown, rating, figure, target, report } = cell
  const value = figure ? writeFigure(figure, { ...indicator, parts: true }, texts) : '–'
  const outcome =
    capaian.kind === 'percent' && shown
      ? writePercent(shown, texts.locale, decimals)
      : writeReason(capaian.kind === 'undefined' ? capaian.reason : 'no-target', texts)
  const state = report ? texts.plain(`report.state.${report.state}`) : undefined
  const working = capaian.kind === 'percent' ? writeWorking(capaian, decimals, texts) : ''
  const said = [value, writeTarget(target, indicator, texts), outcome, rating?.label, state].filter((word) => word !== undefined)
  return [
    `${indicator.key}  ${indicator.shortName}`,
    `    ${said.join(' | ')}`,
    ...[working, quartersOf(one, decimals, texts)].filter((text) => text !== '').map((text) => `    ${text}`),
    ...comparisonLines(one, assessment.plan.agency.rules, texts)
      .flatMap(plain)
      .map((text) => `    ${text}`),
  ]
}

/** The quarters that say something: `TW I 6 / 6 = 100,00%; TW II 3 / 3 = 100,00%`. */
const quartersOf = ({ quarters, indicator }: IndicatorAssessment, decimals: number, texts: Texts): string =>
  quarters
    .filter(({ target, report }) => target !== null || report !== undefined)
    .map(({ quarter, target, report, shown }) => {
      const bare = { ...indicator, unit: '' }
      const value = report ? writeFigure(report.figure, bare, texts) : '–'
      const outcome = shown ? ` = ${writePercent(shown, texts.locale, decimals)}` : ''
      return `${writeQuarter(quarter, texts)} ${value} / ${target ? writeTarget(target, bare, texts) : '–'}${outcome}`
    })
    .join('; ')

/** How many have each rating of the scale in force. */
const countsOf = ({ counts }: AgencyAssessment, texts: Texts): string =>
  counts.map(({ label, count }) => `${label === '' ? texts.plain('ask.unrated') : label}: ${count}`).join(', ')

/** A view of the chat with all its pages under one heading. */
const allPages = (view: View, facts: AgencyFacts, texts: Texts): string[] => {
  const first = view(facts, 0, texts)
  const pages = Array.from({ length: first.pages - 1 }, (_, index) => view(facts, index + 1, texts))
  return ['', ...first.parts.flatMap(plain), ...pages.flatMap(({ parts }) => parts.slice(1).flatMap(plain))]
}

const plain = (part: Part): string[] => {
  if (part.kind !== 'table') return [part.spans.map(({ text }) => text).join('')]
  const rows = [...(part.header ? [part.header] : []), ...part.rows]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, column) => (part.numeric?.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  )
}
