import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { importDocuments } from '../../src/documents/import-documents.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { createTexts } from '../../src/text/texts.ts'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { playSeat } from '../setup/seat-player.ts'
import { databaseUrl, onServer } from '../setup/server.ts'
import { keyOf, manyIndicators, nameOf, officerKey, valueOf } from './many-indicators.ts'

const officers = 4
const each = 6
const reports = Array.from({ length: officers * each }, (_, i) => i)
const texts = createTexts('id')
const folder = mkdtempSync(join(tmpdir(), 'capaian-two-'))
const name = `capaian_two_${randomBytes(4).toString('hex')}`
let server = ''
let database: Database
let bots: RunningBot[] = []

beforeAll(async () => {
  const from = inject('testDatabase')
  if (from.kind !== 'server') throw new Error('Two processes share a PostgreSQL server: set TEST_DATABASE_URL, or npm run test:all')
  server = from.url
  await onServer(server, (admin) => admin.query(`create database ${name} template ${from.template}`))
  const url = databaseUrl(server, name)
  database = await openDatabase({ url })
  const bytes = new TextEncoder().encode(JSON.stringify(manyIndicators(officers, each)))
  await importDocuments(database, { name: 'uji.json', bytes }, { yes: true, now: new Date('2024-07-01T01:00:00Z') })
  bots = await Promise.all(
    [1, 2].map(async (number) => {
      const env = { DATABASE_URL: url, DEMO: 'on', LOCAL_CHAT: 'on', DATA_DIR: join(folder, String(number)) }
      return startBot({ ...env, PORT: String(await freePort()) }, folder)
    }),
  )
}, 120_000)
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()))
  await database.close()
  await onServer(server, (admin) => admin.query(`drop database ${name} with (force)`))
  rmSync(folder, { recursive: true, force: true })
})

/** Sends to one process, then to the other, whatever it is about. */
async function playOfficer(officer: number): Promise<void> {
  let turn = officer
  const player = playSeat(() => bots[(turn += 1) % 2]?.url ?? '', `kota-uji/${officerKey(officer)}`)
  for (const i of reports.filter((one) => one % officers === officer)) {
    const begun = await player.say(`ask-${i}`, `/lapor ${nameOf(i)}`)
    await player.hear(begun, 'the question', ({ text }) => text.includes(nameOf(i)))
    const typed = await player.say(`value-${i}`, String(valueOf(i)))
    const save = texts.plain('common.save')
    const card = await player.hear(typed, 'the card', ({ buttons }) => buttons.flat().some(({ label }) => label === save))
    await player.press(`save-${i}`, card, save)
    await player.hear(card, 'the receipt', ({ text }) => text.startsWith(texts.plain('report.saved')))
  }
}

test('two processes on one database share the chats: every letter is handled once, by either', async () => {
  await Promise.all(Array.from({ length: officers }, (_, officer) => playOfficer(officer)))
  const stored = await database.prisma.report.findMany({ include: { versions: true, indicator: { select: { key: true } } } })
  expect(stored.map(({ indicator, versions }) => [indicator.key, versions.map(({ value }) => Number(value))]).sort()).toEqual(
    reports.map((i) => [keyOf(i), [valueOf(i)]]).sort(),
  )
  expect(await database.prisma.inbox.count({ where: { OR: [{ doneAt: null }, { attempts: { gt: 0 } }] } })).toBe(0)
  expect(await database.prisma.conversation.count({ where: { status: { not: 'finished' } } })).toBe(0)
}, 120_000)

test('the order of a chat is kept when its letters come all at once to both', async () => {
  const seat = `kota-uji/${officerKey(0)}`
  const names = ['/bahasa', '/tugas', '/target', '/bantuan', '/tugas', '/bantuan', '/target', '/bahasa']
  const before = await database.prisma.inbox.aggregate({ _max: { id: true } })
  // One after the other into the inbox, so that their order is known; faster than they can be handled.
  for (const [i, text] of names.entries()) await playSeat(() => bots[i % 2]?.url ?? '', seat).say(`order-${i}`, text)
  await expect.poll(() => database.prisma.inbox.count({ where: { doneAt: null } }), { timeout: 30_000 }).toBe(0)
  // The last answer is written then, and not yet sent.
  await expect.poll(() => database.prisma.outbox.count({ where: { doneAt: null } }), { timeout: 30_000 }).toBe(0)
  const letters = await database.prisma.inbox.findMany({
    where: { id: { gt: before._max.id ?? 0 }, chatKey: `local:${seat}` },
    orderBy: { id: 'asc' },
  })
  const done = letters.map(({ doneAt }) => doneAt?.getTime() ?? 0)
  expect(letters).toHaveLength(names.length)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  // What was answered, in the order in which people see it: two equal questions have equal answers, at the places of the questions.
  const shown = (await playSeat(() => bots[0]?.url ?? '', seat).all()).filter(({ author }) => author === null).slice(-names.length)
  expect(names.map((asked) => names.indexOf(asked))).toEqual(shown.map(({ text }) => shown.findIndex((one) => one.text === text)))
}, 60_000)
