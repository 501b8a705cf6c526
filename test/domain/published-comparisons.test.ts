import { describe, expect, test } from 'vitest'
import { comparisonsOf } from '../../src/domain/assess/comparisons.ts'
import { d } from '../../src/domain/decimal.ts'
import type { EfficiencyResult } from '../../src/domain/money/efficiency.ts'
import { efficiencyFormulas, pmkOver } from '../../src/domain/money/efficiency.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import type { Indicator } from '../../src/domain/plan.ts'
import { shownValue } from '../../src/domain/shown-value.ts'
import { figure, indicator, target } from './a-plan.ts'
import { asPrinted, bkd, bkpsdm, cellFigure, cellTarget, exact, printed, printedText } from './published-reports.ts'

const compare = (own: Partial<Indicator>, realisation: Figure, rule: 'ratio' | 'side-by-side' = 'ratio') =>
  comparisonsOf(indicator(own), realisation, 2024, { renstraComparison: rule })

type Printed = (typeof bkd.comparisons)[number]
const value = (row: Printed, of: RegExp) => Object.entries(row.values).find(([name]) => of.test(name))?.[1]

/** What the engine says for a printed comparison: a ratio to a target, or a difference in points. */
const computed = (row: Printed): string => {
  const text = row.printedResult ?? ''
  const realisation = cellFigure(value(row, /^(capaian|realisasi)/))
  const wanted = cellTarget(value(row, /^target(?!2024$)/) ?? value(row, /^target/))
  if (wanted) {
    const [end] = compare({ renstra: { targets: {}, end: { year: 2026, target: wanted } } }, realisation)
    return end?.ratio ? asPrinted(end.ratio, text) : 'N/A'
  }
  const [last] = compare({ previousYears: { 2023: cellFigure(row.values['2023']) } }, cellFigure(row.values['2024']))
  return last?.difference ? asPrinted(last.difference.abs(), text) : 'N/A'
}

/** A target beside two realisations is there for the reader; the comparison is between the years. */
const withoutTarget = (row: Printed): Printed =>
  row.values['2023'] === undefined
    ? row
    : { ...row, values: Object.fromEntries(Object.entries(row.values).filter(([name]) => !name.startsWith('target'))) }

/** Where a word is printed for the direction of a difference, ours has its sign. */
const directions: [RegExp, 1 | 0 | -1][] = [
  [/^(peningkatan nilai|kenaikan)/, 1],
  [/^(menurun|berkurang)/, -1],
  [/^tidak terdapat peningkatan/, 0],
]

/** Printed comparisons that are none of ours, by the words that are printed, and why. */
const outside: [(row: Printed) => boolean, string][] = [
  [
    ({ kind, indicator }) => kind === 'national' && indicator.includes(': Pemerintah Provinsi '),
    'the index of another government, on a scale of its own',
  ],
  [({ kind, values }) => kind === 'national' && Object.keys(values).length === 0, 'no national figure: said in words'],
  [({ indicator }) => indicator.startsWith('IP ASN 2023:'), 'the index of the province, with a word from the text'],
  [({ kind, values }) => kind === 'other' && 'kualifikasi' in values, 'a sum of three dimensions, computed below'],
]
const all = [...bkpsdm.comparisons, ...bkd.comparisons].filter(({ printedResult }) => printedResult)
const isOutside = (row: Printed) => outside.some(([is]) => is(row))
const cases = all.filter((row) => !isOutside(row)).map((row) => ({ ...withoutTarget(row), text: row.printedResult ?? '' }))
const numbers = cases.filter(({ text }) => printed(text) !== undefined || text === 'N/A')
const directed = cases.flatMap((row) => directions.filter(([word]) => word.test(row.text)).map(([, sign]) => ({ ...row, sign })))

describe('comparisons as printed', () => {
  test('every printed one is compared with its number or its direction, or is none of ours', () => {
    expect(all).toHaveLength(6 + 24)
    expect([cases.length, numbers.length, directed.length]).toEqual([16, 14, 6])
    expect(cases.filter((row) => !numbers.includes(row) && !directed.some(({ text }) => text === row.text))).toEqual([])
    for (const [is, why] of outside) expect(all.filter(is).length, why).toBeGreaterThan(0)
  })
  test.each(numbers)('$indicator: $text', (row) => expect(computed(row)).toBe(printedText(row.text)))
  test.each(directed)('$indicator: $text, in its direction', (row) => {
    const [last] = compare({ previousYears: { 2023: cellFigure(row.values['2023']) } }, cellFigure(row.values['2024']))
    expect(last?.difference?.comparedTo(0)).toBe(row.sign)
  })
  test('three dimensions add to 51,65', () => {
    const row = all.find(({ values }) => 'kualifikasi' in values)
    const sum = ['kualifikasi', 'kinerja', 'disiplin'].reduce((total, name) => total.plus(exact(Number(row?.values[name]))), d(0))
    expect(sum.toFixed(2)).toBe(printedText(row?.printedResult ?? ''))
  })

  test('an unchanged value is a difference of nothing', () => {
    const [last] = compare({ previousYears: { 2023: figure('334.5') } }, figure('334.5'))
    expect(last?.difference?.isZero()).toBe(true)
  })
})

