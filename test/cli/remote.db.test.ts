import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { controlRoute, controlUrl } from '../../src/cli/control-route.ts'
import { controlPath } from '../../src/cli/remote.ts'
import { readConfig } from '../../src/config.ts'
import { takeFolder } from '../../src/store/database/data-folder.ts'
import type { HeldFolder } from '../../src/store/database/data-folder.ts'
import type { Database } from '../../src/store/database/database.ts'
import { freshDatabase } from '../setup/database.ts'
import { sampleCommands } from './sample-commands.ts'
import { run } from './terminal.ts'

let folder = ''
let held: HeldFolder
let server: FastifyInstance
let database: Database
let address = ''
const token = 'a-token-of-this-run'
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capaian-remote-'))
  const taken = await takeFolder(join(folder, 'data'), new Date())
  if (taken.kind !== 'held') throw new Error('not held')
  held = taken
  database = await freshDatabase()
  const reading = readConfig({})
  if (reading.kind !== 'read') throw new Error('no configuration')
  server = Fastify()
  controlRoute(
    server,
    async (name) => sampleCommands.find((one) => one.name === name),
    { database, clock: systemClock, config: reading.config },
    token,
  )
  address = await server.listen({ host: '127.0.0.1', port: 0 })
  held.announce({ url: address, token })
  writeFileSync(join(folder, 'from.txt'), 'isi')
})
afterAll(async () => {
  await server.close()
  await database.close()
  held.release()
  rmSync(folder, { recursive: true, force: true })
})
const capaian = (argv: string[], more: { stdin?: string; answers?: string } = {}) =>
  run(argv, { env: { DATA_DIR: join(folder, 'data') }, commands: sampleCommands, ...more })
const post = (body: string, headers: Record<string, string>) =>
  fetch(address + controlPath, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

describe('a command beside a running process', () => {
  test('is carried out by that process, and looks as if it ran here', async () => {
    const [from, to] = [join(folder, 'from.txt'), join(folder, 'to.txt')]
    const kind = inject('testDatabase').kind
    expect(await capaian(['copy', from, to, '--yes', '--times', '2'])).toEqual({ status: 0, stdout: 'ISIISI\n', stderr: `on ${kind}\n` })
    expect(readFileSync(to, 'utf8')).toBe('ISIISI')
    expect(JSON.parse((await capaian(['copy', from, '--yes', '--json'])).stdout)).toEqual({ text: 'ISI' })
  })
  test('says nothing of a file that could not be written here', async () => {
    const ran = await capaian(['copy', join(folder, 'from.txt'), join(folder, 'gone', 'to.txt'), '--yes', '--json'])
    expect({ status: ran.status, printed: Object.keys(JSON.parse(ran.stdout) as object) }).toEqual({ status: 1, printed: ['error'] })
  })
  test('takes its input from here', async () => {
    expect((await capaian(['copy', '-', '--yes'], { stdin: 'abc' })).stdout).toBe('ABC\n')
  })
  test('says nothing that the terminal would obey, whoever wrote it; what is for programs stays as it is', async () => {
    const title = 'grup \u001b[31mmerah\u0007 \u009b2J\tbaris\ndua'
    expect((await capaian(['copy', '-', '--yes'], { stdin: title })).stdout).toBe('GRUP \uFFFD[31MMERAH\uFFFD \uFFFD2J\tBARIS\nDUA\n')
    const { stdout } = await capaian(['copy', '-', '--yes', '--json'], { stdin: title })
    expect(JSON.parse(stdout)).toEqual({ text: title.toUpperCase() })
  })
  test('asks the person here, and only where there is one', async () => {
    const from = join(folder, 'from.txt')
    expect(await capaian(['copy', from])).toMatchObject({ status: 1, stdout: '' })
    expect(await capaian(['copy', from], { answers: 'n\n' })).toMatchObject({ status: 1, stdout: '' })
    const agreed = await capaian(['copy', from], { answers: 'y\n' })
    expect(agreed).toMatchObject({ status: 0, stdout: 'ISI\n' })
    expect(agreed.stderr).toContain('Write it? [y/N]')
  })
  test('says which file is missing', async () => {
    const { status, stderr } = await capaian(['copy', join(folder, 'gone.txt'), '--yes'])
    expect(status).toBe(1)
    expect(stderr).toContain('gone.txt')
  })
})

describe('the route', () => {
  const body = JSON.stringify({ argv: ['findings'], files: {} })
  test('wants the token', async () => {
    expect((await post(body, {})).status).toBe(403)
    expect((await post(body, { 'x-capaian-token': 'wrong' })).status).toBe(403)
    expect((await post(body, { 'x-capaian-token': token })).status).toBe(200)
  })
  test('refuses what is no command', async () => {
    expect((await post('{"argv":1}', { 'x-capaian-token': token })).status).toBe(400)
    const unknown = await post(JSON.stringify({ argv: ['new'], files: {} }), { 'x-capaian-token': token })
    expect(await unknown.json()).toMatchObject({ outcome: 2, stdout: '' })
  })
})

test.each([
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['bot.example', 'http://bot.example:3000'],
])('a server on %s is reached at %s', (host, url) => {
  expect(controlUrl(host, 3000)).toBe(url)
})
