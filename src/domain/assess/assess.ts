import type { AgencyAssessment, IndicatorAssessment } from './assessment.ts'
import { assessEfficiency } from './assess-efficiency.ts'
import { absorptionRating, rateAbsorption } from './rate-absorption.ts'
import { assessOne, reportsOf } from './assess-indicator.ts'
import { assessBudget, totalMoney } from '../money/budget.ts'
import { grouped } from '../grouped.ts'
import { entryOf, expectedOf, headlineOf, supportOf } from './headline.ts'
import { countRatings, meanOf } from './mean.ts'
import { physicalByRow } from './physical.ts'
import type { Quarter } from '../period.ts'
import type { Indicator, Plan, Reported } from '../plan.ts'
import type { Labelling } from '../rating/rated.ts'
import { moneyByRow } from '../money/row-money.ts'

const labellingOf = ({ agency }: Plan): Labelling => ({
  rules: agency.rules,
  scales: new Map(agency.scales.map((scale) => [scale.key, scale])),
})

/** One indicator of a plan in the asked period; `reported` are the versions in force, of this indicator or of all. */
export const assessIndicator = (
  plan: Plan,
  indicator: Indicator,
  reported: readonly Reported[],
  asked: Quarter | 'year',
): IndicatorAssessment => {
  const own = reported.filter(({ indicatorKey }) => indicatorKey === indicator.key)
  return assessOne(indicator, reportsOf(own), asked, plan.year, labellingOf(plan))
}

/**
 * Everything that follows from a plan and the reports in force: each indicator, the headline, objectives, ratings, completeness, budget and
 * (for the year) efficiency. Values are unrounded beside what is shown; nothing here knows a clock, so a quarter that is not over yet
 * reads as not reported.
 */
export const assessAgency = (plan: Plan, reported: readonly Reported[], asked: Quarter | 'year'): AgencyAssessment => {
  const labelling = labellingOf(plan)
  const byIndicator = grouped(reported, ({ indicatorKey }) => indicatorKey)
  const indicators = plan.indicators.map((indicator) =>
    assessOne(indicator, reportsOf(byIndicator.get(indicator.key) ?? []), asked, plan.year, labelling),
  )
  const headline = headlineOf(indicators, asked)
  const entries = headline.members.map((member) => entryOf(member, asked, labelling))
  const mean = meanOf(entries, labelling)
  const support = mean.value || asked === 'year' || headline.of === 'support' ? undefined : supportMean(indicators, asked, labelling)
  const budget = rateAbsorption(
    assessBudget(plan.budget, asked, { money: moneyByRow(plan.indicators, reported), physical: physicalByRow(indicators, asked) }),
    asked,
    labelling,
  )
  const money = totalMoney(budget)
  return {
    plan,
    quarter: asked,
    indicators,
    headline: mean,
    headlineOf: headline.of,
    ...(support?.value && { support }),
    objectives: objectivesOf(plan, indicators, asked, labelling),
    counts: countRatings(entries, labelling),
    reported: completenessOf(expectedOf(indicators, asked, headline), asked),
    budget,
    money: money && { ...money, rating: absorptionRating(asked === 'year' ? money.year : money.toDate, money.ceiling, labelling) },
    efficiency: asked === 'year' ? assessEfficiency(plan, headline.members, mean, budget, labelling) : [],
  }
}

/** Per objective the mean of its indicators of the agreement that are due; where it has none, of those in support. */
const objectivesOf = (
  plan: Plan,
  indicators: IndicatorAssessment[],
  asked: Quarter | 'year',
  labelling: Labelling,
): AgencyAssessment['objectives'] => {
  const byObjective = grouped(indicators, ({ indicator }) => indicator.objectiveKey ?? '')
  return plan.objectives.map((objective) => {
    const { members } = headlineOf(byObjective.get(objective.key) ?? [], asked)
    return {
      objective,
      mean: meanOf(
        members.map((member) => entryOf(member, asked, labelling)),
        labelling,
      ),
    }
  })
}

/** The agreement comes first, but where it is silent what supports it speaks beside it. */
const supportMean = (indicators: IndicatorAssessment[], asked: Quarter, labelling: Labelling): AgencyAssessment['support'] =>
  meanOf(
    supportOf(indicators, asked).map((member) => entryOf(member, asked, labelling)),
    labelling,
  )

const completenessOf = (expected: IndicatorAssessment[], asked: Quarter | 'year'): AgencyAssessment['reported'] => {
  const counted = { done: 0, due: expected.length, onTime: 0, unverified: 0 }
  for (const { quarters, year } of expected) {
    const own = asked === 'year' ? year.report : quarters[asked - 1]?.report
    const reports = own ? [own] : asked === 'year' && year.realisation ? quarters.flatMap(({ report }) => report ?? []) : []
    if (reports.length === 0) continue
    counted.done += 1
    if (reports.every(({ onTime }) => onTime)) counted.onTime += 1
    if (reports.some(({ state }) => state !== 'verified')) counted.unverified += 1
  }
  return counted
}
