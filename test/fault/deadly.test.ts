import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { replayLetter } from '../../src/store/chats/queues.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { hears, reportOne, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

let town: Town
let emulator: TelegramEmulator
let pairs: [Officer, Talker][]
let blocker: pg.Client
let port: number
beforeAll(async () => {
  town = await openTown({ agencies: 1, officers: 3, each: 1 })
  emulator = await openTelegramEmulator()
  pairs = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  blocker = new pg.Client({ connectionString: town.url })
  await blocker.connect()
  port = await freePort()
}, 120_000)
afterAll(async () => {
  await blocker.end()
  await emulator.close()
  await town.close()
})

const start = (): Promise<RunningBot> => town.start({ telegram: webhookAt(emulator, port), pacing: false }, port)
const blocked = async (): Promise<number> =>
  (await town.db.sql(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length

test('a letter under which its process dies is set aside after five deaths, with an apology; whoever was at work beside it is answered', async () => {
  const [[duty], deadly] = [pairs[0]?.[0].duties ?? [], pairs[0]?.[1]]
  const others = pairs.slice(1)
  if (!duty || !deadly) throw new Error('nobody lives here')
  let bot = await start()
  // Whoever saves now hangs, for as long as this is not ended: a way to be at work whenever the process is killed.
  await blocker.query('begin')
  await blocker.query('lock table report_version in exclusive mode')
  deadly.says(`/lapor ${duty.name}`)
  await hears(deadly, 'the question', 0, ({ text }) => text.startsWith(duty.name))
  deadly.says(String(duty.value))
  const card = await hears(deadly, 'the card', 0, ({ labels }) => labels.includes('Simpan'))
  deadly.presses(card, 'Simpan')
  for (let death = 1; death <= 5; death += 1) {
    await vi.waitFor(async () => expect(await blocked()).toBe(1), { timeout: 30_000, interval: 20 })
    for (const [, other] of others) {
      const before = other.heard().length
      other.says('/bantuan')
      await hears(other, `help beside death ${death}`, before, ({ text }) => text.includes('/tugas'))
    }
    await bot.kill()
    await town.db.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await town.db.sql(`update chat set locked_until = locked_until - interval '1 minute' where locked_until is not null`)
    await town.db.sql(`update outbox set locked_until = locked_until - interval '1 minute' where locked_until is not null`)
    expect(await town.db.prisma.inbox.count({ where: { setAsideAt: { not: null } } })).toBe(0)
    bot = await start()
  }
  await hears(deadly, 'the apology', 0, ({ text }) => text.startsWith('Maaf, pesan Anda tidak dapat diproses'))
  const [aside, ...more] = await town.db.prisma.inbox.findMany({ where: { setAsideAt: { not: null } } })
  expect(more).toEqual([])
  expect(aside?.error).toBe('the process ended while it was handled')
  expect(await storedReports(town.db)).toEqual([])

  // What it died of is mended: it is repeated, and the report is there.
  await blocker.query('rollback')
  expect(await replayLetter(town.db, aside?.id ?? 0)).toBe(true)
  await town.db.sql(`select pg_notify('capaian', 'inbox')`)
  await hears(deadly, 'the receipt', 0, ({ text }) => text.startsWith('Tersimpan'))
  for (const [{ duties }, other] of others) for (const one of duties) await reportOne(other, one)
  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
  await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), 30_000)
  expect((await bot.stop()).status).toBe(0)
}, 300_000)
