import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Capaian } from '../../src/domain/assess/assessment.ts'
import { capaianOf } from '../../src/domain/capaian.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import type { FormulaId } from '../../src/domain/formulas.ts'
import { formulaIds, formulas } from '../../src/domain/formulas.ts'
import { shownValue } from '../../src/domain/shown-value.ts'
import { figure, parts, plainRules, target } from './a-plan.ts'

const said = (capaian: Capaian) => (capaian.kind === 'percent' ? shownValue(capaian.value, 2).toString() : capaian.reason)
const by = (formula: FormulaId, wanted: Target | null, reached: Figure | undefined, baseline?: number) =>
  said(
    capaianOf(
      { formula, basis: 'parts', decimals: 2, ...(baseline === undefined ? {} : { baseline: d(baseline) }) },
      wanted,
      reached,
      plainRules,
    ),
  )

describe('each formula on its cases', () => {
  test.each<[FormulaId, number, number, string]>([
    ['maximise', 2, 1, '50'],
    ['maximise', 20, 105, '525'],
    ['maximise', 10, 0, '0'],
    ['maximise', 10, -5, '-50'],
    ['maximise', 0, 5, 'target-zero'],
    ['maximise', 0, 0, 'target-zero'],
    ['maximise', -2, -1, '150'],
    ['minimise-mirror', 10, 8, '120'],
    ['minimise-mirror', 10, 25, '-50'],
    ['minimise-mirror', 10, 0, '200'],
    ['minimise-mirror', 10, 10, '100'],
    ['minimise-mirror', 0, 0, '100'],
    ['minimise-mirror', 0, 1, 'zero-missed'],
    ['minimise-mirror', 0, -1, 'target-zero'],
    ['minimise-inverse', 10, 8, '125'],
    ['minimise-inverse', 10, 25, '40'],
    ['minimise-inverse', 10, 0, 'realisation-zero'],
    ['minimise-inverse', 0, 0, '100'],
    ['minimise-inverse', 0, 1, 'zero-missed'],
    ['minimise-inverse', 10, -1, 'negative-value'],
    ['stabilise', 50, 50, '100'],
    ['stabilise', 50, 60, '80'],
    ['stabilise', 50, 40, '80'],
    ['stabilise', 50, 150, '-100'],
    ['stabilise', 0, 0, '100'],
    ['stabilise', 0, 1, 'zero-missed'],
  ])('%s: target %s, realisation %s is %s', (formula, wanted, reached, expected) => {
    expect(by(formula, target(wanted), figure(reached))).toBe(expected)
  })

  test.each<[number | undefined, number, number, string]>([
    [20, 10, 15, '50'],
    [20, 10, 10, '100'],
    [20, 10, 25, '-50'],
    [20, 0, 5, '75'],
    [10, 10, 5, 'baseline-equals-target'],
    [8, 10, 9, 'baseline-below-target'],
    [undefined, 10, 9, 'baseline-missing'],
  ])('from a baseline of %s to %s: %s is %s', (baseline, wanted, reached, expected) => {
    expect(by('minimise-baseline', target(wanted), figure(reached), baseline)).toBe(expected)
  })

  test.each([
    [95, '100'],
    [90, '100'],
    [100, '100'],
    [110, '90'],
    [81, '90'],
  ])('inside 90 to 100 is 100, outside it counts from the nearer bound: %s is %s', (reached, expected) => {
    const within: Target = { kind: 'range', low: d(90), high: d(100) }
    expect(by('range', within, figure(reached))).toBe(expected)
    expect(by('maximise', within, figure(reached))).toBe(expected)
  })

  test('a range that begins at zero can be missed only without a number', () => {
    const within: Target = { kind: 'range', low: d(0), high: d(10) }
    expect([by('range', within, figure(-1)), by('range', within, figure(5)), by('range', within, figure(11))]).toEqual([
      'zero-missed',
      '100',
      '90',
    ])
  })

  test('each names its source', () => {
    for (const id of formulaIds) expect(formulas[id].source.length).toBeGreaterThan(10)
  })
})

describe('states that are no number', () => {
  test.each<[Target | null, Figure | undefined, string]>([
    [target(10), undefined, 'not-reported'],
    [null, undefined, 'not-due'],
    [null, figure(5), 'no-target'],
    [target(10), { kind: 'not-yet-published' }, 'not-yet-published'],
    [target(10), { kind: 'grade', letter: 'A' }, 'grade-mismatch'],
  ])('target %o, figure %o: %s', (wanted, reached, expected) => expect(by('maximise', wanted, reached)).toBe(expected))
})

