import type { Working } from '../domain/assess/assessment.ts'
import type { Decimal } from '../domain/decimal.ts'
import type { Texts } from './texts.ts'
import { visible, writeNumber } from './write-number.ts'

/** The terms of a working as they stand in a formula. */
type Written = (name: string) => string

/** Formulas as people check them on a calculator. Those that measure a distance are written with |T| where the target is negative, as they are computed. */
const lines: Readonly<Record<string, (term: Written, terms: Working['terms']) => string>> = {
  maximise: (t, { target }) =>
    target?.isNegative() ? overTarget(t, 'realisation', 'target') : `${t('realisation')} / ${t('target')} × 100`,
  'minimise-mirror': (t, { target }) =>
    target?.isNegative() ? overTarget(t, 'target', 'realisation') : `(2 × ${t('target')} − ${t('realisation')}) / ${t('target')} × 100`,
  'minimise-inverse': (t) => `${t('target')} / ${t('realisation')} × 100`,
  'minimise-baseline': (t) => `(${t('baseline')} − ${t('realisation')}) / (${t('baseline')} − ${t('target')}) × 100`,
  stabilise: (t, terms) => distanceFrom(t, 'target', terms),
  range: (t, terms) => {
    const { realisation, low, high } = terms
    if (realisation && high && realisation.gt(high)) return distanceFrom(t, 'high', terms)
    if (realisation && low && realisation.lt(low)) return distanceFrom(t, 'low', terms)
    return `${t('low')} ≤ ${t('realisation')} ≤ ${t('high')}`
  },
  'efficiency-difference': (t) => `${t('capaian')} − ${t('absorption')}`,
  'efficiency-ratio': (t) => `${t('capaian')} / ${t('absorption')} × 100`,
  'efficiency-unspent': (t) => `(${t('ceiling')} − ${t('spent')}) / ${t('ceiling')} × 100`,
  'efficiency-pmk-22-2021': (t) => `(${t('worth')} − ${t('spent')}) / ${t('ceiling')} × 100`,
}
const overTarget = (t: Written, from: string, less: string): string => `(${t(from)} − ${t(less)}) / ${sizeOf(t, 'target')} × 100 + 100`
const distanceFrom = (t: Written, bound: string, terms: Working['terms']): string =>
  `100 − |${t('realisation')} − ${t(bound)}| / ${terms[bound]?.isNegative() ? sizeOf(t, bound) : t(bound)} × 100`
/** |-5|: the bars are brackets enough. */
const sizeOf = (t: Written, name: string): string => `|${t(name).replace(/^\((.*)\)$/, '$1')}|`

/** A number of a working: enough decimals to check it by, money in whole rupiah. */
const writeTerm = (value: Decimal, texts: Texts): string =>
  writeNumber(value, texts.locale, value.isInteger() || value.abs().gte(1_000_000) ? 0 : { min: 2, max: visible(value, 6) })

/**
 * How a capaian or an efficiency came about, in a line: `21.310 / 25.589 × 100 = 83,28`. Where it counts from two numbers, those stand
 * in it, so that a calculator gives the same: `60 / 121 × 100 = 49,59; 60 / 121 × 100 / 40 × 100 = 123,97`. A cap or floor is named.
 * `decimals` are those of the agency's capaian. Empty for a working without arithmetic, as that of a grade.
 */
export const writeWorking = (result: { value: Decimal; working: Working }, decimals: number, texts: Texts): string => {
  const { formula, terms } = result.working
  const line = lines[formula]
  if (!line) return ''
  const { numerator, denominator, uncapped, target, realisation } = terms
  const parts = numerator && denominator ? `${writeTerm(numerator, texts)} / ${writeTerm(denominator, texts)} × 100` : undefined
  const written: Written = (name) => {
    const value = terms[name]
    if (!value) throw new Error(`the working of ${formula} has no ${name}`)
    if (name === 'realisation' && parts) return formula === 'maximise' && !target?.isNegative() ? parts : `(${parts})`
    return value.isNegative() && !value.isZero() ? `(${writeTerm(value, texts)})` : writeTerm(value, texts)
  }
  const outcome = writeNumber(uncapped ?? result.value, texts.locale, decimals)
  const divides = formula !== 'minimise-baseline'
  const steps = parts && realisation ? [`${parts} = ${writeNumber(realisation, texts.locale, 2)}`] : []
  steps.push(divides && target?.isZero() ? texts.plain('units.zero-on-zero', { result: outcome }) : `${line(written, terms)} = ${outcome}`)
  if (uncapped) steps.push(texts.plain('units.limited', { value: writeNumber(result.value, texts.locale, decimals) }))
  return steps.join('; ')
}
