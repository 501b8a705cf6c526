import { describe, expect, test } from 'vitest'
import { refusedAsForeign } from '../../src/http/guard.ts'

const asked = (remoteAddress: string, headers: Record<string, string>) => refusedAsForeign({ remoteAddress, headers })

describe('who may ask', () => {
  test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(asked(address, { host: 'localhost:3000' })).toBeUndefined()
  })
  test.each(['192.168.1.4', '10.0.0.127', '::ffff:10.0.0.1', 'fe80::1', '1127.0.0.1', ''])('%s is another', (address) => {
    expect(asked(address, { host: 'localhost:3000' })).toBe('not-local')
  })
  test.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])('behind a proxy (%s) nobody is known to be local', (name) => {
    expect(asked('127.0.0.1', { host: 'localhost:3000', [name]: '127.0.0.1' })).toBe('not-local')
  })
})

describe('under which name', () => {
  test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:8080', '[::1]:3000'])('%s is ours', (host) => {
    expect(asked('127.0.0.1', { host })).toBeUndefined()
  })
  test.each(['jahat.example', 'localhost.jahat.example', 'localhost:3000@jahat.example', '127.0.0.1.nip.io', '0.0.0.0:3000', ''])(
    '“%s” is not',
    (host) => {
      expect(asked('127.0.0.1', { host })).toBe('foreign-host')
    },
  )
  test('no name at all is not', () => {
    expect(asked('127.0.0.1', {})).toBe('foreign-host')
  })
})

describe('from which page', () => {
  test('our own, or none', () => {
    expect(asked('127.0.0.1', { host: 'localhost:3000', origin: 'http://localhost:3000' })).toBeUndefined()
  })
  test.each(['https://jahat.example', 'http://localhost:8080', 'http://127.0.0.1:3000', 'https://localhost:3000', 'null'])(
    '%s is foreign',
    (origin) => {
      expect(asked('127.0.0.1', { host: 'localhost:3000', origin })).toBe('foreign-origin')
    },
  )
})
