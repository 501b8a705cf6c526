import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import type { LocalHouse } from './local-house.ts'
import { catalogue } from '../../../src/text/catalogue.ts'
import { openLocalHouse } from './local-house.ts'

let house: LocalHouse
beforeAll(async () => {
  house = await openLocalHouse()
}, 60_000)
afterAll(() => house.close())

const host = { host: 'localhost:3000' }
const get = (url: string, headers: Record<string, string> = {}) => house.server.inject({ url, headers: { ...host, ...headers } })
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  house.server.inject({ method: 'POST', url, payload, headers: { ...host, ...headers } })
/** Typed, as the matcher itself is not. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

describe('the clock', () => {
  test('is read, and moves forward only', async () => {
    expect((await get('/local/clock')).json()).toMatchObject({
      now: matching(/^2024-10-04T01:0/),
      zone: 'Asia/Jakarta',
      movable: true,
    })
    expect((await post('/local/clock', { by: 'hour' })).json()).toMatchObject({
      now: matching(/^2024-10-04T02:0/),
      moved: true,
    })
    expect((await post('/local/clock', { by: 'day' })).json()).toMatchObject({ now: matching(/^2024-10-05T02:0/) })
    expect((await post('/local/clock', { by: 'next' })).json()).toMatchObject({ now: matching(/^2024-10-07T01:00/) })
    expect((await post('/local/clock', { by: 'next' })).json()).toMatchObject({ moved: false })
    expect((await post('/local/clock', { to: '2024-10-01T00:00:00Z' })).json()).toMatchObject({ error: { code: 'not-later' } })
    expect((await post('/local/clock', { to: '2024-10-08T08:00:00+07:00' })).json()).toMatchObject({
      now: matching(/^2024-10-08T01:00/),
    })
    expect((await post('/local/clock', { by: 'week' })).statusCode).toBe(400)
  })

  test('stands outside a demo', async () => {
    house.ports.demo = false
    expect((await post('/local/clock', { by: 'hour' }, { 'accept-language': 'en-GB' })).json()).toEqual({
      error: { code: 'clock-not-movable', message: "The bot's time is the real one and cannot be moved." },
    })
    house.ports.demo = true
  })
})

describe('the reference', () => {
  const reference = readFileSync(new URL('../../../src/channels/local/API.md', import.meta.url), 'utf8')
  const requests = [...reference.matchAll(/^\| `(GET|POST) ([^`?]+)/gm)].map(([, method, path]) => [method, path] as const)

  test('names ten requests', () => {
    expect(requests).toHaveLength(10)
  })

  test.each(requests)('%s %s exists', async (method, path) => {
    const url = (path ?? '').replace('SEAT', '/local/seats/kota-bekasi/sekda').replace('/ID', '/1')
    const answer = await (method === 'GET' ? get(url) : post(url, {}))
    expect(answer.body).not.toContain('not-found')
    expect(answer.statusCode).toBeLessThan(500)
  })

  test('names every code that a request can be refused with', () => {
    const codes = Object.keys(catalogue.id.local.error)
    expect(codes.filter((code) => !reference.includes(`\`${code}\``))).toEqual([])
  })
})
