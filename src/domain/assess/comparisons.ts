import { capaianOf } from '../capaian.ts'
import type { Comparison } from './assessment.ts'
import type { Decimal } from '../decimal.ts'
import type { Figure, Target } from '../figure.ts'
import type { AgencyRules, Indicator } from '../plan.ts'
import { numberOf } from '../realisation.ts'
import { shownValue } from '../shown-value.ts'

/**
 * What chapter III compares the realisation of the year with: earlier years (newest first), the Renstra's target of this year and at its
 * end, and figures of the nation or the province. Differences are in points of the unit, between the values as they are shown.
 * A ratio, by the indicator's own formula, uncapped, stands beside targets and benchmarks where the agency prints one.
 * @source PermenPANRB 53/2014
 */
export const comparisonsOf = (
  indicator: Indicator,
  realisation: Figure | undefined,
  year: number,
  rules: Pick<AgencyRules, 'renstraComparison'>,
): Comparison[] => {
  const own = numberOf(realisation)
  const ownShown = own && shownValue(own, indicator.decimals)
  // Its parts were divided once: what is compared many times is the number.
  const plain: Figure | undefined = realisation?.kind === 'number' && own ? { kind: 'number', value: own } : realisation
  const against = (kind: Comparison['kind'], name: string, other: Figure | Target, ofYear?: number): Comparison => {
    const theirs = valueOf(other)
    const difference = ownShown && theirs ? ownShown.minus(shownValue(theirs, indicator.decimals)) : undefined
    const ratio = kind === 'previous-year' || rules.renstraComparison === 'side-by-side' ? undefined : ratioTo(indicator, plain, other)
    return {
      kind,
      name,
      other,
      ...(ofYear === undefined ? {} : { year: ofYear }),
      ...(difference && { difference }),
      ...(ratio && { ratio }),
    }
  }
  const { targets, end } = indicator.renstra
  const ofThisYear = targets[year]
  return [
    ...Object.entries(indicator.previousYears)
      .map(([of, figure]) => ({ of: Number(of), figure }))
      .filter(({ of }) => of < year)
      .sort((a, b) => b.of - a.of)
      .map(({ of, figure }) => against('previous-year', String(of), figure, of)),
    ...(ofThisYear ? [against('renstra-year', String(year), ofThisYear, year)] : []),
    ...(end ? [against('renstra-end', String(end.year), end.target, end.year)] : []),
    ...indicator.comparisons.map(({ name, figure }) => against('benchmark', name, figure)),
  ]
}

const valueOf = (other: Figure | Target): Decimal | undefined => {
  if (other.kind === 'range') return undefined
  return other.kind === 'grade' ? other.score : numberOf(other)
}

const ratioTo = (indicator: Indicator, realisation: Figure | undefined, other: Figure | Target): Decimal | undefined => {
  const target = targetOf(other)
  if (!target || !realisation) return undefined
  const ratio = capaianOf(indicator, target, realisation, { floorAtZero: false })
  // Between letters alone there is no ratio: 100 would be invented.
  return ratio.kind === 'percent' && ratio.working.formula !== 'grade' ? ratio.value : undefined
}

const targetOf = (other: Figure | Target): Target | undefined => {
  switch (other.kind) {
    case 'range':
      return other
    case 'grade':
      return { kind: 'grade', letter: other.letter, score: other.score }
    case 'number':
      return { kind: 'number', value: numberOf(other) ?? other.value }
    case 'not-yet-published':
      return undefined
  }
}
