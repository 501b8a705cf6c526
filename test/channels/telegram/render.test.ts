import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Html } from '../../../src/channels/telegram/html.ts'
import { limits, renderButtons, renderText } from '../../../src/channels/telegram/render.ts'
import type { Part } from '../../../src/message/message.ts'
import type { Span } from '../../../src/text/span.ts'
import { readHtml } from '../../emulators/telegram/read-html.ts'

const paragraph = (...spans: Span[]): Part => ({ kind: 'paragraph', spans })
const sourcesOf = (parts: Part[], limit?: number) => renderText(parts, limit).map(({ html }) => html.source)

/** Letters of all kinds: markup, emoji, right-to-left, joined and zero width ones, halves of pairs left out. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<b>',
    '</pre>',
    '&amp;',
    '"><a href="x">',
    '**',
    '`',
    '👩‍👩‍👧‍👦',
    'مرحبا',
    '\u200b',
    '<!channel>',
    '1.250.000,75',
    "'; drop table x; --",
  ),
)
const anySpan: fc.Arbitrary<Span> = fc.record(
  {
    text: anyText,
    style: fc.constantFrom('strong' as const, 'code' as const),
    link: fc.constantFrom('https://a.b/?x=1&y="2"', 'javascript:x'),
  },
  { requiredKeys: ['text'] },
)
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), spans: fc.array(anySpan, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('quote' as const), spans: fc.array(anySpan, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('table' as const), rows: fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 4 }) }),
)
const breaks = /\r\n|\r|\n/g

describe('what is written', () => {
  test('arrives as typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 1, maxLength: 6 }), (spans) => {
        const wanted = spans
          .map(({ text }) => text)
          .join('')
          .replace(breaks, '\n')
          .trim()
        // A break may fall between two spans: \r at the end of one, \n at the start of the next, are two lines.
        fc.pre(!spans.some(({ text }, at) => text.endsWith('\r') && spans[at + 1]?.text.startsWith('\n')))
        const read = sourcesOf([paragraph(...spans)]).map((source) => readHtml(source).text)
        expect(read).toEqual(wanted === '' ? [] : [wanted])
      }),
      { numRuns: 500 },
    )
  })
  test('is always markup that Telegram reads, in pieces within its limits, nothing lost', () => {
    const squeezed = (text: string) => text.replace(/\s/g, '')
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 5 }), fc.integer({ min: 20, max: 200 }), (parts, limit) => {
        const pieces = renderText(parts, limit)
        const read = pieces.map(({ html }) => readHtml(html.source).text)
        for (const text of read) expect(text.length).toBeLessThanOrEqual(limit)
        for (const text of read) expect(text).not.toBe('')
        if (parts.some(({ kind }) => kind === 'table')) return
        const wanted = parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join(''))).join('')
        expect(squeezed(read.join(''))).toBe(squeezed(wanted))
      }),
      { numRuns: 500 },
    )
  })
  test('is split between lines, and no pair of halves is torn apart', () => {
    const lines = Array.from({ length: 300 }, (_, at) => `Baris ${at}: ${'x'.repeat(20)}`)
    const pieces = renderText([paragraph({ text: lines.join('\n') })])
    expect(pieces).toHaveLength(3)
    expect(pieces.flatMap(({ plain }) => plain.split('\n'))).toEqual(lines)
    const emoji = sourcesOf([paragraph({ text: '👍'.repeat(4000) })])
    expect(emoji.join('')).toBe('👍'.repeat(4000))
    expect(emoji.some((one) => /\p{Surrogate}/u.test(one))).toBe(false)
  })
  test('long lines break behind a word', () => {
    const words = Array.from({ length: 2000 }, (_, at) => `kata${at}`).join(' ')
    const read = sourcesOf([paragraph({ text: words })]).map((source) => readHtml(source).text)
    expect(read.join(' ')).toBe(words)
    expect(read.every((text) => text.length <= limits.text)).toBe(true)
  })
})

describe('blocks', () => {
  test('paragraphs, marks, links and quotes', () => {
    const source = sourcesOf([
      paragraph({ text: 'Capaian', style: 'strong' }, { text: ' 97,5 < 100 & naik' }),
      paragraph({ text: 'lihat', link: 'https://a.go.id/?a=1&b="2"' }, { text: '/capaian', style: 'code' }),
      { kind: 'quote', spans: [{ text: 'kata orang' }, { text: '\nbaris kedua' }] },
    ])
    expect(source).toEqual([
      '<b>Capaian</b> 97,5 &lt; 100 &amp; naik\n' +
        '<a href="https://a.go.id/?a=1&amp;b=&quot;2&quot;">lihat</a><code>/capaian</code>\n' +
        '<blockquote>kata orang\nbaris kedua</blockquote>',
    ])
  })
  test('a link that is no web page stays text', () => {
    expect(sourcesOf([paragraph({ text: 'x', link: 'javascript:alert(1)' })])).toEqual(['x'])
  })
  test('tables are aligned, figures to the right, wide words broken for a phone', () => {
    const [source] = sourcesOf([
      {
        kind: 'table',
        header: ['Periode', 'Target', 'Capaian'],
        rows: [
          ['TW I', '1.250', '97,50%'],
          ['Persentase perangkat daerah yang nilainya baik', '9', '–'],
        ],
        numeric: [1, 2],
      },
    ])
    expect(readHtml(source ?? '').text.split('\n')).toEqual([
      'Periode               Target  Capaian',
      '────────────────────  ──────  ───────',
      'TW I                   1.250   97,50%',
      'Persentase perangkat       9        –',
      'daerah yang nilainya',
      'baik',
    ])
  })
  test('a table that is split is closed and opened again', () => {
    const rows = Array.from({ length: 400 }, (_, at) => [`baris ${at}`, String(at)])
    const pieces = sourcesOf([{ kind: 'table', rows, numeric: [1] }])
    expect(pieces.length).toBeGreaterThan(1)
    for (const piece of pieces) expect(piece).toMatch(/^<pre>[^<]+<\/pre>$/)
  })
  test('nothing is no message', () => {
    expect([renderText([]), renderText([paragraph({ text: ' \n ' })])]).toEqual([[], []])
  })
})

test('Html takes texts as texts, and Html as it is', () => {
  expect(Html.of`<i>${'<b>'}</i>${Html.of`<u>${'&'}</u>`}`.source).toBe('<i>&lt;b&gt;</i><u>&amp;</u>')
})

test('a token that Telegram would refuse is our mistake', () => {
  expect(() => renderButtons([[{ label: 'Simpan', token: 'x'.repeat(65) }]])).toThrow('64 bytes')
  expect(renderButtons([[], [{ label: 'Simpan', token: '1.0' }]])).toEqual({
    inline_keyboard: [[{ text: 'Simpan', callback_data: '1.0' }]],
  })
})
