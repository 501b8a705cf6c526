import { describe, expect, test } from 'vitest'
import { capaianOf } from '../../src/domain/capaian.ts'
import { d } from '../../src/domain/decimal.ts'
import { efficiencyFormulas } from '../../src/domain/money/efficiency.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import { formulaIds, formulas } from '../../src/domain/formulas.ts'
import type { FormulaId } from '../../src/domain/formulas.ts'
import { createTexts } from '../../src/text/texts.ts'
import { writeWorking } from '../../src/text/write-working.ts'

const id = createTexts('id')
const en = createTexts('en')
const free = { floorAtZero: false }

/** The line of a capaian as the domain computes it; the reason where there is none. */
const lineOf = (
  formula: FormulaId,
  target: Target,
  figure: Figure,
  rules: { cap?: ReturnType<typeof d>; floorAtZero: boolean } = free,
): string => {
  const capaian = capaianOf({ formula, basis: 'parts', decimals: 2, baseline: d(50) }, target, figure, rules)
  return capaian.kind === 'percent' ? writeWorking(capaian, 2, id) : capaian.reason
}
const target = (value: string): Target => ({ kind: 'number', value: d(value) })
const figure = (value: string): Figure => ({ kind: 'number', value: d(value) })

describe('the working of a capaian', () => {
  test.each([
    ['maximise', '25589', '21310', '21.310 / 25.589 × 100 = 83,28'],
    ['maximise', '83', '88.125', '88,125 / 83 × 100 = 106,17'],
    ['maximise', '-10', '-8', '((-8) − (-10)) / |-10| × 100 + 100 = 120,00'],
    ['minimise-mirror', '10', '8', '(2 × 10 − 8) / 10 × 100 = 120,00'],
    ['minimise-mirror', '10', '25', '(2 × 10 − 25) / 10 × 100 = -50,00'],
    ['minimise-mirror', '0', '0', 'target 0 dan realisasi 0 = 100,00'],
    ['minimise-inverse', '10', '8', '10 / 8 × 100 = 125,00'],
    ['minimise-baseline', '10', '8', '(50 − 8) / (50 − 10) × 100 = 105,00'],
    ['minimise-baseline', '0', '8', '(50 − 8) / (50 − 0) × 100 = 84,00'],
    ['stabilise', '10', '12', '100 − |12 − 10| / 10 × 100 = 80,00'],
    ['stabilise', '-5', '-6', '100 − |(-6) − (-5)| / |-5| × 100 = 80,00'],
  ] as const)('%s, target %s, realisation %s', (formula, planned, obtained, line) => {
    expect(lineOf(formula, target(planned), figure(obtained))).toBe(line)
  })
  test.each([
    ['15', '10 ≤ 15 ≤ 20 = 100,00'],
    ['25', '100 − |25 − 20| / 20 × 100 = 75,00'],
    ['8', '100 − |8 − 10| / 10 × 100 = 80,00'],
  ])('a range with %s', (obtained, line) => {
    expect(lineOf('range', { kind: 'range', low: d(10), high: d(20) }, figure(obtained))).toBe(line)
  })
  test.each([
    ['-6', '100 − |(-6) − (-5)| / |-5| × 100 = 80,00'],
    ['-3', '(-5) ≤ (-3) ≤ (-2) = 100,00'],
    ['-1', '100 − |(-1) − (-2)| / |-2| × 100 = 50,00'],
  ])('a range below zero with %s', (obtained, line) => {
    expect(lineOf('range', { kind: 'range', low: d(-5), high: d(-2) }, figure(obtained))).toBe(line)
  })
  test('60 of 121 against 40 counts from the two numbers', () => {
    const ikk: Figure = { kind: 'number', value: d(60).times(100).div(121), parts: { numerator: d(60), denominator: d(121) } }
    expect(lineOf('maximise', target('40'), ikk)).toBe('60 / 121 × 100 = 49,59; 60 / 121 × 100 / 40 × 100 = 123,97')
    expect(lineOf('minimise-mirror', target('40'), ikk)).toBe('60 / 121 × 100 = 49,59; (2 × 40 − (60 / 121 × 100)) / 40 × 100 = 76,03')
  })
  test('a cap and a floor are named', () => {
    expect(lineOf('maximise', target('2'), figure('3'), { cap: d(120), floorAtZero: false })).toBe(
      '3 / 2 × 100 = 150,00; dibatasi menjadi 120,00',
    )
    expect(lineOf('minimise-mirror', target('10'), figure('25'), { floorAtZero: true })).toBe(
      '(2 × 10 − 25) / 10 × 100 = -50,00; dibatasi menjadi 0,00',
    )
  })
  test('letters alone have no arithmetic', () => {
    expect(lineOf('maximise', { kind: 'grade', letter: 'A' }, { kind: 'grade', letter: 'AA' })).toBe('')
  })
  test('every formula of the domain has its line', () => {
    for (const formula of formulaIds) {
      const capaian = formulas[formula].compute({ target: d(10), low: d(10), high: d(10), realisation: d(8), baseline: d(50) })
      expect(capaian.kind === 'percent' && writeWorking(capaian, 2, en)).toMatch(/ = \d+\.\d\d$/)
    }
  })
})

test('the working of each efficiency rule', () => {
  const bkd = { ceiling: d('48369697659'), spent: d('27536923392'), capaian: d(320).times(100).div('319.53') }
  const line = (rule: keyof typeof efficiencyFormulas): string | undefined => {
    const result = efficiencyFormulas[rule].compute(bkd, 2)
    return result && writeWorking(result, 2, id)
  }
  expect(line('pmk-22-2021')).toBe('(48.440.845.150 − 27.536.923.392) / 48.369.697.659 × 100 = 43,22')
  expect(line('unspent')).toBe('(48.369.697.659 − 27.536.923.392) / 48.369.697.659 × 100 = 43,07')
  expect(line('difference')).toBe('100,15 − 56,93 = 43,22')
  expect(line('ratio')).toBe('100,15 / 56,93 × 100 = 175,92')
})
