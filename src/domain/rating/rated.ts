import type { Capaian, Rated } from '../assess/assessment.ts'
import type { AgencyRules, Scale } from '../plan.ts'
import { rate } from './rating.ts'
import { shownValue } from '../shown-value.ts'

/** The agency's rules with its scales by key, looked up once for a whole assessment. */
export type Labelling = { rules: AgencyRules; scales: ReadonlyMap<string, Scale> }

/** A capaian with what a person sees: rounded to the agency's decimals, and the label of the scale in force, decided as the agency's rules say. */
export const rated = (capaian: Capaian, { rules, scales }: Labelling, scaleKey = rules.capaianScale): Rated => {
  if (capaian.kind === 'undefined') return { capaian }
  const shown = shownValue(capaian.value, rules.decimals)
  const scale = scales.get(scaleKey)
  if (!scale) return { capaian, shown }
  return { capaian, shown, rating: rate(scale, rules.ratingOn === 'shown' ? shown : capaian.value) }
}
