import type { Capaian, Working } from '../domain/assessment.ts'
import type { Decimal } from '../domain/decimal.ts'
import type { Texts } from './texts.ts'
import { writeNumber } from './write-number.ts'

/** The terms of a working as they stand in a formula. */
type Written = (name: string) => string

/** Formulas as people check them on a calculator; R and T are written as their numbers. `negative` for those that turn on the target's sign. */
const lines: Readonly<Record<string, (term: Written, terms: Working['terms']) => string>> = {
  maximise: (t, { target }) =>
    target?.isNegative() ? overTarget(t, 'realisation', 'target') : `${t('realisation')} / ${t('target')} × 100`,
  'minimise-mirror': (t, { target }) =>
    target?.isNegative() ? overTarget(t, 'target', 'realisation') : `(2 × ${t('target')} − ${t('realisation')}) / ${t('target')} × 100`,
  'minimise-inverse': (t) => `${t('target')} / ${t('realisation')} × 100`,
  'minimise-baseline': (t) => `(${t('baseline')} − ${t('realisation')}) / (${t('baseline')} − ${t('target')}) × 100`,
  stabilise: (t) => distanceFrom(t, 'target'),
  range: (t, { realisation, low, high }) => {
    if (realisation && high && realisation.gt(high)) return distanceFrom(t, 'high')
    if (realisation && low && realisation.lt(low)) return distanceFrom(t, 'low')
    return `${t('low')} ≤ ${t('realisation')} ≤ ${t('high')}`
  },
}
const overTarget = (t: Written, from: string, less: string): string => `(${t(from)} − ${t(less)}) / |${t('target')}| × 100 + 100`
const distanceFrom = (t: Written, bound: string): string => `100 − |${t('realisation')} − ${t(bound)}| / ${t(bound)} × 100`

/**
 * How a capaian came about, in a line: `21.310 / 25.589 × 100 = 83,28`. Where it counts from two numbers, those stand in it, so
 * that a calculator gives the same: `60 / 121 × 100 = 49,59; 60 / 121 × 100 / 40 × 100 = 123,97`. A cap or floor is named.
 * `decimals` are those of the agency's capaian. Empty for a working that has no arithmetic, as that of a grade.
 */
export const writeWorking = (capaian: Extract<Capaian, { kind: 'percent' }>, decimals: number, texts: Texts): string => {
  const { formula, terms } = capaian.working
  const line = lines[formula]
  if (!line) return ''
  const number = (value: Decimal): string => writeNumber(value, texts.locale, value.isInteger() ? 0 : { min: 2, max: 6 })
  const { numerator, denominator, uncapped, target } = terms
  const parts = numerator && denominator ? `${number(numerator)} / ${number(denominator)} × 100` : undefined
  const written: Written = (name) => {
    const value = terms[name]
    if (!value) return '?'
    if (name === 'realisation' && parts) return formula === 'maximise' ? parts : `(${parts})`
    return value.isNegative() && !value.isZero() ? `(${number(value)})` : number(value)
  }
  const result = writeNumber(uncapped ?? capaian.value, texts.locale, decimals)
  const equation = target?.isZero() && formula !== 'minimise-baseline' ? zeroTarget(result, texts) : `${line(written, terms)} = ${result}`
  const steps = parts && terms['realisation'] ? [`${parts} = ${writeNumber(terms['realisation'], texts.locale, 2)}`, equation] : [equation]
  if (uncapped) steps.push(texts.plain('units.limited', { value: writeNumber(capaian.value, texts.locale, decimals) }))
  return steps.join('; ')
}

/** Nothing planned and nothing happened: nothing can be divided. */
const zeroTarget = (result: string, texts: Texts): string => texts.plain('units.zero-on-zero', { result })
