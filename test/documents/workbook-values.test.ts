import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { difference } from '../../src/documents/difference.ts'
import { readDocuments } from '../../src/documents/import-documents.ts'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import type { DocumentInput } from '../../src/documents/shape/document.ts'
import { TargetValue } from '../../src/documents/shape/figure-value.ts'
import { readMoney, readRupiah } from '../../src/documents/workbook/read-rupiah.ts'
import { readFigureCell, readTarget } from '../../src/documents/workbook/workbook-cells.ts'
import { writeWorkbook } from '../../src/documents/workbook/write-workbook.ts'
import { grades } from '../../src/domain/figure.ts'

describe('what officials type in one cell', () => {
  test.each(['-', 'N/A', 'n/a', ' N/A '])('%s is no target, in a workbook and in JSON', (typed) => {
    expect(readTarget(typed)).toEqual({ value: null })
    expect(TargetValue.parse(typed)).toBeNull()
  })

  test.each([
    ['-5 s.d. 5', '-5', '5'],
    ['-5 – 5', '-5', '5'],
    ['-5–5', '-5', '5'],
    ['-5-5', '-5', '5'],
    ['−5 s/d 5', '-5', '5'],
    ['-5 sampai 5', '-5', '5'],
    ['-7,5 sampai dengan -2,25', '-7.5', '-2.25'],
    ['-10--5', '-10', '-5'],
    ['80–90', '80', '90'],
    ['60% - 85%', '60', '85'],
    ['1.500 – 2.000,5', undefined, undefined],
    ['1.500,0 hingga 2.000,5', '1500', '2000.5'],
  ])('the range %s', (typed, low, high) => {
    expect(readTarget(typed)).toEqual(low === undefined ? expect.objectContaining({ code: 'ambiguous-number' }) : { value: { low, high } })
  })

  test.each([
    ['Rp 120.000.000.000,00', '120000000000'],
    ['Rp120.000.000,-', '120000000'],
    ['Rp. 1.250.000,5', '1250000.5'],
    ['IDR 120,000,000.50', '120000000.5'],
    ['30.000.000.000', '30000000000'],
    ['500.000', '500000'],
    ['500.000 rupiah', '500000'],
    ['Rp 1,2 M', '1200000000'],
    ['120 miliar', '120000000000'],
    ['350 jt', '350000000'],
    ['-Rp 5.000', '-5000'],
    ['Rp -5.000', '-5000'],
    ['123,456', '123.456'],
    ['dua miliar', undefined],
    ['50%', undefined],
    ['Rp', undefined],
    ['12 dokumen', undefined],
  ])('the amount %s', (typed, value) => {
    expect(readRupiah(typed)).toEqual(value === undefined ? { code: 'not-rupiah' } : { value })
  })

  test('money is in the unit of its column or in the one that it names', () => {
    expect(readMoney('1.500', 'rupiah')).toEqual({ value: { kind: 'rupiah', value: '1500' } })
    expect(readMoney('Rp 2,5 jt', 'percent')).toEqual({ value: { kind: 'rupiah', value: '2500000' } })
    expect(readMoney('12,5 persen', 'rupiah')).toEqual({ value: { kind: 'percent', value: '12.5' } })
    expect(readMoney(-1.77, 'percent')).toEqual({ value: { kind: 'percent', value: '-1.77' } })
    expect(readMoney('1.250 M', 'rupiah')).toMatchObject({ code: 'ambiguous-number' })
  })

  test('a range that is turned is shown as it was typed', () => {
    expect(readTarget('9 - 6')).toEqual({ code: 'range-turned' })
    expect(readTarget('5--3')).toEqual({ code: 'range-turned' })
  })

  test('a negative number is no range, and a ratio may be negative', () => {
    expect(readTarget('-5')).toEqual({ value: '-5' })
    expect(readTarget('−5,5')).toEqual({ value: '-5.5' })
    expect(readFigureCell('-1/3')).toMatchObject({ value: { parts: { numerator: '-1', denominator: '3' } } })
  })
})

