import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capaianOf } from '../../src/domain/capaian.ts'
import type { CompositeResult } from '../../src/domain/composite.ts'
import { compositeFigure, computeComposite, ratioInput } from '../../src/domain/composite.ts'
import { d } from '../../src/domain/decimal.ts'
import { evaluate, readExpression } from '../../src/domain/expression.ts'
import type { Composite, CompositeInput } from '../../src/domain/plan.ts'
import { shownValue } from '../../src/domain/shown-value.ts'
import { plainRules, target } from './a-plan.ts'

const input = (key: string, own: Partial<CompositeInput> = {}): CompositeInput => ({ key, name: key, kind: 'number', ...own })
const written = (result: CompositeResult) =>
  result.kind === 'value' ? result.working.map((part) => (part.kind === 'sign' ? part.sign : part.value.toString())).join(' ') : result.kind

const development: Composite = {
  kind: 'formula',
  expression: 'fisik*80% + ((paket)*40% + ikm_pbj*60%)*20%',
  inputs: [input('fisik'), input('paket', { kind: 'ratio' }), input('ikm_pbj')],
}

describe("Setda's development index", () => {
  const paket = ratioInput({ numerator: d(11498), denominator: d(11498) })
  const inputs = { fisik: { value: d('96.89') }, ikm_pbj: { value: d('94.02') }, ...(paket && { paket }) }
  const result = computeComposite(development, inputs)

  test('is 88,8744, and shows its working', () => {
    expect(result.kind === 'value' && result.value.toString()).toBe('88.8744')
    expect(written(result)).toBe('96.89 * 0.8 + ( 1 * 0.4 + 94.02 * 0.6 ) * 0.2')
  })
  test('against 88 it is 100,99', () => {
    const figure = compositeFigure(d(result.kind === 'value' ? result.value : 0), inputs)
    const capaian = capaianOf({ formula: 'maximise', basis: 'shown', decimals: 2 }, target(88), figure, plainRules)
    expect(capaian.kind === 'percent' && shownValue(capaian.value, 2).toString()).toBe('100.99')
  })
  test('names what is missing', () => {
    expect(computeComposite(development, { fisik: { value: d(1) } })).toEqual({ kind: 'missing', keys: ['paket', 'ikm_pbj'] })
  })
  test('a ratio over nothing is no input', () => expect(ratioInput({ numerator: d(1), denominator: d(0) })).toBeUndefined())
})

describe('other composites', () => {
  const of = (kind: 'sum' | 'mean' | 'weighted', weight?: string) => ({
    kind,
    inputs: ['a', 'b'].map((key) => input(key, weight ? { weight: d(weight) } : {})),
  })
  const inputs = { a: { value: d('91.05') }, b: { value: d('84.61') } }
  test.each([
    [of('sum'), '175.66', '91.05 + 84.61'],
    [of('mean'), '87.83', '( 91.05 + 84.61 ) / 2'],
    [of('weighted', '2.5'), '439.15', '2.5 * 91.05 + 2.5 * 84.61'],
  ])('%#', (composite, value, working) => {
    const result = computeComposite(composite, inputs)
    expect([result.kind === 'value' && result.value.toString(), written(result)]).toEqual([value, working])
  })
})

describe('expressions', () => {
  const keys = ['a', 'b', 'ikm_pbj']
  const value = (text: string, inputs: Record<string, ReturnType<typeof d>> = { a: d(6), b: d(4), ikm_pbj: d(1) }) => {
    const read = readExpression(text, keys)
    if (read.kind === 'faulty') return `${read.fault.code} at ${read.fault.at} ${read.fault.found}`.trim()
    const result = evaluate(read.expression, inputs)
    return result.kind === 'value' ? result.value.toString() : result.kind
  }
  test.each([
    ['a + b * 2', '14'],
    ['(a + b) * 2', '20'],
    ['a - b - 1', '1'],
    ['a / b / 2', '0.75'],
    ['a : b', '1.5'],
    ['a × 50%', '3'],
    ['a * 0,5', '3'],
    ['-a + b', '-2'],
    ['a - -b', '10'],
    ['ikm_pbj*60%', '0.6'],
    ['a / (b - 4)', 'division-by-zero'],
    ['a +', 'unfinished at 4'],
    ['(a + b', 'unfinished at 1 ('],
    ['a b', 'unexpected at 3 b'],
    ['a + c', 'unknown-input at 5 c'],
    ['a ** b', 'unexpected at 4 *'],
    ['constructor', 'unknown-input at 1 constructor'],
    ['a; b', 'unexpected at 2 ;'],
    ['', 'unfinished at 1'],
    ['1e5', 'unexpected at 2 e5'],
    ['('.repeat(100) + 'a' + ')'.repeat(100), 'too-long at 51 ('],
    ['a'.repeat(501), 'too-long at 500'],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))

  test('whatever is typed is an expression or a fault with its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab0123.,%+-*/() _:×'), maxLength: 60 }), (text) => {
        const read = readExpression(text, keys)
        return read.kind === 'expression' || (read.fault.at >= 1 && read.fault.at <= text.length + 1)
      }),
      { numRuns: 500 },
    )
  })
})
