import type { AgencyAssessment, Mean } from '../../../domain/assess/assessment.ts'
import type { Span } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeRating } from '../../../text/write-rating.ts'
import { writePercent } from '../../../text/write-number.ts'
import { headlineMembers } from './members.ts'

/** What the mean is of: indicators of the agreement, sub-activities, or other support. */
const whatOf = (assessment: AgencyAssessment, texts: Texts): string => {
  if (assessment.headlineOf === 'agreement') return texts.plain('ask.what.indicators')
  const onlyRows = headlineMembers(assessment).every(({ indicator }) => indicator.level === 'subkegiatan')
  return texts.plain(onlyRows ? 'ask.what.subactivities' : 'ask.what.support')
}

/** `rata-rata 13 dari 14 indikator, 1 belum rilis`: how many entered, and what was left out and why. */
export const enteredWords = (assessment: AgencyAssessment, texts: Texts): string => {
  const { entered, of, notYetPublished, notReported, withoutCapaian } = assessment.headline
  const what = whatOf(assessment, texts)
  return [
    entered > 0 ? texts.plain('ask.entered', { entered, of, what }) : texts.plain('ask.entered-none', { of, what }),
    ...(notYetPublished > 0 ? [texts.plain('ask.not-yet-published', { count: notYetPublished })] : []),
    ...(notReported > 0 ? [texts.plain('ask.not-reported', { count: notReported })] : []),
    ...(withoutCapaian > 0 ? [texts.plain('ask.without-capaian', { count: withoutCapaian })] : []),
  ].join(', ')
}

/** **BKD DKI Jakarta · 2024: 104,63%** (Tercapai): what it is about, and the number that is looked for. */
export const headlineWords = (mean: Mean, decimals: number, agency: string, period: string, texts: Texts): Span[] => {
  if (!mean.shown) return texts.spans('ask.headline-none', { agency, period })
  const value = writePercent(mean.shown, texts.locale, decimals)
  return mean.rating
    ? texts.spans('ask.headline', { agency, period, value, rating: writeRating(mean.rating.label, texts) })
    : texts.spans('ask.headline-unrated', { agency, period, value })
}
