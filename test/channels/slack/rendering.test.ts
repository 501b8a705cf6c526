import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TokenButton } from '../../../src/channels/channel.ts'
import { partBlocks, render } from '../../../src/channels/slack/render.ts'
import type { Block, Body } from '../../../src/channels/slack/render.ts'
import { asTyped, escaped } from '../../../src/channels/slack/typed-text.ts'
import type { Part } from '../../../src/message/message.ts'
import { lettersIn, wrongBlocks } from '../../emulators/slack/block-rules.ts'
import { buttonsIn } from '../../emulators/slack/people.ts'

type Leaf = { type: string; text: string; style?: Record<string, true>; url?: string }
type Element = { type: string; elements: Leaf[] }
const elementsIn = (blocks: Block[]): Element[] =>
  blocks.filter(({ type }) => type === 'rich_text').flatMap(({ elements }) => elements as Element[])
const textIn = (bodies: Body[]): string =>
  bodies
    .flatMap(({ blocks }) => elementsIn(blocks))
    .flatMap(({ elements }) => elements)
    .map(({ text }) => text)
    .join('')

/** What Slack accepts: anything else would be lost. */
function accepted(bodies: Body[]): void {
  for (const { text, blocks } of bodies) {
    expect(wrongBlocks(blocks, 'message')).toEqual([])
    expect(lettersIn(blocks)).toBeLessThan(13_200)
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThan(40_000)
  }
}