describe('comparisons', () => {
  const own: Partial<Indicator> = {
    previousYears: { 2022: figure(25), 2023: figure('20.45'), 2025: figure(99) },
    renstra: { targets: { 2024: target('22.73'), 2025: target(25) }, end: { year: 2026, target: target('22.73') } },
    comparisons: [{ name: 'Nasional', figure: { kind: 'not-yet-published' } }],
  }

  test('earlier years stand newest first, then the Renstra, then others', () => {
    const found = compare(own, figure('29.55'))
    expect(found.map(({ kind, name, difference }) => [kind, name, difference?.toString()])).toEqual([
      ['previous-year', '2023', '9.1'],
      ['previous-year', '2022', '4.55'],
      ['renstra-year', '2024', '6.82'],
      ['renstra-end', '2026', '6.82'],
      ['benchmark', 'Nasional', undefined],
    ])
  })

  test('an agency that puts the two side by side has no ratio', () => {
    expect(compare(own, figure('29.55'), 'side-by-side').every(({ ratio }) => ratio === undefined)).toBe(true)
  })

  test('grades differ in their scores, and letters alone in nothing', () => {
    const end: Target = { kind: 'grade', letter: 'A', score: d('82.08') }
    const reached: Figure = { kind: 'grade', letter: 'A', score: d('82.04') }
    expect(compare({ renstra: { targets: {}, end: { year: 2026, target: end } } }, reached)[0]?.difference?.toString()).toBe('-0.04')
    const letters = compare({ renstra: { targets: {}, end: { year: 2026, target: { kind: 'grade', letter: 'A' } } } }, reached)[0]
    expect([letters?.difference, letters?.ratio]).toEqual([undefined, undefined])
  })
})

describe('efficiency as printed', () => {
  const shown = (result: EfficiencyResult | undefined, decimals: number) => result && shownValue(result.value, decimals).toFixed(decimals)
  const program = { ceiling: d('48369697659'), spent: d('27536923392'), capaian: d(320).times(100).div('319.53') }

  test('SETDA: 123,97 - 87,20 = 36,77 points', () => {
    const of = { ceiling: d(10000), spent: d(8720), capaian: d('123.96694') }
    expect(shown(efficiencyFormulas.difference.compute(of, 2), 2)).toBe('36.77')
  })

  test('Pasuruan: 108,6 / 91,02 gives 119', () => {
    expect(shown(efficiencyFormulas.ratio.compute({ ceiling: d(10000), spent: d(9102), capaian: d('108.6') }, 2), 0)).toBe('119')
  })

  test('BKPSDM: Rp3.142.902.014 unspent, 11,35%', () => {
    const result = efficiencyFormulas.unspent.compute({ ceiling: d('27682067532'), spent: d('24539165518') }, 2)
    expect([result?.rupiah?.toFixed(), shown(result, 2)]).toEqual(['3142902014', '11.35'])
  })

  test('DKI: 43,22% by PMK 22/2021', () => {
    const [first] = bkd.efficiency
    expect(shown(efficiencyFormulas['pmk-22-2021'].compute(program, 2), 2)).toBe(printedText(first?.printed ?? ''))
  })

  /** What DKI prints besides, and why the rule does not give it. */
  const otherwise: [string, string][] = [
    ['Efisiensi Output Program (judul tabel) dan Kesimpulan', 'the claim is capped at 20 without a word'],
    ['Nilai Efisiensi', 'another figure: 50% + 20%/20% x 50%'],
    ['BKD seluruhnya (Ikhtisar Eksekutif)', 'the figure of one program printed for the whole agency'],
    ['Total anggaran (3.2.4 Sumber Daya Anggaran)', 'the same, called a share of the total budget'],
    ['Efisiensi sumber daya manusia', 'a head count'],
  ]
  test('all six of DKI are here', () => {
    expect(bkd.efficiency.map(({ indicator: name }) => name).slice(1)).toEqual(otherwise.map(([name]) => name))
    expect(bkpsdm.efficiency).toEqual([])
  })
  test.each(otherwise)('DKI prints %s differently: %s', (name) => {
    const row = bkd.efficiency.find((found) => found.indicator === name)
    const support = { ceiling: d('168049661234'), spent: d('162029915257'), capaian: d(100) }
    const whole = pmkOver([program, support])
    expect(shown(whole, 2)).toBe('12.44')
    const ours = row?.serapan === 56.93 ? efficiencyFormulas['pmk-22-2021'].compute(program, 2) : whole
    expect(shown(ours, 2)).not.toBe(d(exact(Number(printed(row?.printed ?? '')?.value ?? 0))).toFixed(2))
  })

  test('nothing is computed from a zero ceiling, or where nothing was spent that divides', () => {
    const none = { ceiling: d(0), spent: d(0), capaian: d(100) }
    for (const formula of Object.values(efficiencyFormulas)) expect(formula.compute(none, 2)).toBeUndefined()
    expect(efficiencyFormulas.ratio.compute({ ceiling: d(10), spent: d(0), capaian: d(100) }, 2)).toBeUndefined()
    expect(efficiencyFormulas.difference.compute({ ceiling: d(10), spent: d(0) }, 2)).toBeUndefined()
  })
})
