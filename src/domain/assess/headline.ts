import type { IndicatorAssessment, Rated } from './assessment.ts'
import { capaianOf } from '../capaian.ts'
import type { Entry } from './mean.ts'
import type { Quarter } from '../period.ts'
import type { Indicator, Standing } from '../plan.ts'
import type { Labelling } from '../rating/rated.ts'

/** The indicators that an agency's headline is about, and whether they are its agreement or, where nothing of that is due, its support. */
export type Headline = { of: 'agreement' | 'support'; members: IndicatorAssessment[] }

/** Levels of the budget tree, from above to below: what is due below stands for what is due above it. */
const tree = ['program', 'kegiatan', 'subkegiatan']

/** What is due in the period, of one standing. In a year: what has a target of the year. */
export const dueOf = (assessed: readonly IndicatorAssessment[], standing: Standing, asked: Quarter | 'year'): IndicatorAssessment[] =>
  assessed.filter(
    ({ indicator, quarters, year }) =>
      indicator.standing === standing && (asked === 'year' ? year.target !== null : quarters[asked - 1]?.due === true),
  )

/** Of the due rows of the budget tree only the lowest level: a kegiatan whose sub-activities are due is their sum. Others (action plans) stay. */
const lowest = (due: readonly IndicatorAssessment[]): IndicatorAssessment[] => {
  const depth = Math.max(-1, ...due.map(({ indicator }) => tree.indexOf(indicator.level)))
  return due.filter(({ indicator }) => !tree.includes(indicator.level) || tree.indexOf(indicator.level) === depth)
}

/** The agreement's indicators of the year; in a quarter those due in it. Where there are none: what is due in support of them. */
export const headlineOf = (assessed: readonly IndicatorAssessment[], asked: Quarter | 'year'): Headline => {
  const agreement = dueOf(assessed, 'agreement', asked)
  if (agreement.length > 0) return { of: 'agreement', members: agreement }
  return { of: 'support', members: supportOf(assessed, asked) }
}

/** What is due in support of the agreement: of the budget tree its lowest level, and what stands outside it. */
export const supportOf = (assessed: readonly IndicatorAssessment[], asked: Quarter | 'year'): IndicatorAssessment[] =>
  lowest(dueOf(assessed, 'support', asked))

/** Whose reports are counted for completeness: the headline's in a year; in a quarter all that is due, above the lowest level only what was reported. */
export const expectedOf = (
  assessed: readonly IndicatorAssessment[],
  asked: Quarter | 'year',
  headline: Headline,
): IndicatorAssessment[] => {
  if (asked === 'year') return headline.members
  const support = dueOf(assessed, 'support', asked)
  const below = new Set(lowest(support))
  const counted = support.filter((member) => below.has(member) || member.quarters[asked - 1]?.report)
  return [...dueOf(assessed, 'agreement', asked), ...counted]
}

/** How an indicator enters a mean of the period: by its quarter, or by its year. */
export const entryOf = (assessed: IndicatorAssessment, asked: Quarter | 'year', { rules }: Labelling): Entry => {
  const { indicator } = assessed
  const cell = asked === 'year' ? assessed.year : assessed.quarters[asked - 1]
  const own: Rated = cell ?? { capaian: { kind: 'undefined', reason: 'not-due' } }
  const figure = asked === 'year' ? assessed.year.realisation : assessed.quarters[asked - 1]?.report?.figure
  const asShown = needsShown(indicator, rules.meanOf) ? capaianOf(indicator, cell?.target ?? null, figure, rules, 'shown') : own.capaian
  return { key: indicator.key, rated: own, asShown, state: cell?.state ?? 'not-due' }
}

const needsShown = (indicator: Indicator, meanOf: Labelling['rules']['meanOf']): boolean =>
  meanOf === 'realisation-as-shown' && indicator.basis !== 'shown'
