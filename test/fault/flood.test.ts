import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { createTexts } from '../../src/text/texts.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { answersTo, hears, kindOf, reportOne, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const messages = 10_000
const size = { agencies: 2, officers: 6, each: 3 }
/** Far longer than an answer takes, even where the flood and everything else share two cores. */
const patienceMs = 10_000
const flooded = createTexts('id').plain('operate.flood')

let town: Town
let emulator: TelegramEmulator
let bot: RunningBot
let flooder: Talker
let others: [Officer, Talker][]
beforeAll(async () => {
  town = await openTown(size)
  emulator = await openTelegramEmulator()
  const [first, ...pairs] = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  if (!first) throw new Error('nobody lives here')
  flooder = first[1]
  others = pairs
  const port = await freePort()
  bot = await town.start({ telegram: webhookAt(emulator, port), pacing: false }, port)
}, 120_000)
afterAll(async () => {
  await emulator.close()
  await town.close()
})

test('one chat sends 10,000 messages at once: all others report meanwhile and get every answer in time', async () => {
  for (let at = 0; at < messages; at += 1) flooder.says(`pesan ke-${at}`)
  const times: number[] = []
  await Promise.all(
    others.map(async ([{ duties }, talker]) => {
      for (const duty of duties) {
        let since = performance.now()
        await reportOne(talker, duty, () => {
          times.push(performance.now() - since)
          since = performance.now()
        })
      }
    }),
  )
  // The others were through while the flood still came.
  expect(emulator.updates.waiting()).toBeGreaterThan(0)
  expect(times).toHaveLength(others.length * size.each * 3)
  expect(Math.max(...times)).toBeLessThan(patienceMs)

  await vi.waitFor(() => expect(emulator.updates.waiting()).toBe(0), 240_000)
  await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), 60_000)
  const { prisma } = town.db
  const chatKey = `telegram:${flooder.account}`
  // All of it is kept; sixty a minute are read, and the flooder is told once a minute that it was too much.
  expect(await prisma.inbox.count({ where: { chatKey } })).toBe(messages)
  const unread = await prisma.inbox.count({ where: { chatKey, error: 'too many at once' } })
  const notes = flooder.heard().filter(({ text }) => text === flooded).length
  expect(flooder.heard().length - notes).toBe(messages - unread)
  expect(unread).toBeGreaterThan(messages / 2)
  expect(notes).toBeGreaterThan(0)
  expect(await storedReports(town.db)).toEqual(dueReports(others.map(([officer]) => officer)))
  for (const [{ duties }, talker] of others)
    expect(talker.heard().map((message) => kindOf(message, duties))).toEqual(duties.flatMap(answersTo))
  expect((await bot.stop()).status).toBe(0)
}, 400_000)

test('two minutes later the chat that flooded is read again', async () => {
  const port = await freePort()
  const later = await town.start({ telegram: webhookAt(emulator, port), pacing: false }, port, 120_000)
  const behind = flooder.heard().length
  flooder.says('/bantuan')
  await hears(flooder, 'help', behind, ({ text }) => text !== flooded)
  expect((await later.stop()).status).toBe(0)
}, 120_000)
