import { d } from '../domain/decimal.ts'
import type { Target } from '../domain/figure.ts'
import type { Texts } from './texts.ts'
import { writeNumber } from './write-number.ts'

/** An answer of the kind that a target asks for, as somebody might type it: a number, a grade (with its number where the target has one). */
export const writeExample = (target: Target | null | undefined, { locale }: Texts): string => {
  switch (target?.kind) {
    case 'grade':
      return target.score ? `${target.letter} (${writeNumber(target.score, locale)})` : target.letter
    case 'number':
      return writeNumber(target.value, locale)
    case 'range':
      return writeNumber(target.high, locale)
    case undefined:
      return writeNumber(d('87.75'), locale)
  }
}
