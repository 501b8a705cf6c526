import type { AgencyAssessment, Mean } from '../../../domain/assess/assessment.ts'
import { grouped } from '../../../domain/grouped.ts'
import { absorptionOf } from '../../../domain/money/budget.ts'
import { quarterName } from '../../../domain/requests/requests.ts'
import type { AgencyFacts } from '../../../domain/requests/requests.ts'
import type { Part, Span } from '../../../message/message.ts'
import { writeMonth, writePeriod, writeQuarter } from '../../../text/write-date.ts'
import { writePercent } from '../../../text/write-number.ts'
import { writeRating } from '../../../text/write-rating.ts'
import type { Texts } from '../../../text/texts.ts'
import { spans } from '../../say.ts'
import { agencyTitle } from './agency-title.ts'
import { cellIn, placeOf } from './asked-cell.ts'
import { needingAttention } from './attention.ts'
import { indicatorLine } from './indicator-line.ts'
import { enteredWords, headlineWords, supportWords } from './mean-words.ts'
import { headlineMembers, inPeriod, tellingMembers } from './members.ts'

/** So many lines stand before the buttons. */
const mostLines = 6

/** An agency on a phone's screen: its mean and what stands behind it, what needs a look first, the year and the money beside it. */
export const summaryLines = (facts: AgencyFacts, texts: Texts): Part[] => {
  const { assessment } = facts
  const { rules } = assessment.plan.agency
  const period = writePeriod({ year: facts.year, quarter: quarterName(facts.quarter) }, texts)
  const head = headlineWords(assessment.headline, rules.decimals, agencyTitle(facts.agency), period, texts)
  const top: Part[] = [
    ...(assessment.support
      ? [
          spans(head, `, ${enteredWords(facts, texts)}`),
          spans(supportWords(facts, texts), pullingWords(assessment.support, assessment, texts)),
        ]
      : [spans(head, `, ${enteredWords(facts, texts)}`, pullingWords(assessment.headline, assessment, texts))]),
    ...countsLine(assessment, texts),
    ...reportedLine(assessment, texts),
  ]
  const bottom = yearAndMoney(facts, texts)
  const room = mostLines - top.length - bottom.length
  return [
    ...top,
    ...needingAttention(assessment, room).map((one) => spans(indicatorLine(one, assessment.quarter, rules, texts))),
    ...bottom,
  ]
}

/** The year beside a quarter and the money, in one line. */
const yearAndMoney = (facts: AgencyFacts, texts: Texts): Part[] => {
  const { assessment } = facts
  const year = assessment.quarter === 'year' ? [] : yearWords(assessment, texts)
  const money = moneyWords(facts, texts)
  if (year.length + money.length === 0) return []
  return [spans(year, year.length > 0 && money.length > 0 ? ' · ' : '', money)]
}

/** How many are above, on and below target, by a sign and a word. */
const countsLine = (assessment: AgencyAssessment, texts: Texts): Part[] => {
  const places = tellingMembers(assessment).map((one) => placeOf(cellIn(one, assessment.quarter)))
  const count = (place: string) => places.filter((one) => one === place).length
  if (places.every((place) => place === undefined)) return []
  return [spans(texts.spans('ask.counts', { above: count('above'), met: count('met'), below: count('below') }))]
}

/** Completeness and timeliness, where something is missing, late or not verified; that makes the whole a draft, and is said. */
const reportedLine = ({ reported }: AgencyAssessment, texts: Texts): Part[] => {
  const { done, due, onTime, unverified } = reported
  if (due === 0 || (done === due && onTime === done && unverified === 0)) return []
  const said = [texts.plain('ask.reported', { done, due }), ...(done > 0 ? [texts.plain('ask.on-time', { count: onTime })] : [])].join(', ')
  const draft: Span[] = unverified > 0 ? [{ text: ' · ' }, ...texts.spans('ask.draft', { count: unverified })] : []
  return [spans(said, draft)]
}

/** What distorts the mean, furthest first. */
const pullingWords = (mean: Mean, assessment: AgencyAssessment, texts: Texts): Span[] => {
  const pulling = new Set(mean.pulling)
  const extremes = tellingMembers(assessment)
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
  return [{ text: '. ' }, ...texts.spans('ask.pulling', { names: names.join(', ') })]
}

/** The year beside a quarter; while it has no capaian, what is not due now is said to be due once a year or later, not to be missing. */
const yearWords = (assessment: AgencyAssessment, texts: Texts): Span[] => {
  const { plan } = assessment
  const { headline, headlineOf } = inPeriod(assessment, 'year')
  const { entered, of, shown, rating } = headline
  if (headlineOf !== 'agreement' || of === 0) return []
  if (!shown) return notDueWords(assessment, texts)
  const values = { year: plan.year, value: writePercent(shown, texts.locale, plan.agency.rules.decimals), entered, count: of }
  return rating
    ? texts.spans('ask.year-beside', { ...values, rating: writeRating(rating.label, texts) })
    : texts.spans('ask.year-beside-unrated', values)
}

/** Which indicators of the agreement are due once a year, and which are due again in a later quarter than the asked one. */
const notDueWords = (assessment: AgencyAssessment, texts: Texts): Span[] => {
  const { plan, quarter: asked } = assessment
  const members = headlineMembers(inPeriod(assessment, 'year'))
  const annual = members.filter(({ quarters }) => quarters.every(({ due, quarter }) => !due || quarter === 4))
  const said = { year: plan.year, month: writeMonth(`${plan.year + 1}-01`, texts) }
  if (annual.length === members.length) return texts.spans('ask.year-annual', { ...said, count: annual.length })
  const later = members.flatMap((one) => {
    if (annual.includes(one) || asked === 'year' || cellIn(one, asked).state !== 'not-due') return []
    const next = one.quarters.find(({ due, quarter }) => due && quarter > asked)
    return next ? [next.quarter] : []
  })
  const some = [
    ...(annual.length > 0 ? [texts.plain('ask.year-some-annual', { ...said, count: annual.length })] : []),
    ...[...grouped(later, String).values()].flatMap(([quarter, ...rest]) =>
      quarter === undefined ? [] : [texts.plain('ask.year-some-later', { count: rest.length + 1, quarter: writeQuarter(quarter, texts) })],
    ),
  ]
  return some.length === 0 ? [] : texts.spans('ask.year-some', { ...said, count: members.length, some: some.join(', ') })
}

/**
 * Money to date against the ceiling, and the plan beside it: up to the newest quarter that has been told of. What has not been told yet
 * would look like money that was not spent, so without such a quarter there is no plan to compare with.
 */
const moneyWords = ({ assessment, money: told }: AgencyFacts, texts: Texts): Span[] => {
  const { money, quarter } = told?.assessment ?? assessment
  const spent = money && absorptionOf(money.toDate, money.ceiling)
  if (!money || !spent) return []
  const percent = writePercent(spent, texts.locale)
  const said =
    quarter === 'year'
      ? texts.spans('ask.money', { percent })
      : texts.spans('ask.money-to-date', { percent, quarter: writeQuarter(quarter, texts) })
  const planned = told && absorptionOf(money.planToDate, money.ceiling)
  const rated = money.rating ? [{ text: ` · ${writeRating(money.rating.label, texts)}` }] : []
  const plan = planned ? [{ text: ` ${texts.plain('ask.money-planned', { percent: writePercent(planned, texts.locale) })}` }] : []
  return [...said, ...rated, ...plan]
}
