import type { Decimal } from './decimal.ts'
import { round } from './decimal.ts'

/** Decimals that are certain in a result of 40 significant digits; what lies beyond is the trace of a division such as 1/3. */
const certain = 28

/**
 * A value as people see it: rounded half away from zero to so many decimals, at the last moment.
 * The trace of unending divisions is removed first, so that three thirds are 100 and not 99,99...9.
 * @example shownValue(d('77.315'), 2) // 77.32
 * @example shownValue(d('-1.005'), 2) // -1.01
 */
export const shownValue = (value: Decimal, decimals: number): Decimal => {
  const places = value.decimalPlaces()
  if (places <= decimals) return value
  return round(places > certain ? round(value, certain) : value, decimals)
}
