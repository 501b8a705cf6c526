import { d, Decimal } from './decimal.ts'
import type { Figure, Parts } from './figure.ts'
import type { Expression, ExpressionFault } from './expression.ts'
import { evaluate, readExpression, zeroDivisor } from './expression.ts'
import type { Composite, CompositeInput } from './plan.ts'

/** What was given for the inputs, by their keys; a ratio also has its two numbers, and its value is their quotient (not percent). */
export type Inputs = Record<string, { value: Decimal; parts?: Parts }>

/** A piece of a working, in order: numbers are written by text/ in the person's locale; `percent` weights are written as fractions. */
export type WorkingPart = { kind: 'number'; value: Decimal } | { kind: 'sign'; sign: '+' | '-' | '*' | '/' | '(' | ')' }

/** The realisation that inputs make, unrounded, with its working; or why there is none yet. */
export type CompositeResult =
  | { kind: 'value'; value: Decimal; working: WorkingPart[] }
  | { kind: 'missing'; keys: string[] }
  | { kind: 'division-by-zero' }
  | { kind: 'faulty'; fault: ExpressionFault }

/**
 * The realisation of a composite indicator: the sum of its inputs, their mean, the sum of weight x input (merit system), or a formula over them.
 * @source AKIP 23,90 + 24,44 + 12,22 + 20,46 = 81,02; development index 96,89 x 0,8 + (1 x 0,4 + 94,02 x 0,6) x 0,2 = 88,87
 */
export const computeComposite = (composite: Composite, inputs: Inputs): CompositeResult => {
  const read = expressionOf(composite)
  if (read.kind === 'faulty') return read
  const missing = composite.inputs.map(({ key }) => key).filter((key) => !Object.hasOwn(inputs, key))
  if (missing.length > 0) return { kind: 'missing', keys: missing }
  const values = valuesOf(inputs)
  const result = evaluate(read.expression, values)
  switch (result.kind) {
    case 'value':
      return { kind: 'value', value: result.value, working: workingOf(read.expression, values) }
    case 'missing':
      return { kind: 'missing', keys: [result.key] }
    case 'division-by-zero':
      return result
  }
}

/** The inputs, in their order, that make a divisor of the formula 0 with what is given so far: it can't be computed with them. None where it can. */
export const inputsOfZeroDivisor = (composite: Composite, inputs: Inputs): CompositeInput[] => {
  const read = expressionOf(composite)
  const keys = read.kind === 'expression' ? (zeroDivisor(read.expression, valuesOf(inputs)) ?? []) : []
  return composite.inputs.filter(({ key }) => keys.includes(key))
}

const valuesOf = (inputs: Inputs): Record<string, Decimal> =>
  Object.fromEntries(Object.entries(inputs).map(([key, { value }]) => [key, value]))

/** What a ratio's two numbers enter as: their quotient. Undefined for a denominator of zero. */
export const ratioInput = (parts: Parts): Inputs[string] | undefined =>
  parts.denominator.isZero() ? undefined : { value: parts.numerator.div(parts.denominator), parts }

/** The figure of a composite: its value with the inputs that made it. */
export const compositeFigure = (value: Decimal, inputs: Inputs): Figure => ({ kind: 'number', value, inputs })

/** Every kind of composite is an expression; a formula that can't be read is refused when it is imported. */
export const expressionOf = (composite: Composite): ReturnType<typeof readExpression> => {
  const keys = composite.inputs.map(({ key }) => key)
  if (composite.kind === 'formula') return readExpression(composite.expression, keys)
  const terms = composite.inputs.map((input) => (composite.kind === 'weighted' ? weighted(input) : inputOf(input)))
  const [first, ...rest] = terms
  if (!first) return { kind: 'faulty', fault: { code: 'unfinished', at: 1, found: '' } }
  const total = rest.reduce<Expression>((left, right) => ({ kind: 'operation', operator: '+', left, right }), first)
  if (composite.kind !== 'mean') return { kind: 'expression', expression: total }
  const count: Expression = { kind: 'number', value: d(terms.length), text: String(terms.length) }
  return { kind: 'expression', expression: { kind: 'operation', operator: '/', left: total, right: count } }
}

const inputOf = ({ key }: CompositeInput): Expression => ({ kind: 'input', key })

const weighted = (input: CompositeInput): Expression => {
  const weight = input.weight ?? new Decimal(1)
  return { kind: 'operation', operator: '*', left: { kind: 'number', value: weight, text: weight.toString() }, right: inputOf(input) }
}

const binding = { '+': 1, '-': 1, '*': 2, '/': 2 } as const

/** The expression with its numbers in place of the keys, and no more parentheses than it needs. */
const workingOf = (expression: Expression, values: Record<string, Decimal>): WorkingPart[] => {
  switch (expression.kind) {
    case 'number':
      return [{ kind: 'number', value: expression.value }]
    case 'input': {
      const value = values[expression.key]
      return value ? [{ kind: 'number', value }] : []
    }
    case 'negative':
      return [{ kind: 'sign', sign: '-' }, ...bracketed(expression.of, values, expression.of.kind === 'operation')]
    case 'operation': {
      const { operator, left, right } = expression
      const looser = (side: Expression) => side.kind === 'operation' && binding[side.operator] < binding[operator]
      const sameOnRight =
        right.kind === 'operation' && binding[right.operator] === binding[operator] && (operator === '-' || operator === '/')
      return [
        ...bracketed(left, values, looser(left)),
        { kind: 'sign', sign: operator },
        ...bracketed(right, values, looser(right) || sameOnRight || right.kind === 'negative'),
      ]
    }
  }
}

const bracketed = (expression: Expression, values: Record<string, Decimal>, brackets: boolean): WorkingPart[] => {
  const inner = workingOf(expression, values)
  return brackets ? [{ kind: 'sign', sign: '(' }, ...inner, { kind: 'sign', sign: ')' }] : inner
}
