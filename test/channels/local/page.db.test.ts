import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalHouse } from './local-house.ts'
import { openLocalHouse, otherToken } from './local-house.ts'

let house: LocalHouse
beforeAll(async () => {
  house = await openLocalHouse()
})
afterAll(() => house.close())

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  house.server.inject({ url, remoteAddress, headers: { host: 'localhost:3000', ...headers } })

describe('the page', () => {
  test('loads nothing from elsewhere and runs no script of its own text', async () => {
    const page = await get('/')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(page.body).not.toMatch(/https?:\/\/|<script>|\{\{/)
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] ?? '')
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) expect((await get(file)).statusCode).toBe(200)
  })

  test.each([
    '/local/page/../ports.ts',
    '/local/page/%2e%2e%2fports.ts',
    '/local/page/tsconfig.json',
    '/local/page/index.html',
    '/local/tidak-ada',
  ])('%s is not served', async (url) => {
    expect((await get(url)).statusCode).toBe(404)
  })

  test('has its words in both languages', async () => {
    const words = async (locale: string) =>
      (await get(`/local/texts?locale=${locale}`)).json<{ texts: { seats: { button: string } } }>().texts.seats.button
    expect([await words('id'), await words('en')]).toEqual(['Kursi', 'Seats'])
    expect((await get('/local/texts?locale=fr')).statusCode).toBe(400)
  })

  test('the token becomes a cookie and leaves the address; a wrong one becomes nothing', async () => {
    const right = await get(`/?token=${otherToken}`)
    expect([right.statusCode, right.headers.location]).toEqual([303, '/'])
    expect(right.headers['set-cookie']).toBe(`capaian_local=${otherToken}; Path=/; HttpOnly; SameSite=Strict`)
    const wrong = await get('/?token=salah')
    expect([wrong.statusCode, wrong.headers['set-cookie']]).toEqual([303, undefined])
  })
})

describe('the guard stands before everything of the local chat', () => {
  const urls = ['/', '/local/seats', '/local/clock', '/local/page/page.js', '/local/texts', '/local/tidak-ada']
  test.each(urls)('%s is not for other machines, foreign names or foreign pages', async (url) => {
    const code = async (headers: Record<string, string>, address?: string) => {
      const answer = await get(url, headers, address)
      return [answer.statusCode, answer.json<{ error: { code: string } }>().error.code]
    }
    expect(await code({}, '192.168.1.7')).toEqual([403, 'not-local'])
    expect(await code({ host: 'jahat.example' })).toEqual([403, 'foreign-host'])
    expect(await code({ origin: 'https://jahat.example' })).toEqual([403, 'foreign-origin'])
  })

  test('a form of a foreign page cannot post, not even as plain text', async () => {
    const post = (headers: Record<string, string>) =>
      house.server.inject({
        method: 'POST',
        url: '/local/seats/kota-bekasi/sekda/messages',
        headers: { host: 'localhost:3000', ...headers },
        payload: '{"text":"halo"}',
      })
    expect((await post({ origin: 'https://jahat.example', 'content-type': 'application/json' })).statusCode).toBe(403)
    expect((await post({ 'content-type': 'text/plain' })).statusCode).toBe(400)
    expect(house.kept).toEqual([])
  })

  test('health is for whoever runs the machines', async () => {
    expect((await get('/healthz', { host: 'capaian.internal' }, '10.1.2.3')).statusCode).toBe(200)
  })
})