/** Decimals of either sign, small and large, as their text. */
const decimal = fc
  .tuple(fc.boolean(), fc.oneof(fc.bigInt(0n, 2000n), fc.bigInt(0n, 10n ** 17n)), fc.integer({ min: 0, max: 6 }))
  .map(([below, digits, places]) => {
    const text = String(digits).padStart(places + 1, '0')
    const [whole, rest] = [text.slice(0, text.length - places), text.slice(text.length - places)]
    return `${below ? '-' : ''}${whole}${rest && `.${rest}`}`
  })
const positive = decimal.map((text) => text.replace('-', ''))
const range = fc.tuple(decimal, decimal).map(([a, b]) => (Number(a) <= Number(b) ? { low: a, high: b } : { low: b, high: a }))
const grade = fc.record({ grade: fc.constantFrom(...grades), score: positive })
const target = fc.oneof(decimal, range, grade, fc.constantFrom(null, ...grades))
const parts = fc.record({ numerator: decimal, denominator: decimal.filter((text) => Math.abs(Number(text)) >= 1) })
const input = fc.oneof(decimal, decimal.map((value) => ({ value })), parts.map((of) => ({ parts: of }))) // prettier-ignore
const figure = fc.oneof(
  decimal,
  fc.record({ value: decimal, provisional: fc.boolean() }),
  parts.chain((of) => fc.boolean().map((provisional) => ({ ...of, provisional }))),
  fc.record({ grade: fc.constantFrom(...grades), score: positive, provisional: fc.boolean() }),
  fc.constantFrom('N/A', 'N/A (2025-03)'),
)
const withInputs = fc.record({ value: decimal, inputs: fc.record({ x: input, y: input }), provisional: fc.boolean() })
const money = fc.record({ kind: fc.constantFrom('rupiah' as const, 'percent' as const), value: decimal })
const four = <T>(of: fc.Arbitrary<T>) => fc.tuple(of, of, of, of).map((cells) => [...cells])

const document = fc
  .record({
    cap: decimal,
    bound: decimal,
    baseline: decimal,
    year: target,
    quarters: four(target),
    last: figure,
    renstra: target,
    end: target,
    national: figure,
    reported: figure,
    computed: withInputs,
    spent: money,
    weight: decimal,
    ceiling: positive,
    plan: four(money),
    realised: four(fc.option(money)),
    before: decimal,
  })
  .map((v): DocumentInput => ({
    ...{ year: 2024, rules: { capaianScale: 'c', cap: v.cap, causeBelow: v.bound } },
    government: { key: 'kab-x', name: 'Kabupaten X' },
    agency: { key: 'DINAS', name: 'Dinas X', shortName: 'DINAS' },
    scales: [{ key: 'c', name: 'Capaian', bands: [{ label: 'Baik', lower: v.bound }, { label: 'Kurang', upper: v.bound }] }], // prettier-ignore
    indicators: ['a', 'b'].map((key) => ({
      ...{ key, name: 'Laju', level: 'sasaran', standing: 'agreement', unit: 'Persen', aggregation: 'last', baseline: v.baseline },
      ...{ targets: { year: v.year, quarters: v.quarters }, previousYears: { 2023: v.last } },
      ...{ renstra: { targets: { 2024: v.renstra }, end: { year: 2026, target: v.end } } },
      ...{ comparisons: [{ name: 'Nasional', figure: v.national }], moneyOf: 'p' },
      ...(key === 'b' && {
        composite: { kind: 'weighted', inputs: ['x', 'y'].map((one) => ({ key: one, name: one, weight: v.weight, maximum: v.bound })) },
      }),
    })),
    budget: [
      {
        ...{ key: 'p', level: 'program', name: 'P', ceiling: v.ceiling, originalCeiling: v.ceiling, plan: v.plan },
        ...{ realised: { quarters: v.realised, year: v.before } },
        previousYears: { 2023: { ceiling: v.before, realised: v.before } },
      },
    ],
    reports: [
      { indicator: 'a', quarter: 1, figure: v.reported, money: v.spent },
      { indicator: 'b', quarter: 1, figure: v.computed },
    ],
  }))

test('a workbook gives back every value that a document may have, of either sign and with any decimals', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (given) => {
      const read = ImportDocument.parse(given)
      const { documents, findings } = await readDocuments({ bytes: await writeWorkbook(read) })
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(documents.map((back) => difference(read, back))).toEqual([[]])
    }),
    { numRuns: 15, seed: 20_241_004, endOnFailure: true },
  )
}, 120_000)
