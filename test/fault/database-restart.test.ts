import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { openOwnPostgres } from '../setup/own-postgres.ts'
import type { OwnPostgres } from '../setup/own-postgres.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { answersTo, kindOf, reportOne, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const size = { agencies: 3, officers: 6, each: 6 }
const all = size.agencies * size.officers * size.each * 3
const crashes = 3

let postgres: OwnPostgres
let town: Town
let emulator: TelegramEmulator
let bot: RunningBot
let pairs: [Officer, Talker][]
beforeAll(async () => {
  postgres = await openOwnPostgres()
  town = await openTown(size, postgres.url)
  emulator = await openTelegramEmulator({ retryMs: 250 })
  pairs = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  const port = await freePort()
  bot = await town.start({ telegram: webhookAt(emulator, port), pacing: false }, port)
}, 120_000)
afterAll(async () => {
  await emulator.close()
  await town.close()
  await postgres.close()
})

test('the database crashes in the middle, three times: the process lives on, and everything is there once', async () => {
  let answers = 0
  const crashing = (async () => {
    for (let crash = 1; crash <= crashes; crash += 1) {
      while (answers < (all * crash) / (crashes + 1)) await sleep(5)
      await postgres.crash()
    }
  })()
  const playing = pairs.map(async ([{ duties }, talker]) => {
    for (const duty of duties) await reportOne(talker, duty, () => (answers += 1))
  })
  await Promise.all([crashing, ...playing])

  // Who was answered may still have it noted: the last word to the database is tried until it is there.
  await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), { timeout: 90_000, interval: 500 })
  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
  expect(await town.db.prisma.inbox.count()).toBe(all)
  // No process died, so that there is no reason for a repeat either.
  for (const [{ duties }, talker] of pairs)
    expect(talker.heard().map((message) => kindOf(message, duties))).toEqual(duties.flatMap(answersTo))
  expect((await bot.stop()).status).toBe(0)
}, 400_000)
