import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPhone } from '../../../src/domain/typed/phone.ts'

describe('a phone number', () => {
  test.each([
    ['081234567890', '+6281234567890'],
    ['0812-3456-7890', '+6281234567890'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['0062 812 3456 7890', '+6281234567890'],
    ['(+62) 0812 3456 7890', '+6281234567890'],
    ['+62 (0)812-3456-7890', '+6281234567890'],
    ['81234567890', '+6281234567890'],
    ['+65 6123 4567', '+6561234567'],
  ])('%s is %s', (text, number) => expect(readPhone(text)).toBe(number))
  test.each(['', '12', 'kantor', '021-8899', '0812', '+0812345678', '0812345678901234', '81,02'])('%s is none', (text) =>
    expect(readPhone(text)).toBeUndefined(),
  )
  test('is the same however it is grouped, and reading it again changes nothing', () => {
    const digits = fc.stringMatching(/^8[1-9]\d{7,9}$/)
    const separators = fc.constantFrom('', ' ', '-', '.')
    fc.assert(
      fc.property(digits, separators, (own, separator) => {
        const number = readPhone(`0${own}`)
        expect(number).toBe(`+62${own}`)
        expect(readPhone(`+62${separator}${own.slice(0, 3)}${separator}${own.slice(3)}`)).toBe(number)
        expect(readPhone(number ?? '')).toBe(number)
      }),
    )
  })
})
