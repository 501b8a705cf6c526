import type { Rated } from '../assess/assessment.ts'
import type { Decimal } from '../decimal.ts'
import type { Figure } from '../figure.ts'
import type { Indicator, Scale } from '../plan.ts'
import { rate } from './rating.ts'
import { numberOf } from '../realisation.ts'
import { shownValue } from '../shown-value.ts'

/**
 * The label of a realisation itself, beside that of its capaian, on the scale that the indicator has for its values: IKM 88,13 is B.
 * Undefined where it has no such scale, or the figure is no number.
 */
export const valueRating = (
  indicator: Pick<Indicator, 'valueScale' | 'decimals'>,
  figure: Figure | undefined,
  scales: readonly Scale[],
): { shown: Decimal; rating: NonNullable<Rated['rating']> } | undefined => {
  const scale = scales.find(({ key }) => key === indicator.valueScale)
  const value = numberOf(figure)
  if (!scale || !value) return undefined
  const shown = shownValue(value, indicator.decimals)
  return { shown, rating: rate(scale, shown) }
}
