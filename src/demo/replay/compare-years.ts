import type { AgencyAssessment, IndicatorAssessment, Mean, Rated } from '../../domain/assess/assessment.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'

export type Assessments = Record<Quarter | 'year', AgencyAssessment>

/** What differs between the year as it was played and as its published figures load, a line for each; none where all is the same. */
export function differences(played: Assessments, published: Assessments): string[] {
  const periods = [...quarters, 'year' as const].flatMap((period) =>
    differs(`${period}: mean`, meanText(published[period].headline), meanText(played[period].headline)),
  )
  const others = new Map(played.year.indicators.map((one) => [one.indicator.key, one]))
  const indicators = published.year.indicators.flatMap((one) => {
    const other = others.get(one.indicator.key)
    return differs(one.indicator.key, figuresText(one), other ? figuresText(other) : '-')
  })
  return [...periods, ...indicators, ...money(played.year, published.year)]
}

const differs = (what: string, wanted: string, got: string): string[] => (wanted === got ? [] : [`${what}: ${got}, published ${wanted}`])

const meanText = ({ shown, entered, of, notReported, notYetPublished }: Mean): string =>
  [shown?.toFixed() ?? '-', `${entered}/${of}`, `not reported ${notReported}`, `not published ${notYetPublished}`].join(' ')

const ratedText = ({ shown, rating }: Rated): string => `${shown?.toFixed() ?? '-'} ${rating?.label ?? ''}`.trim()

const figuresText = ({ quarters: four, toDate, year }: IndicatorAssessment): string =>
  [...four.map((one) => `${ratedText(one)} ${one.state}`), ratedText(toDate), `${ratedText(year)} ${year.state}`].join(' | ')

/** Money to date by budget row, in whole rupiah. */
function money(played: AgencyAssessment, published: AgencyAssessment): string[] {
  const others = new Map(played.budget.map(({ row, toDate }) => [row.key, toDate]))
  return published.budget.flatMap(({ row, toDate }) =>
    differs(`money of ${row.key}`, toDate?.toFixed(0) ?? '-', others.get(row.key)?.toFixed(0) ?? '-'),
  )
}
