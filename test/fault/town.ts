import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, TestRunner } from 'vitest'
import type { RunnerTestCase as Test } from 'vitest'
import { importDocuments } from '../../src/documents/import-documents.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { bundled } from '../setup/bundled.ts'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { databaseUrl, onServer } from '../setup/server.ts'
import { keyOf, manyIndicators, nameOf, officerKey, valueOf } from './many-indicators.ts'
import type { Talker } from './talker.ts'
import type { Told } from './told.ts'

/** The moment at which the clock of a town begins: TW III 2024 is being reported. */
const begin = new Date('2024-10-04T01:00:00Z')

/** What an officer has to report: the key and name of the indicator, and the value that they will give. */
export type Duty = { agency: string; key: string; name: string; value: number }
export type Officer = { personId: number; place: string; duties: Duty[] }

/** A government on a PostgreSQL server, with officers who have something to report, for houses in processes of their own. */
export type Town = {
  db: Database
  url: string
  officers: Officer[]
  /** Starts a house at a port; its clock is that of the town, or so much ahead. */
  start: (told: Omit<Told, 'url' | 'now' | 'dataDir' | 'port'>, port?: number, aheadMs?: number) => Promise<RunningBot>
  close: () => Promise<void>
}

export type TownSize = { agencies: number; officers: number; each: number }

