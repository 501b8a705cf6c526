import type { AgencyAssessment, Mean } from '../domain/assess/assessment.ts'
import { d } from '../domain/decimal.ts'
import type { Agency } from '../domain/plan.ts'
import type { Texts } from '../text/texts.ts'
import { writeRating } from '../text/write-rating.ts'
import { writePercent } from '../text/write-number.ts'
import { writePeriod } from '../text/write-date.ts'
import { headlineRows } from './headline-rows.ts'
import type { AssessedAgency } from '../domain/requests/requests.ts'
import { toneOfBand } from './rating-tone.ts'
import { tones } from './tone.ts'
import type { Tone } from './tone.ts'

/** What the picture of an agency says, already in words: drawing knows no locale and no rule. */
export type AgencyPicture = {
  title: string
  /** The agency's full name: its short one is borne by many, and a picture travels. */
  owner?: string
  subtitle: string
  /** The time of the figures. */
  asOf: string
  /** What a reader must be warned of: `5 belum diverifikasi`. */
  notice?: string
  rows: PictureRow[]
  legend: { tone: Tone; label: string }[]
  /** What is not drawn: `dan 15 lainnya`. */
  more?: string
  /** The word for the line of 100 %. */
  targetLabel: string
}

/**
 * `value` is percent as decimal text, absent where there is no capaian: then `note` says why. `mark` is the rating's word,
 * `remark` what the figure must not be read without: `sementara`.
 */
export type PictureRow = { label: string; value?: string; shown: string; note?: string; remark?: string; tone: Tone; mark: string }

/** More rows than these are no picture for a phone. */
const mostRows = 14
/** Where not all rows fit, those without a capaian take no more than this of them: they have no bar to compare. */
const mostWithoutBar = 4

/**
 * The rows that are drawn, those that need a look first: under target, without a figure, then over target from the
 * furthest. `left` is how many are not drawn.
 */
const choose = (rows: readonly PictureRow[]): { drawn: PictureRow[]; left: number } => {
  const of = (tone: Tone) => rows.filter((row) => row.tone === tone)
  const [bad, none, good] = [[...of('poor'), ...of('fair')], of('none'), of('good').sort(furthestFirst)]
  const fitting = rows.length <= mostRows ? none : none.slice(0, Math.max(mostWithoutBar, mostRows - bad.length - good.length))
  const drawn = [...bad, ...fitting, ...good].slice(0, mostRows)
  return { drawn, left: rows.length - drawn.length }
}

const furthestFirst = (one: PictureRow, other: PictureRow) => d(other.value ?? '0').comparedTo(d(one.value ?? '0'))

const subtitleOf = (mean: Mean, headlineOf: AgencyAssessment['headlineOf'], agency: Agency, texts: Texts): string => {
  const entered = texts.plain(`picture.entered.${headlineOf}`, { entered: mean.entered, count: mean.of })
  const missing = mean.notYetPublished > 0 ? [texts.plain('picture.not-yet-published', { count: mean.notYetPublished })] : []
  if (mean.shown === undefined) return [texts.plain('picture.no-mean'), entered, ...missing].join(', ')
  const value = writePercent(mean.shown, texts.locale, agency.rules.decimals)
  const head = mean.rating
    ? texts.plain('picture.rated-mean', { value, rating: writeRating(mean.rating.label, texts) })
    : texts.plain('picture.mean', { value })
  return [head, entered, ...missing].join(', ')
}

/** The rating words of each colour that is drawn, from the scale in force for capaian. */
const legendOf = (rows: readonly PictureRow[], { rules, scales }: Agency): AgencyPicture['legend'] => {
  const scale = scales.find(({ key }) => key === rules.capaianScale)
  if (!scale) return []
  const bands = [...scale.bands].sort((one, other) => other.better - one.better)
  return tones.flatMap((tone) => {
    const labels = bands.filter((band) => toneOfBand(scale, band) === tone).map(({ label }) => label)
    return labels.length > 0 && rows.some((row) => row.tone === tone) ? [{ tone, label: labels.join(', ') }] : []
  })
}

/**
 * The picture beside `/capaian`: the indicators that the headline is about. `at` is the time of the figures, already
 * written in the agency's zone.
 */
export const pictureOf = (pictured: AssessedAgency, texts: Texts, at: string): AgencyPicture => {
  const { assessment } = pictured
  const { plan, quarter, headline, headlineOf, support, reported } = assessment
  const { drawn, left } = choose(headlineRows(pictured, texts))
  return {
    title: `${plan.agency.shortName} · ${writePeriod({ year: plan.year, quarter }, texts)}`,
    owner: [plan.agency.name, plan.agency.governmentName].join(' · '),
    subtitle: support ? subtitleOf(support, 'support', plan.agency, texts) : subtitleOf(headline, headlineOf, plan.agency, texts),
    asOf: texts.plain('picture.as-of', { at }),
    ...(reported.unverified > 0 && { notice: texts.plain('picture.unverified', { count: reported.unverified }) }),
    rows: drawn,
    legend: legendOf(drawn, plan.agency),
    ...(left > 0 && { more: texts.plain('picture.more', { count: left }) }),
    targetLabel: texts.plain('picture.target'),
  }
}
