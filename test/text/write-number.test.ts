import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { d } from '../../src/domain/decimal.ts'
import { createTexts } from '../../src/text/texts.ts'
import { writeChange, writeNumber, writePercent, writePoints, writeRupiah, writeRupiahShort } from '../../src/text/write-number.ts'

const id = createTexts('id')
const en = createTexts('en')

describe('numbers', () => {
  test.each([
    ['1250000.75', undefined, '1.250.000,75', '1,250,000.75'],
    ['999', undefined, '999', '999'],
    ['1000', undefined, '1.000', '1,000'],
    ['77.315', 2, '77,32', '77.32'],
    ['-1.005', 2, '-1,01', '-1.01'],
    ['-0.004', 2, '0,00', '0.00'],
    ['0', 2, '0,00', '0.00'],
    ['88.1', { min: 0, max: 2 }, '88,1', '88.1'],
    ['88', { min: 0, max: 2 }, '88', '88'],
    ['88.125', { min: 1, max: 2 }, '88,13', '88.13'],
    ['999.995', 2, '1.000,00', '1,000.00'],
    ['123456789012345678901234.5', undefined, '123.456.789.012.345.678.901.234,5', '123,456,789,012,345,678,901,234.5'],
  ])('%s with %o decimals is %s in Indonesian, %s in English', (value, decimals, indonesian, english) => {
    expect(writeNumber(d(value), 'id', decimals)).toBe(indonesian)
    expect(writeNumber(d(value), 'en', decimals)).toBe(english)
  })
  test('agree with the platform’s own formatting for both locales', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const value = d(digits).div(d(10).pow(places))
        for (const [locale, tag] of [
          ['id', 'id-ID'],
          ['en', 'en-US'],
        ] as const) {
          const platform = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 }).format(value.toFixed() as unknown as number)
          expect(writeNumber(value, locale)).toBe(platform)
        }
      }),
    )
  })
  test('three thirds are 100, without the trace of a division', () => {
    expect(writePercent(d(100).div(3).times(3), 'id')).toBe('100,00%')
  })
})

test('percent has its sign attached and the decimals of the agency', () => {
  expect(writePercent(d(21310).times(100).div(25589), 'id')).toBe('83,28%')
  expect(writePercent(d('123.0769'), 'id', 0)).toBe('123%')
  expect(writePercent(d('123.0769'), 'en')).toBe('123.08%')
})

describe('rupiah', () => {
  test.each([
    ['1200000000', 'Rp1.200.000.000', 'Rp1,200,000,000'],
    ['-3142902014', '-Rp3.142.902.014', '-Rp3,142,902,014'],
    ['1250.5', 'Rp1.250,50', 'Rp1,250.50'],
    ['0', 'Rp0', 'Rp0'],
  ])('%s in full', (value, indonesian, english) => {
    expect([writeRupiah(d(value), 'id'), writeRupiah(d(value), 'en')]).toEqual([indonesian, english])
  })
  test.each([
    ['1200000000', 'Rp1,2 miliar', 'Rp1.2 billion'],
    ['1530810235', 'Rp1,53 miliar', 'Rp1.53 billion'],
    ['350000000', 'Rp350 juta', 'Rp350 million'],
    ['999994999', 'Rp999,99 juta', 'Rp999.99 million'],
    ['999995000', 'Rp1 miliar', 'Rp1 billion'],
    ['2500000000000', 'Rp2,5 triliun', 'Rp2.5 trillion'],
    ['123456', 'Rp123.456', 'Rp123,456'],
    ['-1500000000', '-Rp1,5 miliar', '-Rp1.5 billion'],
  ])('%s in short', (value, indonesian, english) => {
    expect([writeRupiahShort(d(value), id), writeRupiahShort(d(value), en)]).toEqual([indonesian, english])
  })
})

describe('differences', () => {
  test.each([
    ['0.54', 'naik 0,54 poin', '▲ up 0.54 points'],
    ['-16.7207', 'turun 16,72 poin', '▼ down 16.72 points'],
    ['0.004', 'tetap', '= unchanged'],
  ])('%s', (value, indonesian, english) => {
    expect(writePoints(d(value), id)).toBe(indonesian)
    expect(writeChange(d(value), en)).toBe(english)
  })
})
