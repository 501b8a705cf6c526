import type { Rated } from '../assess/assessment.ts'
import type { Decimal } from '../decimal.ts'
import type { Band, Scale } from '../plan.ts'
import { inBand } from './scale.ts'
import { shownValue } from '../shown-value.ts'

/** A label of a scale, and how the value came to it: `gap`, `overlap`, `above` and `below` were decided by the scale's policy. */
export type Rating = NonNullable<Rated['rating']>

/**
 * The rating of a value: always one, for every value. Inside one band it is that band; what the printed scale leaves out or says twice
 * is decided by the scale's stated policy. With `decimals` the value is rounded first, so that what a person sees agrees with its label.
 * Throws for a scale without bands: such a scale is refused when it is loaded.
 */
export const rate = (scale: Scale, value: Decimal, decimals?: number): Rating => {
  const decided = decimals === undefined ? value : shownValue(value, decimals)
  const { band, how } = choose(scale, decided)
  return { label: band.label, scaleKey: scale.key, better: band.better, how }
}

const choose = (scale: Scale, value: Decimal): { band: Band; how: Rating['how'] } => {
  const inside = chooseInside(scale, value)
  if (inside) return inside
  const under = scale.bands.filter(({ upper }) => upper?.lte(value)).sort((a, b) => compare(b.upper, a.upper) || b.better - a.better)
  const over = scale.bands.filter(({ lower }) => lower?.gte(value)).sort((a, b) => compare(a.lower, b.lower) || b.better - a.better)
  const [nearestUnder] = under
  const [nearestOver] = over
  if (nearestUnder && nearestOver) return { band: inGap(scale, value, nearestUnder, nearestOver), how: 'gap' }
  if (nearestUnder) return { band: nearestUnder, how: 'above' }
  if (nearestOver) return { band: nearestOver, how: 'below' }
  throw new Error(`the scale ${scale.key} has no band that could hold ${value.toString()}`)
}

/** The band that holds the value; of several the one that the policy on overlaps prefers. */
const chooseInside = (scale: Scale, value: Decimal): { band: Band; how: 'in-band' | 'overlap' } | undefined => {
  const sign = scale.policy.overlap === 'better' ? 1 : -1
  let chosen: { band: Band; how: 'in-band' | 'overlap' } | undefined
  for (const band of scale.bands) {
    if (!inBand(band, value)) continue
    const preferred = chosen && sign * (band.better - chosen.band.better) <= 0 ? chosen.band : band
    chosen = { band: preferred, how: chosen ? 'overlap' : 'in-band' }
  }
  return chosen
}

const inGap = (scale: Scale, value: Decimal, under: Band, over: Band): Band => {
  switch (scale.policy.gap) {
    case 'band-below':
      return under
    case 'band-above':
      return over
    case 'nearest':
      // In the middle the band below has it, as in the default policy.
      return under.upper && over.lower && over.lower.minus(value).lt(value.minus(under.upper)) ? over : under
  }
}

const compare = (a: Decimal | undefined, b: Decimal | undefined): number => (a && b ? a.cmp(b) : 0)