describe('grades', () => {
  const letter = (grade: 'A' | 'B' | 'AA', score?: string): Figure => ({
    kind: 'grade',
    letter: grade,
    ...(score ? { score: d(score) } : {}),
  })
  const wanted = (grade: 'A', score?: string, rules?: 'letter' | 'score'): Target => ({
    kind: 'grade',
    letter: grade,
    ...(score ? { score: d(score) } : {}),
    rules,
  })
  test.each<[Target, Figure, string]>([
    [wanted('A'), letter('A', '82.04'), '100'],
    [wanted('A'), letter('A'), '100'],
    [wanted('A'), letter('AA'), '100'],
    [wanted('A'), letter('B'), 'below-grade'],
    [wanted('A'), figure('82.04'), '100'],
    [wanted('A'), figure('80'), 'below-grade'],
    [wanted('A'), figure('80.01'), '100'],
    [wanted('A', '82.04'), letter('A', '82.04'), '100'],
    [wanted('A', '82.08'), letter('A', '82.04'), '99.95'],
    [wanted('A', '82.08', 'letter'), letter('A', '82.04'), '100'],
    [wanted('A', '82.08', 'score'), figure('82.04'), '99.95'],
    [wanted('A', '82.08'), letter('A'), '100'],
    [target('80.16'), letter('A', '81.02'), '101.07'],
  ])('%o against %o is %s', (planned, reached, expected) => expect(by('maximise', planned, reached)).toBe(expected))
})

describe('cap and floor', () => {
  const limited = (formula: FormulaId, reached: number, rules: { cap?: number; floorAtZero?: boolean }) =>
    capaianOf({ formula, basis: 'shown', decimals: 2 }, target(10), figure(reached), {
      floorAtZero: rules.floorAtZero ?? false,
      ...(rules.cap === undefined ? {} : { cap: d(rules.cap) }),
    })

  test('a capped capaian says so and keeps what it was', () => {
    const capaian = limited('maximise', 13, { cap: 110 })
    expect(capaian).toMatchObject({ kind: 'percent', capped: true })
    expect(capaian.kind === 'percent' && [said(capaian), capaian.working.terms['uncapped']?.toString()]).toEqual(['110', '130'])
  })
  test('at the cap nothing is changed', () => expect(limited('maximise', 11, { cap: 110 })).not.toHaveProperty('capped'))
  test('the floor holds a minimise formula at zero', () => expect(said(limited('minimise-mirror', 25, { floorAtZero: true }))).toBe('0'))
  test('without a floor it goes below', () => expect(said(limited('minimise-mirror', 25, {}))).toBe('-50'))
})

test('the working of a capaian from parts holds the parts', () => {
  const capaian = capaianOf({ formula: 'maximise', basis: 'parts', decimals: 2 }, target(40), parts(60, 121), plainRules)
  const terms = capaian.kind === 'percent' ? capaian.working.terms : {}
  expect([terms['numerator']?.toString(), terms['denominator']?.toString(), terms['target']?.toString()]).toEqual(['60', '121', '40'])
})

describe('laws', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => d(cents).div(100))
  const positive = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => d(cents).div(100))
  const compute = (formula: FormulaId, wanted: ReturnType<typeof d>, reached: ReturnType<typeof d>) =>
    capaianOf(
      { formula, basis: 'parts', decimals: 2, baseline: wanted.abs().plus(wanted).plus(7) },
      { kind: 'number', value: wanted },
      { kind: 'number', value: reached },
      plainRules,
    )

  test('maximise never falls while the realisation rises, whatever the target', () => {
    fc.assert(
      fc.property(amount, amount, amount, (wanted, a, b) => {
        const [low, high] = a.lte(b) ? [a, b] : [b, a]
        const [worse, better] = [compute('maximise', wanted, low), compute('maximise', wanted, high)]
        return worse.kind === 'undefined' ? better.kind === 'undefined' : better.kind === 'percent' && better.value.gte(worse.value)
      }),
    )
  })

  test.each<FormulaId>(['minimise-mirror', 'minimise-inverse', 'minimise-baseline'])(
    '%s never rises while the realisation rises',
    (formula) => {
      fc.assert(
        fc.property(positive, positive, positive, (wanted, a, b) => {
          const [low, high] = a.lte(b) ? [a, b] : [b, a]
          const [better, worse] = [compute(formula, wanted, low), compute(formula, wanted, high)]
          return better.kind === 'percent' && worse.kind === 'percent' && better.value.gte(worse.value)
        }),
      )
    },
  )

  test('on target is 100 for every formula', () => {
    fc.assert(
      fc.property(positive, fc.constantFrom(...formulaIds), (wanted, formula) => {
        const capaian = compute(formula, wanted, wanted)
        return capaian.kind === 'percent' && capaian.value.eq(100)
      }),
    )
  })
})

describe('rounding', () => {
  test.each([
    ['77.315', 2, '77.32'],
    ['-1.005', 2, '-1.01'],
    ['1.005', 2, '1.01'],
    ['99.995', 2, '100'],
    ['99.5', 0, '100'],
    ['-0.5', 0, '-1'],
    ['0.125', 1, '0.1'],
  ])('%s to %s decimals is %s', (value, decimals, expected) => expect(shownValue(d(value), decimals).toString()).toBe(expected))

  test('three thirds are one', () => {
    const third = d(100).div(3)
    expect(shownValue(third.plus(third).plus(third), 2).toString()).toBe('100')
  })

  test('is never further away than half of the last place, and rounding again changes nothing', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 2 }), (units, decimals) => {
        const value = d(units).div(10_000)
        const shown = shownValue(value, decimals)
        return (
          shown
            .minus(value)
            .abs()
            .lte(d('0.5').div(d(10).pow(decimals))) && shownValue(shown, decimals).eq(shown)
        )
      }),
    )
  })
})
