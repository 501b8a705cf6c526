import { cellIn } from '../../conversations/ask/lines/asked-cell.ts'
import type { AgencyAssessment, Comparison, IndicatorAssessment, QuarterAssessment } from '../../domain/assess/assessment.ts'
import { round } from '../../domain/decimal.ts'
import type { Indicator, Reported } from '../../domain/plan.ts'
import { valueRating } from '../../domain/rating/value-rating.ts'
import type { Texts } from '../../text/texts.ts'
import { amountJson, capaianJson, figureJson, givenMoneyJson, shownText, targetJson, workingJson } from './values-json.ts'

/** An indicator in the asked period, with everything beside it. */
export const indicatorJson = (one: IndicatorAssessment, { quarter, plan }: AgencyAssessment, texts: Texts) => {
  const { decimals } = plan.agency.rules
  const { indicator, toDate, againstYear, year, change } = one
  const cell = cellIn(one, quarter)
  return {
    ...identityJson(indicator),
    target: targetJson(cell.target, indicator, texts),
    realisation: figureJson(cell.figure, indicator, texts),
    ...capaianJson(cell, decimals),
    working: workingJson(cell, decimals, texts),
    valueRating: valueRating(indicator, cell.figure, plan.agency.scales)?.rating.label ?? null,
    state: cell.state,
    missing: cell.missing,
    report: reportJson(cell.report),
    quarters: one.quarters.map((each) => quarterJson(each, indicator, decimals, texts)),
    toDate: {
      upTo: toDate.upTo,
      target: targetJson(toDate.target, indicator, texts),
      realisation: figureJson(toDate.realisation, indicator, texts),
      ...capaianJson(toDate, decimals),
      missing: toDate.missing,
    },
    againstYear: capaianJson(againstYear, decimals),
    ofYear: {
      target: targetJson(year.target, indicator, texts),
      realisation: figureJson(year.realisation, indicator, texts),
      ...capaianJson(year, decimals),
      state: year.state,
      from: year.from,
      missing: year.missing,
    },
    change: change ? { from: change.from, points: shownText(change.points, decimals) } : null,
    comparisons: one.comparisons.map((each) => comparisonJson(each, indicator, decimals, texts)),
  }
}

const identityJson = (indicator: Indicator) => ({
  key: indicator.key,
  code: indicator.code ?? null,
  name: indicator.name,
  shortName: indicator.shortName,
  subject: indicator.subject ?? null,
  level: indicator.level,
  standing: indicator.standing,
  objective: indicator.objectiveKey ?? null,
  unit: indicator.unit,
  responsibleUnit: indicator.unitName ?? null,
  formula: indicator.formula,
  aggregation: indicator.aggregation,
  moneyOf: indicator.moneyOf ?? null,
})

/** Who reported what is in force, and its state. */
const reportJson = (report: Reported | undefined) =>
  report
    ? {
        state: report.state,
        version: report.version,
        at: report.at,
        by: report.by === '' ? null : report.by,
        onTime: report.onTime,
        cause: report.cause ?? null,
        evidence: report.evidence,
        money: givenMoneyJson(report.money),
      }
    : null

const quarterJson = (each: QuarterAssessment, indicator: Indicator, decimals: number, texts: Texts) => ({
  quarter: each.quarter,
  due: each.due,
  target: targetJson(each.target, indicator, texts),
  realisation: figureJson(each.report?.figure, indicator, texts),
  ...capaianJson(each, decimals),
  state: each.state,
  report: reportJson(each.report),
})

const comparisonJson = (
  { kind, name, year, other, difference, ratio }: Comparison,
  indicator: Indicator,
  decimals: number,
  texts: Texts,
) => ({
  kind,
  name,
  year: year ?? null,
  other: other.kind === 'range' ? targetJson(other, indicator, texts) : figureJson(other, indicator, texts),
  difference: amountJson(difference),
  ratio: amountJson(ratio),
  ratioShown: shownText(ratio && round(ratio, decimals), decimals),
})
