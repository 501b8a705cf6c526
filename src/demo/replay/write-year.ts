import type { AgencyAssessment } from '../../domain/assess/assessment.ts'
import { isExpected } from '../../domain/expected-reports.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import type { Texts } from '../../text/texts.ts'
import { writePeriod } from '../../text/write-date.ts'
import { writeNumber, writePercent } from '../../text/write-number.ts'
import type { Assessments } from './compare-years.ts'

/** The year's figures as lines: of each quarter and of the year the mean, how many entered it, and what was due and not reported. */
export function writeYear(played: Assessments, texts: Texts): string[] {
  const { agency, year } = played.year.plan
  const title = (period: Quarter | 'year') => writePeriod({ year, quarter: period }, texts)
  const line = (period: Quarter | 'year') => `${title(period)}: ${meanLine(played[period], agency.rules.decimals, texts)}`
  const ofQuarter = (quarter: Quarter) => {
    const missing = notReported(played, quarter)
    return [line(quarter), `  tidak dilaporkan ${missing.length}: ${missing.join('; ')}`]
  }
  return [`${agency.shortName} ${year}`, ...quarters.flatMap(ofQuarter), line('year'), ...countLines(played), ...moneyLines(played, texts)]
}

/** The indicators that somebody was asked to report for a quarter and nobody did, by short name. */
export function notReported(played: Assessments, quarter: Quarter): string[] {
  const { indicators } = played[quarter]
  const cells = indicators.map((one) => ({ indicator: one.indicator, cell: one.quarters[quarter - 1] }))
  const levels = cells.filter(({ cell }) => cell?.due).map(({ indicator }) => indicator.level)
  return cells
    .filter(({ indicator, cell }) => cell?.state === 'not-reported' && isExpected(indicator, quarter, levels))
    .map(({ indicator }) => indicator.shortName)
}

function meanLine({ headline, reported }: AgencyAssessment, decimals: number, texts: Texts): string {
  const { shown, rating, entered, of } = headline
  const mean = shown ? writePercent(shown, texts.locale, decimals) : '-'
  return `${mean}${rating ? ` ${rating.label}` : ''}, ${entered} dari ${of}; dilaporkan ${reported.done} dari ${reported.due}`
}

const countLines = ({ year }: Assessments): string[] =>
  year.counts.filter(({ count }) => count > 0).map(({ label, count }) => `  ${label === '' ? 'tanpa predikat' : label}: ${count}`)

const moneyLines = ({ year: { money } }: Assessments, texts: Texts): string[] => {
  if (!money?.toDate) return []
  const share = money.ceiling.isZero() ? undefined : money.toDate.times(100).div(money.ceiling)
  return [
    `Keuangan: Rp ${writeNumber(money.toDate, texts.locale)} dari Rp ${writeNumber(money.ceiling, texts.locale)}${share ? ` = ${writePercent(share, texts.locale, 2)}` : ''}`,
  ]
}
