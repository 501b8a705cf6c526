import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storable } from '../../src/message/storable.ts'

describe('what came in, made storable', () => {
  test('has neither NUL nor half a pair of surrogates, wherever they stood', () => {
    const came = {
      id: '1:2\0',
      body: { kind: 'upload', files: [{ ref: 'r', name: 'a\0.pdf', type: 'x/\uD800', size: 3 }], caption: '\uDC00👍' },
    }
    expect(storable(came)).toEqual({
      id: '1:2',
      body: { kind: 'upload', files: [{ ref: 'r', name: 'a.pdf', type: 'x/\uFFFD', size: 3 }], caption: '\uFFFD👍' },
    })
  })
  test('is the same where nothing is wrong with it, also where somebody writes of such signs', () => {
    for (const text of ['87,75', '👨‍👩‍👧 \u202E', '\\u0000 \\ud800', '']) {
      const came = { body: { kind: 'text', text } }
      expect(storable(came)).toEqual(came)
    }
  })
  test('never has what JSON writes as an escape of either', () => {
    const units = fc.array(fc.oneof(fc.constantFrom(0, 0xd800, 0xdbff, 0xdc00, 0xdfff), fc.integer({ min: 32, max: 0xffff })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(units, (codes) => {
        const { text } = storable({ text: String.fromCharCode(...codes) })
        expect(text).not.toContain('\0')
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
      }),
    )
  })
})
