import { afterEach, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { noLimits } from '../../src/channels/channel.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { createServer } from '../../src/http/server.ts'

let server: FastifyInstance
afterEach(() => server.close())

const logged: string[] = []
const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
const channel = (routes: Channel['routes']): Channel => ({
  name: 'local',
  limits: noLimits,
  readsPerMinute: 60,
  forms: false,
  working: async () => undefined,
  routes,
  start: async () => undefined,
  send: async () => ({ kind: 'refused', why: 'test', unreachable: false }),
  fetch: async () => ({ refused: 'gone' }),
  stop: async () => undefined,
})
const open = async (ready: () => Promise<boolean>, routes: Channel['routes'] = () => undefined) => {
  server = await createServer({ logger, channels: [channel(routes)], keep: async () => undefined, ready })
}

test('lives at once, and is ready when the house is', async () => {
  let ready = false
  await open(async () => ready)
  expect((await server.inject('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await server.inject('/readyz')).statusCode).toBe(503)
  ready = true
  expect((await server.inject('/readyz')).json()).toEqual({ status: 'ready' })
})

test('is not ready when asking fails', async () => {
  await open(async () => {
    throw new Error('no database')
  })
  const answer = await server.inject('/readyz')
  expect([answer.statusCode, answer.body]).toEqual([503, '{"status":"not-ready"}'])
})

test('is not ready when asking takes long: whoever asks is told soon', async () => {
  await open(() => new Promise(() => undefined))
  expect((await server.inject('/readyz')).statusCode).toBe(503)
}, 10_000)

test('what breaks inside stays inside, and is logged once, without the address’s query', async () => {
  await open(
    async () => true,
    (on) => {
      on.get('/broken', async () => {
        throw new Error('select secret from person')
      })
    },
  )
  logged.length = 0
  const answer = await server.inject('/broken?token=rahasia')
  expect([answer.statusCode, answer.body]).toEqual([500, '{"error":{"code":"internal"}}'])
  expect(logged.filter((line) => line.includes('request failed'))).toHaveLength(1)
  expect(logged.join('')).not.toContain('rahasia')
})

test('an unknown address and an unreadable body have codes', async () => {
  await open(
    async () => true,
    (on) => {
      on.post('/body', async () => ({}))
    },
  )
  expect((await server.inject('/tidak-ada')).json()).toEqual({ error: { code: 'not-found' } })
  const broken = await server.inject({ method: 'POST', url: '/body', headers: { 'content-type': 'application/json' }, payload: '{' })
  expect([broken.statusCode, broken.json()]).toEqual([400, { error: { code: 'bad-request' } }])
  const large = await server.inject({
    method: 'POST',
    url: '/body',
    headers: { 'content-type': 'application/json' },
    payload: `"${'x'.repeat(1_100_000)}"`,
  })
  expect(large.statusCode).toBe(413)
})

test('a request that trickles in does not hold its connection for ever', async () => {
  await open(async () => true)
  expect(server.server.requestTimeout).toBe(60_000)
})
