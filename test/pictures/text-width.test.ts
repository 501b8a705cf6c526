import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shorten, widthOf, wrap } from '../../src/pictures/text-width.ts'

describe('text that must fit', () => {
  test('is itself where it fits', () => {
    expect(shorten('Nilai AKIP', 400, 31)).toBe('Nilai AKIP')
    expect(wrap('Nilai AKIP', 400, 31, 2)).toEqual(['Nilai AKIP'])
  })

  test('is shortened with an ellipsis, without a space before it', () => {
    expect(shorten('Gaji dan Tunjangan', 200, 31)).toBe('Gaji dan T…')
    expect(shorten('Gaji dan Tunjangan', 166, 31)).toBe('Gaji dan…')
  })

  test('is broken between words, and only its last line is shortened', () => {
    expect(wrap('Penyediaan Gaji dan Tunjangan ASN', 300, 31, 2)).toEqual(['Penyediaan Gaji', 'dan Tunjangan A…'])
    expect(wrap('Penyediaan Gaji dan Tunjangan ASN', 320, 31, 2)).toEqual(['Penyediaan Gaji dan', 'Tunjangan ASN'])
  })

  test('never is wider than its room, in any script', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 100, max: 900 }),
        fc.constantFrom('regular', 'bold'),
        (text, room, weight) => {
          expect(widthOf(shorten(text, room, 31, weight), 31, weight)).toBeLessThanOrEqual(room)
          for (const line of wrap(text, room, 31, 2, weight)) expect(widthOf(line, 31, weight)).toBeLessThanOrEqual(room)
          expect(wrap(text, room, 31, 2, weight).length).toBeLessThanOrEqual(2)
        },
      ),
    )
  })

  test('an accent adds no width', () => expect(widthOf('José', 31)).toBe(widthOf('Jose', 31)))
})
