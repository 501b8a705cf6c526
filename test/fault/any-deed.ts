import fc from 'fast-check'
import { typed } from '../conversations/report/any-words.ts'
import type { Deed } from './pure-house.ts'

/** What is no text to a program that is careless: markup of every platform, code, names that mean something, letters of every kind. */
const tricky = fc.constantFrom(
  ...['<b>tebal</b>', '</pre>', '<a href="https://x.id">x</a>', '&lt;&amp;&#0;&#x110000;', '<!channel> <@U0000B0T0> <#C1|umum>'],
  ...['*tebal* _miring_ ~coret~ `kode`', '```', '[x](javascript:alert(1))', '{{name}} {{value}} $t(common.save)', '${7*7} %s %d %n'],
  ...[
    "'; drop table report; --",
    '1 or 1=1',
    "Robert'); delete from inbox where 't'='t",
    '\\u0000 \\x00 \\',
    '{"kind":"press","token":"1.0"}',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'Infinity', '-0', 'true', '/__proto__', '/constructor x'],
  ...[
    '👍',
    '👩‍👩‍👧‍👦',
    '🇮🇩',
    'e\u0301',
    '\u202e12,5\u202c',
    'مرحبا ١٢٫٥',
    'שלום 12',
    '\u200b',
    '\u200b12\u200b',
    '\ufeff25',
    '１２,５',
    'Ⅻ',
    '½',
    '²',
  ],
)
/** Numbers of every shape, most of them none that anybody should write. */
const number = fc.oneof(
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.integer({ min: -2_000_000, max: 2_000_000_000 }).map((value) => value.toLocaleString('id-ID')),
  fc.string({ maxLength: 16, unit: fc.constantFrom(...'0123456789.,/%-+() RpMjtAoOlI:;=') }),
  fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 99_999 }), fc.nat({ max: 9999 })).map(([at, value, rest]) => `${at}: ${value},${rest}`),
  fc.array(fc.nat({ max: 300 }), { minLength: 2, maxLength: 6 }).map((all) => all.map((value, at) => `${at + 1}. ${value}`).join('\n')),
)
/** As long as a platform lets a message be, with pairs of halves wherever it might be cut. */
const long = fc
  .tuple(fc.constantFrom('👍', 'x', 'kata ', '<b>', '&', '\n', '1.', 'ﷺ', '👩‍👩‍👧‍👦', '*', '\u200b'), fc.nat({ max: 3 }))
  .map(([piece, from]) => ('xyz'.slice(0, from) + piece.repeat(4096)).slice(0, 4096).replace(/[\uD800-\uDBFF]$/, ''))

/** Any text that a platform passes on: up to 4096 characters, not empty. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: typed },
    { weight: 5, arbitrary: number },
    { weight: 4, arbitrary: tricky },
    { weight: 3, arbitrary: fc.string({ maxLength: 120, unit: 'binary' }) },
    { weight: 3, arbitrary: fc.string({ maxLength: 90, unit: 'grapheme' }) },
    { weight: 2, arbitrary: fc.tuple(tricky, number, tricky).map((pieces) => pieces.join(' ')) },
    { weight: 1, arbitrary: long },
  )
  .map((text) => (text.trim() === '' ? '?' : text))

const names = ['lapor', 'tugas', 'capaian', 'target', 'verifikasi', 'tunda', 'cuti', 'siapa', 'ingatkan', 'ringkasan', 'bahasa', 'bantuan']
/** A command with anything behind it. */
export const anyCommand = fc.tuple(
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...names, 'undang', 'ganti', 'start', 'batal', 'daftar', 'langganan') },
    { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcdefghijklmnop_0123') }) },
  ),
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('SETDA', 'TW3 2024', 'en', 'bantuan hukum') },
    anyText,
  ),
)

const file = { ref: 'stored:1', name: '<bukti> & "1".pdf' }
/** Anything that a person does in a chat. */
export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(anyText, fc.constantFrom(undefined, undefined, undefined, 'tasks' as const, 'indicator' as const))
      .map(([text, replyTo]): Deed => ({
        body: { kind: 'text', text },
        ...(replyTo && { replyTo }),
      })),
  },
  { weight: 5, arbitrary: fc.nat({ max: 39 }).map((press): Deed => ({ press })) },
  { weight: 2, arbitrary: anyCommand.map(([name, argument]): Deed => ({ body: { kind: 'command', name, argument } })) },
  {
    weight: 1,
    arbitrary: fc.option(anyText, { nil: undefined }).map((caption): Deed => ({
      body: { kind: 'upload', files: [file], ...(caption !== undefined && { caption }) },
    })),
  },
)