/** Builds it, on the server of this test run or on another one. */
export async function openTown({ agencies, officers, each }: TownSize, ownServer?: string): Promise<Town> {
  const { url, server } = await emptyDatabase(ownServer)
  const folder = mkdtempSync(join(tmpdir(), 'capaian-town-'))
  const db = await openDatabase({ url })
  for (let agency = 1; agency <= agencies; agency += 1) {
    const bytes = new TextEncoder().encode(JSON.stringify(manyIndicators(officers, each, agency)))
    const imported = await importDocuments(db, { name: 'uji.json', bytes }, { yes: true, now: new Date('2024-07-01T01:00:00Z') })
    if (!imported.applied) throw new Error(JSON.stringify(imported.findings))
  }
  const people = new Map((await db.prisma.person.findMany({ select: { id: true, key: true } })).map(({ id, key }) => [key, id]))
  const all = Array.from({ length: agencies * officers }, (_, i): Officer => {
    const [agency, officer] = [1 + Math.floor(i / officers), i % officers]
    const key = officerKey(officer, agency)
    const own = Array.from({ length: each }, (_, at) => at * officers + officer)
    const duties = own.map((one) => ({ agency: `DINAS-${agency}`, key: keyOf(one), name: nameOf(one), value: valueOf(one) }))
    return { personId: people.get(key) ?? 0, place: `kota-uji/${key}`, duties }
  })
  const house = await bundled('test/fault/channel-house.ts')
  const started: RunningBot[] = []
  const opened = Date.now()
  return {
    db,
    url,
    officers: all,
    start: async (told, port, aheadMs = 0) => {
      const given: Told = {
        ...told,
        url,
        port: port ?? (await freePort()),
        now: new Date(begin.getTime() + Date.now() - opened + aheadMs).toISOString(),
        dataDir: folder,
      }
      const bot = await startBot({ PORT: String(given.port) }, folder, 60_000, [house.file, JSON.stringify(given)])
      started.push(bot)
      return bot
    },
    close: async () => {
      if (hasFailed()) await tellWhatIsLeft(db, started)
      await db.close()
      await house.forget()
      await onServer(server, (admin) => admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What cannot be seen any more when somebody reads of a failure: what is left undone, and what the houses wrote. */
async function tellWhatIsLeft(db: Database, houses: readonly RunningBot[]): Promise<void> {
  const left = await Promise.all([
    troubles(db),
    db.sql(`select id, chat_key, platform_id, attempts, error, received_at, due_at from inbox where done_at is null order by id limit 20`),
    db.sql(`select id, chat_key, attempts, failure, send_after, locked_until from outbox where done_at is null order by id limit 20`),
    db.sql(`select key, locked_until, paused_until from chat where locked_until is not null or paused_until is not null limit 20`),
    db.sql(`select pid, state, wait_event, xact_start, query from pg_stat_activity where datname = current_database()`),
  ])
  console.error(`left undone: ${JSON.stringify(left)}`)
  for (const { pid, url, stderr } of houses) console.error(`house ${pid} at ${url} wrote: ${stderr()}`)
}
const hasFailed = (): boolean => TestRunner.getCurrentTest<Test | undefined>()?.result?.state === 'fail'

const serverHere = (): string => {
  const from = inject('testDatabase')
  if (from.kind !== 'server') throw new Error('these tests need a PostgreSQL server: set TEST_DATABASE_URL, or npm run test:all')
  return from.url
}

/** A database with all migrations and nothing in it, on the server of this test run or on another one; whoever asks for it drops it. */
export async function emptyDatabase(ownServer?: string): Promise<{ url: string; server: string }> {
  const from = inject('testDatabase')
  const name = `${from.kind === 'server' ? from.prefix : 'capaian'}_${randomBytes(6).toString('hex')}`
  const template = from.kind === 'server' && ownServer === undefined ? ` template ${from.template}` : ''
  const server = ownServer ?? serverHere()
  await onServer(server, (admin) => admin.query(`create database ${name}${template}`))
  return { url: databaseUrl(server, name), server }
}

/** Gives every officer, or some of them, a voice on a platform, and lets the house know them there. */
export async function everybodyTalks(
  { db, officers }: Town,
  channel: 'telegram' | 'slack',
  make: (name: string) => Talker,
  some: readonly Officer[] = officers,
): Promise<[Officer, Talker][]> {
  const pairs = some.map((officer): [Officer, Talker] => [officer, make(officer.place)])
  const rows = pairs.map(([{ personId }, { account }]) => ({ personId, channel, platformId: account, chatKey: `${channel}:${account}` }))
  await db.prisma.identity.createMany({ data: rows })
  await db.prisma.chat.createMany({ data: rows.map(({ platformId, chatKey }) => ({ key: chatKey, channel, platformId, kind: 'private' })) })
  return pairs
}

/** Telegram by webhook, for a house at a port. */
export const webhookAt = ({ token, apiRoot }: TelegramEmulator, port: number): NonNullable<Told['telegram']> => ({
  token,
  apiRoot,
  webhook: { url: `http://127.0.0.1:${port}`, secret: 'rahasia-yang-bertahan' },
})

/** Every report as it is stored, by agency and indicator, with the values of its versions; sorted. */
export async function storedReports(db: Database): Promise<string[]> {
  const rows = await db.prisma.report.findMany({
    include: {
      versions: { orderBy: { number: 'asc' } },
      indicator: { select: { key: true, agreement: { select: { agency: { select: { key: true } } } } } },
    },
  })
  return rows
    .map(({ indicator, quarter, versions }) =>
      [indicator.agreement.agency.key, indicator.key, quarter, ...versions.map(({ value }) => Number(value))].join(' '),
    )
    .sort()
}

/** The same as it ought to be: each duty once, for TW III. */
export const dueReports = (officers: readonly Officer[]): string[] =>
  officers.flatMap(({ duties }) => duties.map(({ agency, key, value }) => `${agency} ${key} 3 ${value}`)).sort()

/** What is left undone, or went wrong: nothing of it should be there once everybody has their answer. */
export async function troubles(db: Database): Promise<Record<string, number>> {
  const { inbox, outbox, conversation } = db.prisma
  return {
    open: await inbox.count({ where: { doneAt: null } }),
    setAside: await inbox.count({ where: { setAsideAt: { not: null } } }),
    unsent: await outbox.count({ where: { doneAt: null } }),
    givenUp: await outbox.count({ where: { failure: { not: null } } }),
    talking: await conversation.count({ where: { status: { in: ['active', 'suspended'] } } }),
  }
}
export const noTroubles = { open: 0, setAside: 0, unsent: 0, givenUp: 0, talking: 0 }
