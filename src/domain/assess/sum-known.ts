import { Decimal } from '../decimal.ts'

/** The sum of what is known; undefined, not zero, where nothing is. */
export const sumKnown = (values: readonly (Decimal | undefined)[]): Decimal | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length > 1 ? Decimal.sum(...known) : known[0]
}
