import type { AgencyAssessment } from '../../../domain/assess/assessment.ts'
import { absorptionOf } from '../../../domain/money/budget.ts'
import { quarters } from '../../../domain/period.ts'
import { quarterNumber } from '../../../domain/requests/requests.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeQuarter } from '../../../text/write-date.ts'
import { writePercent } from '../../../text/write-number.ts'
import { line } from '../../say.ts'
import { button } from '../../session.ts'
import { agencyTitle } from '../lines/agency-title.ts'
import { inPeriod, reportsIn } from '../lines/members.ts'
import type { View } from './view.ts'

/** The four quarters and the year in a table: mean, how many reported, money to date. A button opens each. */
export const viewQuarters: View = (facts, _page, texts) => {
  const { agency, year, assessment } = facts
  const periods = onlyOfYear(assessment) ? (['year'] as const) : ([...quarters, 'year'] as const)
  const assessed = periods.map((period) => inPeriod(assessment, period))
  const of = assessed.at(-1)?.headline.of ?? 0
  const header = [
    texts.plain('ask.quarters-head.period'),
    texts.plain('ask.quarters-head.capaian'),
    texts.plain('ask.quarters-head.reported'),
    texts.plain('ask.quarters-head.money'),
  ]
  const mixed = of > 0 && assessed.at(-1)?.headlineOf === 'agreement' && assessed.some(({ headlineOf }) => headlineOf === 'support')
  return {
    parts: [
      line(texts, 'ask.view.quarters', { agency: agencyTitle(agency), year }),
      { kind: 'table', header, rows: assessed.map((one) => rowOf(one, texts)), numeric: [1, 2, 3] },
      ...(onlyOfYear(assessment) ? [line(texts, 'ask.quarters-unknown')] : []),
      ...(mixed ? [line(texts, 'ask.quarters-annual', { count: of })] : []),
    ],
    buttons: [
      periods.map((period) =>
        button(period === 'year' ? String(year) : writeQuarter(period, texts), {
          kind: 'capaian',
          agencyId: agency.id,
          year,
          quarter: quarterNumber(period),
          view: 'summary',
          page: 0,
        }),
      ),
    ],
    page: 0,
    pages: 1,
  }
}

/** A year that was loaded as one figure each says nothing of its quarters. */
const onlyOfYear = (assessment: AgencyAssessment): boolean => {
  const reports = reportsIn(assessment)
  return reports.length > 0 && reports.every(({ quarter }) => quarter === 'year')
}

const rowOf = ({ quarter, plan, headline, reported, money }: AgencyAssessment, texts: Texts): string[] => {
  const spent = money && absorptionOf(money.toDate, money.ceiling)
  return [
    writeQuarter(quarter, texts),
    headline.shown ? writePercent(headline.shown, texts.locale, plan.agency.rules.decimals) : '–',
    `${reported.done}/${reported.due}`,
    spent && reported.done > 0 ? writePercent(spent, texts.locale) : '–',
  ]
}
