import { hundred } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Figure, Parts } from './figure.ts'
import { shownValue } from './shown-value.ts'

/** Whether a capaian counts from the parts, unrounded, or from the realisation as it is printed. */
export type Basis = 'parts' | 'shown'

/** Numerator / denominator in percent, unrounded: 60 of 121 is 49,586... Undefined for a denominator of zero. */
export const percentOf = ({ numerator, denominator }: Parts): Decimal | undefined =>
  denominator.isZero() ? undefined : numerator.times(hundred).div(denominator)

/** The number of a figure, unrounded: from its parts where it has them, the score of a grade; undefined where there is none. */
export const numberOf = (figure: Figure | undefined): Decimal | undefined => {
  if (!figure) return undefined
  switch (figure.kind) {
    case 'number':
      return figure.parts ? (percentOf(figure.parts) ?? figure.value) : figure.value
    case 'grade':
      return figure.score
    case 'not-yet-published':
      return undefined
  }
}

/** The number of a figure as a capaian uses it: unrounded, or rounded to the decimals of its unit first. */
export const numberOn = (figure: Figure | undefined, decimals: number, basis: Basis): Decimal | undefined => {
  const value = numberOf(figure)
  return value && basis === 'shown' ? shownValue(value, decimals) : value
}
