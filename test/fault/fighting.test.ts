import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { answersTo, kindOf, reportOne, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const each = 30
const questions = ['/bantuan', '/tugas', '/target', '/bahasa'] as const
const asked = Array.from({ length: 120 }, (_, at) => questions[(at * 7 + Math.floor(at / 5)) % questions.length] ?? '/bantuan')

let town: Town
let emulator: TelegramEmulator
let bots: RunningBot[]
let officer: Officer
let talker: Talker
beforeAll(async () => {
  town = await openTown({ agencies: 1, officers: 1, each })
  emulator = await openTelegramEmulator()
  const [pair] = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  if (!pair) throw new Error('nobody lives here')
  ;[officer, talker] = pair
  const start = async () => {
    const port = await freePort()
    return town.start({ telegram: webhookAt(emulator, port), pacing: false, readsPerMinute: 10_000 }, port)
  }
  bots = await Promise.all([start(), start()])
}, 120_000)
afterAll(async () => {
  await emulator.close()
  await town.close()
})

/** How many letters each instance says that it has handled. */
const handled = () =>
  Promise.all(
    bots.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(/capaian_letters_total\{outcome="done"\} (\d+)/.exec(text)?.[1] ?? 0)
    }),
  )

/** Takes the chat away from whoever works on it, again and again: as if every letter took longer than the minute for which a chat is held. */
function unlocking(): () => Promise<void> {
  let over = false
  const running = (async () => {
    while (!over) {
      await town.db.sql(`update chat set locked_until = null where locked_until is not null`)
      await town.db.sql(`select pg_notify('capaian', 'inbox')`)
      await sleep(2)
    }
  })()
  return async () => {
    over = true
    await running
  }
}

test('two instances that take one chat from each other do its letters at the same time, and nothing of it happens twice or in another order', async () => {
  const stopUnlocking = unlocking()
  for (const duty of officer.duties) await reportOne(talker, duty)
  expect(talker.heard().map((message) => kindOf(message, officer.duties))).toEqual(officer.duties.flatMap(answersTo))
  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))

  // And all at once, faster than both together can answer: equal questions have equal answers, at the places of the questions.
  const before = talker.heard().length
  for (const question of asked) talker.says(question)
  await vi.waitFor(() => expect(talker.heard().length).toBe(before + asked.length), 120_000)
  await stopUnlocking()
  await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), 30_000)
  const shown = talker
    .heard()
    .slice(before)
    .map(({ text }) => text)
  expect(shown.map((text) => shown.indexOf(text))).toEqual(asked.map((text) => asked.indexOf(text)))
  const letters = each * 3 + asked.length
  expect(await town.db.prisma.inbox.count({ where: { doneAt: { not: null } } })).toBe(letters)
  // Each answered once; the card of a report is changed in its place besides.
  expect(await town.db.prisma.outbox.count({ where: { urgency: 'answer' } })).toBe(letters + each)

  // They did fight: both worked, and on more letters together than there are.
  const [one = 0, other = 0] = await handled()
  expect(Math.min(one, other)).toBeGreaterThan(0)
  expect(one + other).toBeGreaterThan(letters)
  expect((await Promise.all(bots.map((bot) => bot.stop()))).map(({ status }) => status)).toEqual([0, 0])
}, 240_000)
