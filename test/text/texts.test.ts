import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { splitMarks } from '../../src/text/span.ts'
import { createTexts } from '../../src/text/texts.ts'
import type { TextKey } from '../../src/text/texts.ts'

const id = createTexts('id')
const en = createTexts('en')

describe('values are data', () => {
  const hostile = ['**tebal**', '`kode`', '{{quarter}}', '$t(common.yes)', '<b>&amp;', '\u{E000}0\u{E001}', '$&', '']
  test.each(hostile)('%j arrives as typed', (value) => {
    expect(id.plain('ask.target-cell', { quarter: value, target: 'x' })).toBe(`${value} x`)
    expect(id.spans('ask.target-cell', { quarter: value, target: 'x' })).toEqual([{ text: `${value} x` }])
  })
  test('whatever the value, it stands between the words of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (part, whole) => {
        expect(
          id
            .spans('ask.target-cell', { quarter: part, target: whole })
            .map(({ text }) => text)
            .join(''),
        ).toBe(`${part} ${whole}`)
      }),
    )
  })
})

describe('numbers as values', () => {
  test('a year stands as its digits, a count is grouped', () => {
    expect(id.plain('ask.target-cell', { quarter: 2024, target: 2025 })).toBe('2024 2025')
    expect(id.plain('calendar.in-days', { count: 1250 })).toBe('1.250 hari lagi')
    expect(en.plain('calendar.in-days', { count: 1250 })).toBe('in 1,250 days')
  })
  test('English counts one day and two days', () => {
    expect(en.plain('calendar.in-days', { count: 1 })).toBe('in 1 day')
    expect(en.plain('calendar.in-days', { count: 2 })).toBe('in 2 days')
  })
})

describe('mistakes of the program', () => {
  test('a missing value is named', () => {
    expect(() => id.plain('ask.target-cell', { quarter: '1' })).toThrow('no value for target')
  })
  test('a key that is none does not compile, and throws', () => {
    // @ts-expect-error: unknown keys are refused by the type
    const unknown: TextKey = 'common.no-such-text'
    expect(() => en.plain(unknown)).toThrow('no text common.no-such-text in locale en')
  })
  test('a text with plural forms does not compile without its count, and throws', () => {
    // @ts-expect-error: how many days?
    expect(() => en.plain('calendar.in-days')).toThrow('no text calendar.in-days')
  })
  test('a namespace is no text', () => {
    // @ts-expect-error: a branch of the catalogue is not a text
    const branch: TextKey = 'common'
    expect(() => en.plain(branch)).toThrow('common is a group of texts')
  })
})

test('the locales do not share anything', () => {
  expect([id.locale, id.plain('common.yes'), en.locale, en.plain('common.yes')]).toEqual(['id', 'Ya', 'en', 'Yes'])
})

test('marks of the catalogue become spans', () => {
  expect(splitMarks('21 dari 25 = **83,28%** (tulis `belum rilis`)')).toEqual([
    { text: '21 dari 25 = ' },
    { text: '83,28%', style: 'strong' },
    { text: ' (tulis ' },
    { text: 'belum rilis', style: 'code' },
    { text: ')' },
  ])
  expect(splitMarks('**a** **b**').map(({ style }) => style)).toEqual(['strong', undefined, 'strong'])
  expect(splitMarks('2 ** 3')).toEqual([{ text: '2 ** 3' }])
  expect(splitMarks('')).toEqual([])
})
