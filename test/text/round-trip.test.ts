import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { d } from '../../src/domain/decimal.ts'
import type { Decimal } from '../../src/domain/decimal.ts'
import type { Figure } from '../../src/domain/figure.ts'
import { grades } from '../../src/domain/figure.ts'
import { readFigure } from '../../src/domain/typed/parse-figure.ts'
import { locales } from '../../src/text/catalogue.ts'
import { createTexts } from '../../src/text/texts.ts'
import { writeFigure, writeParts, writeValue } from '../../src/text/write-figure.ts'
import { writeNumber } from '../../src/text/write-number.ts'

/** Values with so many decimals, up to a trillion. */
const valueWith = (places: number): fc.Arbitrary<Decimal> =>
  fc.bigInt({ min: 1n, max: 10n ** 12n }).map((digits) => d(digits).div(d(10).pow(places)))

describe.each(locales)('what the bot writes in %s it also reads', (locale) => {
  const texts = createTexts(locale)

  test('numbers of up to two decimals of either sign, with the target near', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }).chain((places) => valueWith(places)),
        fc.boolean(),
        (size, below) => {
          const value = below ? size.negated() : size
          const read = readFigure(writeNumber(value, locale), { unit: 'Nilai', decimals: 2, target: value, locale })
          expect(read).toMatchObject({ kind: 'understood', figure: { kind: 'number' } })
          expect(read.kind === 'understood' && read.figure.kind === 'number' && read.figure.value.eq(value)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('values with their unit word or percent sign', () => {
    const forms = fc.constantFrom(
      { unit: 'Paket', decimals: 0 },
      { unit: 'Dokumen', decimals: 0 },
      { unit: 'Persen', decimals: 2 },
      { unit: 'OB', decimals: 0 },
    )
    fc.assert(
      fc.property(
        forms.chain((form) => valueWith(form.decimals).map((value) => ({ form, value }))),
        ({ form, value }) => {
          const read = readFigure(writeValue(value, form, texts), { ...form, target: value, locale })
          expect(read.kind === 'understood' && read.figure.kind === 'number' && read.figure.value.eq(value)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('the two numbers behind a percentage', () => {
    const read = readFigure(writeParts({ numerator: d(11498), denominator: d(12500) }, texts), {
      unit: 'Persen',
      decimals: 2,
      target: d(90),
      locale,
    })
    expect(read).toMatchObject({ kind: 'understood', figure: { parts: { numerator: d(11498), denominator: d(12500) } } })
  })

  test('grades, provisional values and those not yet published', () => {
    const form = { unit: 'Nilai', decimals: 2 }
    const figures: Figure[] = [
      ...grades.map((letter): Figure => ({ kind: 'grade', letter })),
      { kind: 'grade', letter: 'A', score: d('82.04') },
      { kind: 'number', value: d('81.02'), provisional: true },
      { kind: 'not-yet-published' },
    ]
    for (const figure of figures) {
      const context = { ...form, target: d(80), grade: figure.kind === 'grade', locale }
      expect(readFigure(writeFigure(figure, form, texts), context)).toEqual({ kind: 'understood', figure })
    }
  })
})
