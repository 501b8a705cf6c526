import type { AgencyAssessment, Mean } from '../../../domain/assess/assessment.ts'
import { supportOf } from '../../../domain/assess/headline.ts'
import { dueMonth } from '../../../domain/assess/missing-reports.ts'
import { grouped } from '../../../domain/grouped.ts'
import type { AssessedAgency } from '../../../domain/requests/requests.ts'
import type { Span } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeMonth } from '../../../text/write-date.ts'
import { writeRating } from '../../../text/write-rating.ts'
import { writePercent } from '../../../text/write-number.ts'
import { cellIn } from './asked-cell.ts'
import { headlineMembers } from './members.ts'

/** What a mean is of, and how many: indicators of the agreement, sub-activities, or other support. */
const whatOf = (count: number, about: AgencyAssessment['headlineOf'], { indicators, quarter }: AgencyAssessment, texts: Texts): string => {
  if (about === 'agreement') return texts.plain('ask.what.indicators', { count })
  const onlyRows = supportOf(indicators, quarter).every(({ indicator }) => indicator.level === 'subkegiatan')
  return texts.plain(onlyRows ? 'ask.what.subactivities' : 'ask.what.support', { count })
}

/** `rata-rata 13 dari 14 indikator, 1 belum rilis`: how many entered a mean, and what was left out and why. */
const countedWords = (mean: Mean, about: AgencyAssessment['headlineOf'], asked: AssessedAgency, texts: Texts): string => {
  const { assessment } = asked
  const { entered, of, notYetPublished, withoutCapaian } = mean
  const what = whatOf(of, about, assessment, texts)
  return [
    entered > 0 ? texts.plain('ask.entered', { entered, what }) : what,
    ...(notYetPublished > 0 ? [texts.plain('ask.not-yet-published', { count: notYetPublished })] : []),
    ...openWords(mean, about, asked, texts),
    ...(withoutCapaian > 0 ? [texts.plain('ask.without-capaian', { count: withoutCapaian })] : []),
  ].join(', ')
}

/** `1 belum dilaporkan`, `6 jatuh tempo Januari 2025`: what of a mean was due and is missing, and what is not due yet. */
const openWords = (
  { notReported }: Mean,
  about: AgencyAssessment['headlineOf'],
  { assessment, ended }: AssessedAgency,
  texts: Texts,
): string[] => {
  if (notReported === 0) return []
  const members = about === 'support' ? supportOf(assessment.indicators, assessment.quarter) : headlineMembers(assessment)
  const open = members.filter((one) => cellIn(one, assessment.quarter).state === 'not-reported')
  const byMonth = [...grouped(open, (one) => dueMonth(one, assessment, ended) ?? '')].sort(([one], [other]) => (one < other ? -1 : 1))
  return byMonth.map(([month, { length: count }]) =>
    month === '' ? texts.plain('ask.not-reported', { count }) : texts.plain('ask.not-due', { count, month: writeMonth(month, texts) }),
  )
}

/** What stands behind the headline. */
export const enteredWords = (asked: AssessedAgency, texts: Texts): string =>
  countedWords(asked.assessment.headline, asked.assessment.headlineOf, asked, texts)

/** `Indikator pendukungnya: **98,20%** (Belum tercapai), rata-rata 44 dari 51 subkegiatan`, where the agreement has no capaian yet; else nothing. */
export const supportWords = (asked: AssessedAgency, texts: Texts): Span[] => {
  const { support, plan } = asked.assessment
  if (!support?.shown) return []
  const value = writePercent(support.shown, texts.locale, plan.agency.rules.decimals)
  const entered = countedWords(support, 'support', asked, texts)
  return support.rating
    ? texts.spans('ask.support', { value, rating: writeRating(support.rating.label, texts), entered })
    : texts.spans('ask.support-unrated', { value, entered })
}

/** **BKD DKI Jakarta · 2024: 104,63%** (Tercapai): what it is about, and the number that is looked for. */
export const headlineWords = (mean: Mean, decimals: number, agency: string, period: string, texts: Texts): Span[] => {
  if (!mean.shown) return texts.spans('ask.headline-none', { agency, period })
  const value = writePercent(mean.shown, texts.locale, decimals)
  return mean.rating
    ? texts.spans('ask.headline', { agency, period, value, rating: writeRating(mean.rating.label, texts) })
    : texts.spans('ask.headline-unrated', { agency, period, value })
}
