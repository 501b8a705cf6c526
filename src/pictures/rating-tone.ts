import { missedReason } from '../domain/capaian.ts'
import type { Rated } from '../domain/assess/assessment.ts'
import type { Band, Scale } from '../domain/plan.ts'
import type { Tone } from './tone.ts'

/**
 * The colour of a band by its place in its scale: the better 40 % of the bands are good, the next 30 % fair, the rest poor.
 * A band that begins at the target (100) is good wherever it stands: in “terlampaui, tercapai, belum tercapai” two are.
 */
export const toneOfBand = ({ bands }: Pick<Scale, 'bands'>, band: Pick<Band, 'better' | 'lower'>): Tone => {
  if (band.lower?.greaterThanOrEqualTo(100)) return 'good'
  const above = bands.filter((other) => other.better > band.better).length
  const place = above / Math.max(bands.length - 1, 1)
  if (place <= 0.4) return 'good'
  return place <= 0.7 ? 'fair' : 'poor'
}

/** The colour of a capaian. A target missed without a number is poor; any other capaian that there is not has no colour. */
export const toneOf = ({ capaian, shown, rating }: Rated, scales: readonly Scale[]): Tone => {
  if (capaian.kind === 'undefined') return missedReason(capaian) ? 'poor' : 'none'
  if (shown?.greaterThanOrEqualTo(100)) return 'good'
  const scale = scales.find(({ key }) => key === rating?.scaleKey)
  const band = scale?.bands.find(({ better }) => better === rating?.better)
  return scale && band ? toneOfBand(scale, band) : 'none'
}
