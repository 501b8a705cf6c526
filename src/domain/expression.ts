import { d } from './decimal.ts'
import type { Decimal } from './decimal.ts'

/** An expression over input keys, parsed once. */
export type Expression =
  | { kind: 'number'; value: Decimal; /** As it was written: 80% or 0.8. */ text: string }
  | { kind: 'input'; key: string }
  | { kind: 'negative'; of: Expression }
  | { kind: 'operation'; operator: Operator; left: Expression; right: Expression }
export type Operator = '+' | '-' | '*' | '/'

/** What is wrong with an expression, and at which character (from 1). */
export type ExpressionFault = { code: 'unexpected' | 'unfinished' | 'unknown-input' | 'too-long'; at: number; found: string }
export type ExpressionRead = { kind: 'expression'; expression: Expression } | { kind: 'faulty'; fault: ExpressionFault }

type Token = { text: string; at: number }

const longest = 500
const deepest = 50

/**
 * Reads `fisik*80% + ((paket)*40% + ikm_pbj*60%)*20%`: + - * / parentheses, input keys, numbers with a point or a comma as mark, percent.
 * Nothing else: no functions, no names beyond `keys`. What is wrong is a value with its place.
 */
export const readExpression = (text: string, keys: readonly string[]): ExpressionRead => {
  if (text.length > longest) return faulty('too-long', longest, '')
  const tokens = [...text.matchAll(/\s*(\d+(?:[.,]\d+)?%?|[a-z_][\w]*|[-+*/()×:−]|\S)/giu)].map((match) => ({
    text: match[1] ?? '',
    at: match.index + match[0].length - (match[1] ?? '').length + 1,
  }))
  const state: State = { tokens, next: 0, keys: new Set(keys), depth: 0 }
  try {
    const expression = sum(state)
    const rest = tokens[state.next]
    return rest ? faulty('unexpected', rest.at, rest.text) : { kind: 'expression', expression }
  } catch (error) {
    if (error instanceof Fault) return { kind: 'faulty', fault: error.fault }
    throw error
  }
}

const faulty = (code: ExpressionFault['code'], at: number, found: string): ExpressionRead => ({
  kind: 'faulty',
  fault: { code, at, found },
})

/** Carries a fault out of the recursion; it never leaves this file. */
class Fault extends Error {
  readonly fault: ExpressionFault
  constructor(fault: ExpressionFault) {
    super(fault.code)
    this.fault = fault
  }
}

type State = { tokens: Token[]; next: number; keys: ReadonlySet<string>; depth: number }

const operators: Readonly<Record<string, Operator>> = { '+': '+', '-': '-', '−': '-', '*': '*', '×': '*', '/': '/', ':': '/' }

const operatorAt = (state: State, among: readonly Operator[]): Operator | undefined => {
  const text = state.tokens[state.next]?.text
  const operator = text !== undefined && Object.hasOwn(operators, text) ? operators[text] : undefined
  return operator && among.includes(operator) ? operator : undefined
}

const chain =
  (among: readonly Operator[], operand: (state: State) => Expression) =>
  (state: State): Expression => {
    let left = operand(state)
    for (let operator = operatorAt(state, among); operator; operator = operatorAt(state, among)) {
      state.next += 1
      left = { kind: 'operation', operator, left, right: operand(state) }
    }
    return left
  }

const factor = (state: State): Expression => {
  const token = state.tokens[state.next]
  const last = state.tokens.at(-1)
  if (!token) throw new Fault({ code: 'unfinished', at: last ? last.at + last.text.length : 1, found: '' })
  state.depth += 1
  if (state.depth > deepest) throw new Fault({ code: 'too-long', at: token.at, found: token.text })
  state.next += 1
  const expression = factorFrom(token, state)
  state.depth -= 1
  return expression
}

const factorFrom = (token: Token, state: State): Expression => {
  if (operators[token.text] === '-') return { kind: 'negative', of: factor(state) }
  if (token.text === '(') {
    const inner = sum(state)
    const close = state.tokens[state.next]
    if (close?.text !== ')')
      throw new Fault({ code: close ? 'unexpected' : 'unfinished', at: close?.at ?? token.at, found: close?.text ?? '(' })
    state.next += 1
    return inner
  }
  if (/^\d/.test(token.text)) {
    const number = d(token.text.replace('%', '').replace(',', '.'))
    return { kind: 'number', value: token.text.endsWith('%') ? number.div(100) : number, text: token.text }
  }
  if (!/^[a-z_]/i.test(token.text)) throw new Fault({ code: 'unexpected', at: token.at, found: token.text })
  if (!state.keys.has(token.text)) throw new Fault({ code: 'unknown-input', at: token.at, found: token.text })
  return { kind: 'input', key: token.text }
}

const product = chain(['*', '/'], factor)
const sum = chain(['+', '-'], product)

/** The value of an expression, or the key of what is missing; undefined stands for a division by zero. */
export type Evaluated = { kind: 'value'; value: Decimal } | { kind: 'missing'; key: string } | { kind: 'division-by-zero' }

/** Computes with decimals, unrounded. */
export const evaluate = (expression: Expression, inputs: Readonly<Record<string, Decimal>>): Evaluated => {
  switch (expression.kind) {
    case 'number':
      return { kind: 'value', value: expression.value }
    case 'input': {
      const value = Object.hasOwn(inputs, expression.key) ? inputs[expression.key] : undefined
      return value ? { kind: 'value', value } : { kind: 'missing', key: expression.key }
    }
    case 'negative': {
      const of = evaluate(expression.of, inputs)
      return of.kind === 'value' ? { kind: 'value', value: of.value.negated() } : of
    }
    case 'operation': {
      const left = evaluate(expression.left, inputs)
      const right = evaluate(expression.right, inputs)
      if (left.kind !== 'value') return left
      if (right.kind !== 'value') return right
      if (expression.operator === '/' && right.value.isZero()) return { kind: 'division-by-zero' }
      return { kind: 'value', value: operations[expression.operator](left.value, right.value) }
    }
  }
}

/**
 * The input keys of a divisor that comes to 0 with what is given so far; undefined where there is none. A divisor of which an input is
 * missing is not judged yet.
 */
export const zeroDivisor = (expression: Expression, inputs: Readonly<Record<string, Decimal>>): string[] | undefined => {
  switch (expression.kind) {
    case 'number':
    case 'input':
      return undefined
    case 'negative':
      return zeroDivisor(expression.of, inputs)
    case 'operation': {
      const { operator, left, right } = expression
      const divisor = operator === '/' ? evaluate(right, inputs) : undefined
      if (divisor?.kind === 'value' && divisor.value.isZero()) return keysIn(right)
      return zeroDivisor(left, inputs) ?? zeroDivisor(right, inputs)
    }
  }
}

const keysIn = (expression: Expression): string[] => {
  switch (expression.kind) {
    case 'number':
      return []
    case 'input':
      return [expression.key]
    case 'negative':
      return keysIn(expression.of)
    case 'operation':
      return [...new Set([...keysIn(expression.left), ...keysIn(expression.right)])]
  }
}

const operations: Record<Operator, (left: Decimal, right: Decimal) => Decimal> = {
  '+': (left, right) => left.plus(right),
  '-': (left, right) => left.minus(right),
  '*': (left, right) => left.times(right),
  '/': (left, right) => left.div(right),
}