/** Everything that people paste, with what Slack could take for its own signs in it. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<!channel>',
    '<!here|x>',
    '<@U0000B0T0>',
    '*tebal*',
    '_miring_',
    '~x~',
    '`kode`',
    '```',
    '> kutip',
    ':smile:',
    '&amp;lt;',
    'https://a.b/?x=1&y=2',
    '@everyone',
    '\u202Ebalik',
    '\u200B',
    '👨‍👩‍👧‍👦',
    "'; drop table x; --",
  ),
  fc
    .array(fc.constantFrom('<', '>', '&', '*', '!', '@', 'channel', '\n', ' ', '1.250,5', '😀'), { maxLength: 400 })
    .map((words) => words.join('')),
)
const span = fc.record(
  {
    text: nasty,
    style: fc.option(fc.constantFrom('strong' as const, 'code' as const), { nil: undefined }),
    link: fc.option(fc.constantFrom('https://contoh.go.id/a b', 'javascript:alert(1)'), { nil: undefined }),
  },
  { requiredKeys: ['text'] },
)
const paragraph = fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), spans: fc.array(span, { maxLength: 5 }) })
const table = fc.record({
  kind: fc.constant('table' as const),
  rows: fc.array(fc.array(nasty, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
  numeric: fc.constant<number[]>([1]),
})

describe('whatever people write', () => {
  test('arrives as it was typed, with no sign added or taken, in what Slack accepts', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 8 }), (parts) => {
        const bodies = render({ parts, buttons: [] })
        accepted(bodies)
        expect(textIn(bodies)).toBe(parts.flatMap(({ spans }) => spans.map(({ text }) => text)).join(''))
      }),
      { numRuns: 500 },
    )
  })
  test('is never markup in the text of a notification', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 4 }), (parts) => {
        for (const { text } of render({ parts, buttons: [] })) {
          expect(text).not.toMatch(/[<>]/)
          expect(text.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toContain('&')
        }
      }),
      { numRuns: 300 },
    )
  })
  test('escaped and read back is the same', () => {
    fc.assert(
      fc.property(nasty, (text) => asTyped(escaped(text)) === text),
      { numRuns: 500 },
    )
  })
  test('in tables makes blocks that Slack accepts', () => {
    fc.assert(
      fc.property(fc.array(table, { maxLength: 3 }), (parts) => accepted(render({ parts, buttons: [] }))),
      { numRuns: 200 },
    )
  })
})

describe('long messages', () => {
  test('are several, each within the limits, with the buttons under the last', () => {
    const text = 'Kata demi kata & <tanda> 😀. '.repeat(1500)
    const bodies = render({ parts: [{ kind: 'paragraph', spans: [{ text }] }], buttons: [[{ label: 'Lanjut', token: '1.0' }]] })
    accepted(bodies)
    expect(bodies.length).toBeGreaterThan(2)
    expect(textIn(bodies)).toBe(text)
    expect(bodies.map(({ blocks }) => buttonsIn(blocks).length)).toEqual([...Array.from({ length: bodies.length - 1 }, () => 0), 1])
  })
  test('of many short lines stay within fifty blocks', () => {
    const parts: Part[] = Array.from({ length: 900 }, (_, at) => ({ kind: 'paragraph', spans: [{ text: `${at}. Indikator` }] }))
    const bodies = render({ parts, buttons: [] })
    accepted(bodies)
    expect(textIn(bodies)).toBe(parts.map((_, at) => `${at}. Indikator`).join(''))
  })
  test('in a modal are cut, not refused', () => {
    const blocks = partBlocks(
      Array.from({ length: 200 }, () => ({ kind: 'paragraph' as const, spans: [{ text: 'x'.repeat(2800) }] })),
      20,
    )
    expect(blocks.length).toBeLessThanOrEqual(20)
    expect(wrongBlocks(blocks, 'modal')).toEqual([])
  })
})

describe('what a message is made of', () => {
  test('strong words, codes, quotes and links are marked; a script is no link', () => {
    const [body] = render({
      parts: [
        { kind: 'paragraph', spans: [{ text: 'Capaian ' }, { text: '83,28%', style: 'strong' }, { text: ' a', style: 'code' }] },
        {
          kind: 'quote',
          spans: [
            { text: 'alasan', link: 'https://contoh.go.id' },
            { text: 'x', link: 'javascript:alert(1)' },
          ],
        },
      ],
      buttons: [],
    })
    expect(elementsIn(body?.blocks ?? [])).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Capaian ' },
          { type: 'text', text: '83,28%', style: { bold: true } },
          { type: 'text', text: ' a', style: { code: true } },
        ],
      },
      {
        type: 'rich_text_quote',
        elements: [
          { type: 'link', url: 'https://contoh.go.id', text: 'alasan' },
          { type: 'text', text: 'x' },
        ],
      },
    ])
  })
  test('a table has fixed width and figures to the right', () => {
    const [body] = render({
      parts: [
        {
          kind: 'table',
          header: ['Indikator', 'Capaian'],
          rows: [
            ['Diklat', '83,28%'],
            ['Bahan Logistik', '5,1%'],
          ],
          numeric: [1],
        },
      ],
      buttons: [],
    })
    expect(elementsIn(body?.blocks ?? [])[0]?.elements[0]?.text).toBe(
      'Indikator       Capaian\nDiklat           83,28%\nBahan Logistik     5,1%',
    )
  })
  test('buttons keep their rows, their tokens and what they lead to', () => {
    const rows: TokenButton[][] = [
      [
        { label: 'Simpan', token: '12.0', style: 'primary' },
        { label: 'x'.repeat(90), token: '12.1' },
      ],
      [{ label: 'Lapor', token: '12.2', asks: 'value' }],
    ]
    const [body] = render({ parts: [], buttons: rows })
    accepted(body ? [body] : [])
    expect(buttonsIn(body?.blocks ?? []).map(({ actionId, value }) => [actionId, value])).toEqual([
      ['press:12.0', '12.0'],
      ['press:12.1', '12.1'],
      ['value:12.2', '12.2'],
    ])
    expect(body?.blocks.map(({ type }) => type)).toEqual(['actions', 'actions'])
    expect(buttonsIn(body?.blocks ?? [])[1]?.label).toHaveLength(75)
  })
  test('a hundred rows of buttons fit', () => {
    const [body] = render({ parts: [], buttons: Array.from({ length: 100 }, (_, at) => [{ label: `${at}`, token: `1.${at}` }]) })
    accepted(body ? [body] : [])
    expect(buttonsIn(body?.blocks ?? [])).toHaveLength(100)
  })
})
