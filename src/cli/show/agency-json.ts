import type { AgencyAssessment, Efficiency, Mean } from '../../domain/assess/assessment.ts'
import type { Scale } from '../../domain/plan.ts'
import type { AgencyFacts } from '../../domain/requests/requests.ts'
import type { Texts } from '../../text/texts.ts'
import { writeWorking } from '../../text/write-working.ts'
import { budgetJson, moneyJson } from './budget-json.ts'
import { indicatorJson } from './indicator-json.ts'
import { amountJson, shownText } from './values-json.ts'
import { inEveryPeriod } from './periods.ts'

/**
 * `capaian show --json`: one document; names stay, new ones may be added. Decimals are text with a point (`"104.63"`), money is rupiah,
 * percentages are in percent; what is not known is null. `capaian` is as computed, unrounded; `shown` is what people see; `rating` is the
 * label of the scale in force; `reason` says why there is no capaian. A quarter is 1 to 4; `quarter: null` is the year.
 *
 * - `agency`: key, shortName, name, government
 * - `year`, `quarter`, `asOf` (instant of the newest figure), `rules` (decimals, meanOf, capaianScale, efficiency ...)
 * - `scales`: key, name, source, policy (what its gaps, overlaps and ends belong to) and bands
 * - `headline`: capaian, shown, rating, entered, of, notYetPublished, notReported, withoutCapaian, pulling (indicator keys), about
 *   (`agreement` or `support`)
 * - `support`: the same of what supports the agreement, in a quarter in which the agreement is due and has no capaian yet; else null
 * - `counts`: rating and count; rating null counts those without one
 * - `reported`: done, due, onTime, unverified
 * - `objectives`: key, parent, level, name, and the fields of `headline`
 * - `indicators`: what they are, and of the asked period target, realisation, capaian, shown, rating, reason, working, valueRating (label of the realisation itself), state; `report`,
 *   `toDate`, `againstYear`, `ofYear`, `quarters`, `change`, `comparisons`
 * - `budget`: the tree, parents first, with absorption, its rating where the agency has a scale for it, and `quarters` of planned and realised money and physical progress
 * - `money`: of the whole agency; `periods`: headline, completeness and money of each quarter and the year
 * - `efficiency`: by the agency's rule
 */
export const agencyJson = (facts: AgencyFacts, governmentKey: string, texts: Texts) => {
  const { assessment, agency, year } = facts
  const { plan, quarter } = assessment
  const { decimals } = plan.agency.rules
  const periods = inEveryPeriod(assessment)
  return {
    agency: {
      key: agency.key,
      shortName: agency.shortName,
      name: agency.name,
      government: { key: governmentKey, name: agency.governmentName },
    },
    year,
    quarter: quarter === 'year' ? null : quarter,
    asOf: facts.asOf ?? null,
    rules: rulesJson(assessment),
    scales: plan.agency.scales.map(scaleJson),
    headline: { about: assessment.headlineOf, ...meanJson(assessment.headline, decimals) },
    support: assessment.support ? meanJson(assessment.support, decimals) : null,
    counts: assessment.counts.map(({ label, count }) => ({ rating: label === '' ? null : label, count })),
    reported: assessment.reported,
    objectives: assessment.objectives.map(({ objective: { key, parentKey, level, name }, mean }) => ({
      ...{ key, parent: parentKey ?? null, level, name },
      ...meanJson(mean, decimals),
    })),
    indicators: assessment.indicators.map((one) => indicatorJson(one, assessment, texts)),
    budget: budgetJson(assessment, periods),
    money: moneyJson(assessment.money),
    periods: periods.map((one) => ({
      quarter: one.quarter === 'year' ? null : one.quarter,
      headline: { about: one.headlineOf, ...meanJson(one.headline, decimals) },
      reported: one.reported,
      money: moneyJson(one.money),
    })),
    efficiency: assessment.efficiency.map((one) => efficiencyJson(one, decimals, texts)),
  }
}

const rulesJson = ({ plan }: AgencyAssessment) => {
  const { decimals, causeBelow, causeAbove, cap, floorAtZero, ratingOn, meanOf, efficiency, renstraComparison } = plan.agency.rules
  const { capaianScale, absorptionScale, efficiencyScale } = plan.agency.rules
  return {
    ...{ decimals, causeBelow: amountJson(causeBelow), causeAbove: amountJson(causeAbove), cap: amountJson(cap), floorAtZero },
    ...{ ratingOn, meanOf, efficiency, renstraComparison, capaianScale },
    ...{ absorptionScale: absorptionScale ?? null, efficiencyScale: efficiencyScale ?? null },
  }
}

const scaleJson = ({ key, name, source, policy, bands }: Scale) => ({
  ...{ key, name, source: source ?? null, policy },
  bands: bands.map(({ label, lower, lowerInclusive, upper, upperInclusive }) => ({
    ...{ label, lower: amountJson(lower), lowerInclusive, upper: amountJson(upper), upperInclusive },
  })),
})

const meanJson = (mean: Mean, decimals: number) => ({
  capaian: amountJson(mean.value),
  shown: shownText(mean.shown, decimals),
  rating: mean.rating?.label ?? null,
  entered: mean.entered,
  of: mean.of,
  notYetPublished: mean.notYetPublished,
  notReported: mean.notReported,
  withoutCapaian: mean.withoutCapaian,
  pulling: mean.pulling,
})

const efficiencyJson = (one: Efficiency, decimals: number, texts: Texts) => ({
  subject: one.subject,
  rule: one.rule,
  value: amountJson(one.value),
  shown: shownText(one.shown, decimals),
  rating: one.rating?.label ?? null,
  rupiah: amountJson(one.rupiah),
  working: writeWorking(one, decimals, texts),
})
