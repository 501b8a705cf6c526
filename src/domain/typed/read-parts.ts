import type { Decimal } from '../decimal.ts'
import type { Figure } from '../figure.ts'
import type { FigureContext, FigureRead, FigureRefusal } from './parse-figure.ts'
import { markOf } from './decimal-mark.ts'
import { isPlausible } from './plausible.ts'
import { readNumber } from './read-number.ts'
import { shownValue } from '../shown-value.ts'
import { isPercentUnit } from './typed-words.ts'

const shape = /^(\d[\d.,]*) ?[a-z ]{0,30}?(?:\/| dari(?: total)? | of | out of )[a-z ]{0,30}? ?(\d[\d.,]*)(?: [a-z ]{0,40})?[.!]?$/

/** `45 dari 50 (90%)`, `90% (45/50)`: the two numbers, and the percentage that they are said to make. */
const withPercent = [
  /^(?<parts>\d[^%()=]*?) ?(?:\( ?|= ?)(?<percent>\d[\d.,]*) ?(?:%|persen|percent) ?\)?[.!]?$/,
  /^(?<percent>\d[\d.,]*) ?(?:%|persen|percent) ?(?:\( ?|= ?)(?<parts>\d[^%()=]*?) ?\)?[.!]?$/,
]

/** The two numbers of a text that also has their percentage; the text itself where the percentage is not theirs, or there is none. */
const withoutPercent = (text: string, context: FigureContext): string => {
  const { parts, percent } = withPercent.map((one) => one.exec(text)?.groups).find((groups) => groups !== undefined) ?? {}
  const [, first, second] = shape.exec(parts ?? '') ?? []
  const [numerator, denominator] = [wholeFirst(first, context), wholeFirst(second, context)]
  const said = readNumber(percent ?? '', markOf(context))
  if (!parts || !numerator || !denominator || denominator.isZero() || said.kind === 'refused') return text
  const value = numerator.times(100).div(denominator)
  return said.readings.some((one) => shownValue(value, one.value.decimalPlaces()).eq(one.value)) ? parts : text
}

/**
 * `60 dari 121`, `60/121`: kept as parts, with their quotient in percent as the value. Where the unit is no percentage, the two numbers mean
 * so many of the target (8 dari 20 orang) if the second is the target, and are refused otherwise. Undefined for any other text.
 */
export const readParts = (
  text: string,
  context: FigureContext,
  refuse: (reason: FigureRefusal, suggestion?: Figure) => FigureRead,
): FigureRead | undefined => {
  const found = shape.exec(withoutPercent(text, context))
  if (!found) return undefined
  const numerator = wholeFirst(found[1], context)
  const denominator = wholeFirst(found[2], context)
  if (!numerator || !denominator) return refuse('bad-groups')
  if (context.unit !== undefined && !isPercentUnit(context.unit)) {
    const figure: Figure = { kind: 'number', value: numerator }
    return context.target?.eq(denominator) ? { kind: 'understood', figure } : refuse('wrong-unit', figure)
  }
  if (denominator.isZero()) return refuse('zero-denominator')
  const value = numerator.times(100).div(denominator)
  const figure: Figure = { kind: 'number', value, parts: { numerator, denominator } }
  return { kind: isPlausible(value, { ...context, decimals: 2 }) ? 'understood' : 'far', figure }
}

/** Parts are counted things: `1.250` among them is a thousand. */
const wholeFirst = (text = '', context: FigureContext): Decimal | undefined => {
  const read = readNumber(text.replace(/[.,]$/, ''), markOf(context))
  if (read.kind === 'refused') return undefined
  return (read.readings.find(({ as }) => as !== 'decimal') ?? read.readings[0]).value
}
