import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import { seededRandom } from './seeded-random.ts'
import { answersTo, kindOf, reportOne, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const size = { agencies: 20, officers: 5, each: 5 }
const conversations = size.agencies * size.officers * size.each
const kills = 8
/** How many officers talk at the same time. */
const together = 25

let town: Town
let emulator: TelegramEmulator
let pairs: [Officer, Talker][]
let killed = 0

beforeAll(async () => {
  town = await openTown(size)
  emulator = await openTelegramEmulator({ retryMs: 250 })
  pairs = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  const port = await freePort()
  const start = () => town.start({ telegram: webhookAt(emulator, port), pacing: false }, port)
  let bot = await start()
  let finished = false
  let answers = 0
  const killing = (async () => {
    const random = seededRandom(20_241_004)
    while (killed < kills) {
      // By what was done, not by the clock alone: a slow machine must get somewhere too.
      const enough = ((killed + 0.6 + random() * 0.8) * conversations * 3) / (kills + 1.5)
      while (answers < enough && !finished) await sleep(5)
      if (finished) throw new Error(`everything was done after ${killed} kills: there was nothing left to lose`)
      await sleep(random() * 200)
      await bot.kill()
      killed += 1
      // What the dead one held is free after a minute. Nobody else works here, so that the minute is taken off instead of waited for.
      await town.db.sql(`update chat set locked_until = locked_until - interval '1 minute' where locked_until is not null`)
      await town.db.sql(`update outbox set locked_until = locked_until - interval '1 minute' where locked_until is not null`)
      bot = await start()
    }
  })()
  const waiting = [...pairs]
  const playing = Array.from({ length: together }, async () => {
    for (let pair = waiting.shift(); pair; pair = waiting.shift())
      for (const duty of pair[0].duties) await reportOne(pair[1], duty, () => (answers += 1))
  })
  await Promise.all([killing, Promise.all(playing).then(() => (finished = true))])
  await vi.waitFor(() => expect(emulator.updates.waiting()).toBe(0), 30_000)
  expect((await bot.stop()).status).toBe(0)
}, 900_000)
afterAll(async () => {
  await emulator.close()
  await town.close()
})

test('500 conversations while the process is killed again and again: every report is there, once, with its value', async () => {
  expect(conversations).toBe(500)
  expect(killed).toBe(kills)
  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
  expect(await troubles(town.db)).toEqual(noTroubles)
  expect(await town.db.prisma.inbox.count()).toBe(conversations * 3)
  // Three answers, and the card is changed in its place besides.
  expect(await town.db.prisma.outbox.count({ where: { urgency: 'answer' } })).toBe(conversations * 4)
})

test('each person was asked, shown and thanked in this order, with at most one repeat for each message that was on its way in a kill', () => {
  let repeats = 0
  for (const [{ duties }, talker] of pairs) {
    const kinds = talker.heard().map((message) => kindOf(message, duties))
    const wanted = duties.flatMap(answersTo)
    // A repeat stands right behind the first, because the next one waits until it has gone.
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual(wanted)
    repeats += kinds.length - wanted.length
  }
  expect(repeats).toBeLessThanOrEqual(kills * 20)
})
