import type { AgencyAssessment } from '../../../domain/assessment.ts'
import { absorptionOf } from '../../../domain/budget.ts'
import { quarterName } from '../../../domain/requests.ts'
import type { AgencyFacts } from '../../../domain/requests.ts'
import type { Part, Span } from '../../../message/message.ts'
import { writeMonth, writePeriod, writeQuarter } from '../../../text/write-date.ts'
import { writePercent } from '../../../text/write-number.ts'
import type { Texts } from '../../../text/texts.ts'
import { spans } from '../../say.ts'
import { agencyTitle } from './agency-title.ts'
import { cellIn, placeOf } from './asked-cell.ts'
import { needingAttention } from './attention.ts'
import { indicatorLine } from './indicator-line.ts'
import { enteredWords, headlineWords } from './mean-words.ts'
import { headlineMembers, inPeriod } from './members.ts'

/** An agency on a phone's screen: its mean and what stands behind it, what needs a look first, the year and the money beside it. */
export const summaryLines = (facts: AgencyFacts, texts: Texts): Part[] => {
  const { assessment } = facts
  const { rules } = assessment.plan.agency
  const period = writePeriod({ year: facts.year, quarter: quarterName(facts.quarter) }, texts)
  const head = headlineWords(assessment.headline, rules.decimals, agencyTitle(facts.agency), period, texts)
  return [
    spans(head, `, ${enteredWords(assessment, texts)}`),
    ...countsLine(assessment, texts),
    ...reportedLine(assessment, texts),
    ...pullingLine(assessment, texts),
    ...needingAttention(assessment).map((one) => spans(indicatorLine(one, assessment.quarter, rules, texts))),
    ...(assessment.quarter === 'year' ? [] : yearLine(assessment, texts)),
    ...moneyLine(assessment, texts),
  ]
}

/** How many are above, on and below target, by a sign and a word. */
const countsLine = (assessment: AgencyAssessment, texts: Texts): Part[] => {
  const places = headlineMembers(assessment).map((one) => placeOf(cellIn(one, assessment.quarter)))
  const count = (place: string) => places.filter((one) => one === place).length
  if (places.every((place) => place === undefined)) return []
  return [spans(texts.spans('ask.counts', { above: count('above'), met: count('met'), below: count('below') }))]
}

/** Completeness and timeliness; what is not verified makes the whole a draft, and says so. */
const reportedLine = ({ reported }: AgencyAssessment, texts: Texts): Part[] => {
  const { done, due, onTime, unverified } = reported
  if (due === 0) return []
  const said = [texts.plain('ask.reported', { done, due }), ...(done > 0 ? [texts.plain('ask.on-time', { count: onTime })] : [])].join(', ')
  const draft: Span[] = unverified > 0 ? [{ text: ' · ' }, ...texts.spans('ask.draft', { count: unverified })] : []
  return [spans(said, draft)]
}

/** What distorts the mean, furthest first. */
const pullingLine = (assessment: AgencyAssessment, texts: Texts): Part[] => {
  const pulling = new Set(assessment.headline.pulling)
  const extremes = headlineMembers(assessment)
    .flatMap(({ indicator, ...assessed }) => {
      const { shown } = cellIn({ indicator, ...assessed }, assessment.quarter)
      return pulling.has(indicator.key) && shown ? [{ name: indicator.shortName, shown }] : []
    })
    .sort((one, other) => other.shown.minus(100).abs().cmp(one.shown.minus(100).abs()))
  if (extremes.length === 0) return []
  const { decimals } = assessment.plan.agency.rules
  const names = extremes
    .slice(0, 2)
    .map(({ name, shown }) => texts.plain('ask.pulling-one', { name, percent: writePercent(shown, texts.locale, decimals) }))
  return [spans(texts.spans('ask.pulling', { names: names.join(', ') }))]
}

/** The year beside a quarter; indicators that are due once a year are said to be so, not to be missing. */
const yearLine = (assessment: AgencyAssessment, texts: Texts): Part[] => {
  const { plan } = assessment
  const { headline, headlineOf } = inPeriod(assessment, 'year')
  const { entered, of, shown, rating } = headline
  if (headlineOf !== 'agreement' || of === 0) return []
  if (!shown) return [spans(texts.spans('ask.year-annual', { year: plan.year, of, month: writeMonth(`${plan.year + 1}-01`, texts) }))]
  const values = { year: plan.year, value: writePercent(shown, texts.locale, plan.agency.rules.decimals), entered, of }
  return [
    spans(rating ? texts.spans('ask.year-beside', { ...values, rating: rating.label }) : texts.spans('ask.year-beside-unrated', values)),
  ]
}

/** Money to date against the ceiling, and the plan beside it. */
const moneyLine = ({ money, quarter }: AgencyAssessment, texts: Texts): Part[] => {
  const spent = money && absorptionOf(money.toDate, money.ceiling)
  if (!money || !spent) return []
  const percent = writePercent(spent, texts.locale)
  const said =
    quarter === 'year'
      ? texts.spans('ask.money', { percent })
      : texts.spans('ask.money-to-date', { percent, quarter: writeQuarter(quarter, texts) })
  const planned = quarter === 'year' ? undefined : absorptionOf(money.planToDate, money.ceiling)
  const rated = money.rating ? ` · ${money.rating.label}` : ''
  return [spans(said, rated, planned ? ` ${texts.plain('ask.money-planned', { percent: writePercent(planned, texts.locale) })}` : '')]
}
