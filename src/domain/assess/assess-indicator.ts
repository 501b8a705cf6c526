import type { CellState, Comparison, IndicatorAssessment, QuarterAssessment, Rated, ToDate, YearAssessment } from './assessment.ts'
import { capaianOf } from '../capaian.ts'
import { comparisonsOf } from './comparisons.ts'
import type { Figure, Target } from '../figure.ts'
import { withoutCapaian } from '../formula/formula.ts'
import { quarters as allQuarters } from '../period.ts'
import type { Quarter } from '../period.ts'
import type { Indicator, Reported } from '../plan.ts'
import type { Four } from '../quarters.ts'
import { aggregate, dueTargets, isAnnual } from '../quarters.ts'
import type { Labelling } from '../rating/rated.ts'
import { rated } from '../rating/rated.ts'
import { onlyProgress, yearOf } from './year.ts'

/** The reports in force of one indicator: four quarters, and the year as a figure of its own. */
export type ReportsOf = { quarters: Four<Reported | undefined>; year?: Reported }

/** Sorts the reports of one indicator into their cells. */
export const reportsOf = (reported: readonly Reported[]): ReportsOf => {
  const cells: [Reported?, Reported?, Reported?, Reported?] = []
  let year: Reported | undefined
  for (const report of reported) {
    if (report.quarter === 'year') year = report
    else cells[report.quarter - 1] = report
  }
  return { quarters: [cells[0], cells[1], cells[2], cells[3]], year }
}

/**
 * The figure of the year also tells the last due quarter of what is measured once or stands at the end of the year;
 * so a document that gives the year alone leaves no quarter unreported that it has answered.
 */
const withYearInQuarter = (indicator: Indicator, due: Four<Target | null>, { quarters, year }: ReportsOf): Four<Reported | undefined> => {
  if (!year || (!isAnnual(indicator) && indicator.aggregation !== 'once' && indicator.aggregation !== 'last')) return quarters
  const lastDue = allQuarters.findLast((quarter) => due[quarter - 1])
  if (!lastDue || quarters[lastDue - 1]) return quarters
  const fill = (quarter: Quarter) => (quarter === lastDue ? year : quarters[quarter - 1])
  return [fill(1), fill(2), fill(3), fill(4)]
}

/** Everything about one indicator: its quarters, to date, the year, the change and the comparisons. */
export const assessOne = (
  indicator: Indicator,
  reports: ReportsOf,
  asked: Quarter | 'year',
  year: number,
  labelling: Labelling,
): IndicatorAssessment => {
  const due = dueTargets(indicator)
  const cells = withYearInQuarter(indicator, due, reports)
  const judging: Judging = { indicator, labelling, judged: [] }
  const quarters: IndicatorAssessment['quarters'] = [
    assessQuarter(judging, 1, due[0], cells[0]),
    assessQuarter(judging, 2, due[1], cells[1]),
    assessQuarter(judging, 3, due[2], cells[2]),
    assessQuarter(judging, 4, due[3], cells[3]),
  ]
  const figures: Four<Figure | undefined> = [cells[0]?.figure, cells[1]?.figure, cells[2]?.figure, cells[3]?.figure]

  const upTo = asked === 'year' ? 4 : asked
  const aggregated = aggregate(indicator.aggregation, due, figures, upTo)
  const { realisation, target, missing } = aggregated
  const toDate: ToDate = { upTo, realisation, target, missing, ...judgeToDate(judging, target, realisation) }

  const allFour = upTo === 4 ? aggregated : aggregate(indicator.aggregation, due, figures, 4)
  const whole = yearOf(indicator, figures, reports.year?.figure, allFour)
  const mereProgress = onlyProgress(
    indicator,
    figures.map((figure, at) => (at < upTo ? figure : undefined)),
  )
  const yearState = stateOf(whole.target, whole.realisation, reports.year)
  const assessedYear: YearAssessment = {
    ...whole,
    state: yearState,
    report: reports.year,
    ...judge(judging, whole.target, whole.realisation),
  }

  let compared: Comparison[] | undefined
  return {
    indicator,
    quarters,
    toDate,
    // What is measured once shows no capaian for mere progress.
    againstYear: mereProgress ? { capaian: withoutCapaian('not-due') } : judgeToDate(judging, whole.target, realisation),
    year: assessedYear,
    change: asked === 'year' ? undefined : changeIn(quarters, asked),
    // Few of those who ask for an agency look at what it is compared with.
    get comparisons() {
      return (compared ??= comparisonsOf(indicator, whole.realisation, year, labelling.rules))
    },
  }
}

/** A figure without a target is voluntary; a target without a figure was not reported. */
const stateOf = (target: Target | null, figure: Figure | undefined, report: Reported | undefined): CellState => {
  const known = figure ?? report?.figure
  if (!known) return target ? 'not-reported' : 'not-due'
  if (known.kind === 'not-yet-published') return 'not-yet-published'
  if (!target) return 'voluntary'
  return known.provisional ? 'provisional' : 'reported'
}

/** What one indicator's figures are judged by, and what has been judged already. */
type Judging = {
  indicator: Indicator
  labelling: Labelling
  judged: { target: Target | null; figure: Figure | undefined; outcome: Rated }[]
}

/** Judges a figure against a target, each pair once: what stands at the end of the year is its last quarter, to date and the year alike. */
const judge = ({ indicator, labelling, judged }: Judging, target: Target | null, figure: Figure | undefined): Rated => {
  for (const pair of judged) if (pair.target === target && pair.figure === figure) return pair.outcome
  const outcome = rated(capaianOf(indicator, target, figure, labelling.rules), labelling)
  judged.push({ target, figure, outcome })
  return outcome
}

/** The same of what quarters make together, of which there may be nothing yet. */
const judgeToDate = (judging: Judging, target: Target | null, realisation: Figure | undefined): Rated =>
  realisation ? judge(judging, target, realisation) : { capaian: withoutCapaian(target ? 'no-realisation-to-date' : 'not-due') }

const assessQuarter = (judging: Judging, quarter: Quarter, target: Target | null, report: Reported | undefined): QuarterAssessment => {
  const state = stateOf(target, report?.figure, report)
  return { quarter, target, report, due: target !== null, state, ...judge(judging, target, report?.figure) }
}

/** Against the last earlier quarter with a capaian, between the percentages as they are shown, so that what people subtract agrees. */
const changeIn = (quarters: IndicatorAssessment['quarters'], asked: Quarter): IndicatorAssessment['change'] => {
  const now = quarters[asked - 1]?.shown
  const before = quarters.findLast(({ quarter, shown }) => quarter < asked && shown)
  return now && before?.shown ? { from: before.quarter, points: now.minus(before.shown) } : undefined
}
