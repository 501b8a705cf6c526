import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactAddress } from '../../src/redact.ts'

/** Put together here, so that no text of the repository looks like a token. */
const telegram = ['123456789', `AA${'x'.repeat(33)}`].join(':')
const slack = ['xoxb', '1234567890', 'abcdefABCDEF'].join('-')
const app = ['xapp', '1', 'A012345678', 'abc'].join('-')

describe('hidden', () => {
  test.each([
    [`GET https://api.telegram.org/file/bot${telegram}/photos/1.jpg`, 'GET https://api.telegram.org/file/bot[token]/photos/1.jpg'],
    [`the token ${telegram} is wrong`, 'the token [token] is wrong'],
    [`Bearer ${slack}, ${app}`, 'Bearer [token], [token]'],
    ['postgres://capaian:g3h/e:i@m@db:5432/x failed', 'postgres://capaian:[password]@db:5432/x failed'],
    ['from 081234567890', 'from [phone]'],
    ['0812-3456-7890, +62 812 3456 7890; 6281234567890.', '[phone], [phone]; [phone].'],
    ['(+1 (415) 555-2671)', '([phone])'],
  ])('%s', (text, cleaned) => {
    expect(redact(text)).toBe(cleaned)
  })
  test('known secrets, whatever their shape', () => {
    expect(redact('signed with shhh-quiet', ['shhh-quiet'])).toBe('signed with [secret]')
  })
})

describe('left alone', () => {
  test.each([
    ['2026-11-21T09:30:00.123Z took 1763716461000 ns'],
    ['report 4711 of indicator 81: 1.250.000,75 (+12,5%), NIP excluded'],
    ['http://localhost:3000/chat?seat=1, postgres://db/x'],
    ['port:3000 host:127.0.0.1'],
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
  })
})

test('no token survives, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(`bot${telegram}`, slack, app), fc.string(), (before, token, after) => {
      expect(redact(`${before} ${token} ${after}`)).not.toContain(token)
    }),
  )
})

test('an address keeps everything but its password', () => {
  expect(redactAddress('postgresql://u:p@h:1/d?sslmode=require')).toBe('postgresql://u:[password]@h:1/d?sslmode=require')
  expect(redactAddress('postgresql://u@h/d')).toBe('postgresql://u@h/d')
})
