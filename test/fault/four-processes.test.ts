import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { importDocuments } from '../../src/documents/import-documents.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { playSeat } from '../setup/seat-player.ts'
import { databaseUrl, onServer } from '../setup/server.ts'
import { manyIndicators, officerKey } from './many-indicators.ts'

const officers = 12
const asked = ['/bahasa', '/tugas', '/target', '/bantuan', '/tugas', '/bantuan', '/target', '/bahasa', '/tugas', '/bantuan']
const folder = mkdtempSync(join(tmpdir(), 'capaian-four-'))
const name = `capaian_four_${randomBytes(4).toString('hex')}`
let server = ''
let database: Database
let bots: RunningBot[] = []

/** Each does its part alone: what one has done, the next must hear of from the database. */
const roles = ['web', 'worker', 'worker', 'sender,tick']

beforeAll(async () => {
  const from = inject('testDatabase')
  if (from.kind !== 'server') throw new Error('Four processes share a PostgreSQL server: set TEST_DATABASE_URL, or npm run test:all')
  server = from.url
  await onServer(server, (admin) => admin.query(`create database ${name} template ${from.template}`))
  const url = databaseUrl(server, name)
  database = await openDatabase({ url })
  const bytes = new TextEncoder().encode(JSON.stringify(manyIndicators(officers, 2)))
  await importDocuments(database, { name: 'uji.json', bytes }, { yes: true, now: new Date('2024-07-01T01:00:00Z') })
  bots = await Promise.all(
    roles.map(async (does, number) => {
      const env = { DATABASE_URL: url, ROLES: does, DEMO: 'on', LOCAL_CHAT: 'on', DATA_DIR: join(folder, String(number)) }
      return startBot({ ...env, PORT: String(await freePort()) }, folder)
    }),
  )
}, 120_000)
afterAll(async () => {
  const ended = await Promise.all(bots.map((bot) => bot.stop()))
  await database.close()
  await onServer(server, (admin) => admin.query(`drop database ${name} with (force)`))
  rmSync(folder, { recursive: true, force: true })
  expect(ended.map(({ status }) => status)).toEqual(roles.map(() => 0))
})

const seatOf = (officer: number) => playSeat(() => bots[0]?.url ?? '', `kota-uji/${officerKey(officer)}`)
const everybody = Array.from({ length: officers }, (_, officer) => officer)

test('two workers share the chats: every letter is handled once, in the order of its chat, and answered once', async () => {
  const before = await database.prisma.outbox.aggregate({ _max: { id: true } })
  await Promise.all(
    everybody.map(async (officer) => {
      for (const [i, text] of asked.entries()) await seatOf(officer).say(`ask-${officer}-${i}`, text)
    }),
  )
  const open = () => database.prisma.inbox.count({ where: { doneAt: null } })
  await expect.poll(open, { timeout: 60_000 }).toBe(0)
  await expect.poll(() => database.prisma.outbox.count({ where: { doneAt: null, urgency: 'answer' } }), { timeout: 60_000 }).toBe(0)

  const letters = await database.prisma.inbox.findMany({ where: { channel: 'local' }, orderBy: { id: 'asc' } })
  expect(letters).toHaveLength(officers * asked.length)
  expect(letters.filter(({ attempts }) => attempts > 0)).toEqual([])
  const answers = await database.prisma.outbox.findMany({
    where: { id: { gt: before._max.id ?? 0 }, urgency: 'answer' },
    orderBy: { id: 'asc' },
  })
  for (const officer of everybody) {
    const chatKey = `local:kota-uji/${officerKey(officer)}`
    const own = letters.filter((letter) => letter.chatKey === chatKey).map(({ doneAt }) => doneAt?.getTime() ?? 0)
    expect(own).toEqual(own.toSorted((a, b) => a - b))
    // Equal questions have equal answers, at the places of the questions.
    const said = answers.filter((answer) => answer.chatKey === chatKey).map(({ body }) => JSON.stringify(body))
    expect(said).toHaveLength(asked.length)
    expect(asked.map((text) => asked.indexOf(text))).toEqual(said.map((text) => said.indexOf(text)))
    const sent = answers.filter((answer) => answer.chatKey === chatKey).map(({ sentAs }) => Number(sentAs))
    expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b))
  }
}, 120_000)

test('each wakes the next at once: an answer through four processes waits for no poll', async () => {
  const player = seatOf(0)
  const times: number[] = []
  for (let i = 0; i < 12; i += 1) {
    const began = performance.now()
    const said = await player.say(`quick-${i}`, '/bantuan')
    await player.hear(said, 'the answer', () => true)
    times.push(performance.now() - began)
  }
  const median = times.toSorted((a, b) => a - b)[6] ?? Infinity
  // The net is a second wide at each of two places: without a wake-up the median would be about a second.
  expect(median).toBeLessThan(500)
}, 60_000)

test('every process tells how it does, and only the one that works has handled letters', async () => {
  const handled = await Promise.all(
    bots.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(/capaian_letters_total\{outcome="done"\} (\d+)/.exec(text)?.[1] ?? 0)
    }),
  )
  expect(handled[0]).toBe(0)
  expect(handled[3]).toBe(0)
  expect(handled[1]).toBeGreaterThan(0)
  expect(handled[2]).toBeGreaterThan(0)
  expect((handled[1] ?? 0) + (handled[2] ?? 0)).toBe(await database.prisma.inbox.count({ where: { doneAt: { not: null } } }))
})
