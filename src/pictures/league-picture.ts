import type { AgencyAssessment } from '../domain/assess/assessment.ts'
import type { Quarter } from '../domain/period.ts'
import type { Texts } from '../text/texts.ts'
import { writePeriod } from '../text/write-date.ts'
import { writePercent } from '../text/write-number.ts'
import type { AgencyPicture, PictureRow } from './agency-picture.ts'
import { toneOf } from './rating-tone.ts'

/**
 * Agencies of a government by their mean, the highest first; bars as in the picture of an agency. `who` is how the group is called (“SETDA,
 * BKPSDM”), without it the government; `at` is the time of the figures.
 */
export const leagueOf = (
  assessments: readonly AgencyAssessment[],
  { who, ...period }: { year: number; quarter: Quarter | 'year'; who?: string | undefined },
  texts: Texts,
  at: string,
): AgencyPicture => {
  const ranked = assessments
    .flatMap((one) => (one.headline.value && one.headline.shown ? [{ one, value: one.headline.value, shown: one.headline.shown }] : []))
    .sort((a, b) => b.shown.cmp(a.shown))
  const unverified = assessments.reduce((sum, { reported }) => sum + reported.unverified, 0)
  const rows = ranked.map(({ one, value, shown }): PictureRow => {
    const { agency } = one.plan
    const rating = one.headline.rating
    const capaian = { kind: 'percent' as const, value, working: { formula: 'mean', terms: {} } }
    return {
      label: agency.shortName,
      value: shown.toFixed(),
      shown: writePercent(shown, texts.locale, agency.rules.decimals),
      tone: toneOf({ capaian, shown, ...(rating && { rating }) }, agency.scales),
      mark: rating?.label ?? texts.plain('picture.unrated'),
      remark: texts.plain('picture.league.entered', { entered: one.headline.entered, count: one.headline.of }),
    }
  })
  const [first] = assessments
  return {
    title: `${who ?? first?.plan.agency.governmentName ?? ''} · ${writePeriod(period, texts)}`,
    subtitle: texts.plain('picture.league.subtitle', { count: rows.length }),
    asOf: texts.plain('picture.as-of', { at }),
    ...(unverified > 0 && { notice: texts.plain('picture.unverified', { count: unverified }) }),
    rows,
    legend: [],
    targetLabel: texts.plain('picture.target'),
  }
}
