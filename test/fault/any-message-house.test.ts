import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { manifestCommands } from '../channels/slack/slack-stage.ts'
import { openSlackEmulator } from '../emulators/slack/slack-emulator.ts'
import type { SlackEmulator } from '../emulators/slack/slack-emulator.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { anyCommand, anyText } from './any-deed.ts'
import { seededRandom } from './seeded-random.ts'
import { shareOf } from './share.ts'
import { hears, talkerOnSlack, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { everybodyTalks, noTroubles, openTown, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const size = { agencies: 5, officers: 10, each: 2 }
const rounds = shareOf(12)
const inRound = 4
/** Officers on each platform: together they say 2,400 things where nothing is left out, and press a button after each round. */
const half = (size.agencies * size.officers) / 2

let town: Town
let telegram: TelegramEmulator
let slack: SlackEmulator
let bot: RunningBot
let pairs: [Officer, Talker][]
beforeAll(async () => {
  town = await openTown(size)
  telegram = await openTelegramEmulator()
  slack = await openSlackEmulator({ commands: manifestCommands, flood: { count: 1_000_000, perMs: 1000 } })
  const [some, others] = [town.officers.slice(0, half), town.officers.slice(half)]
  pairs = [
    ...(await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(telegram, name), some)),
    ...(await everybodyTalks(town, 'slack', (name) => talkerOnSlack(slack, name), others)),
  ]
  const port = await freePort()
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  const { botToken: token, apiUrl, signingSecret } = slack
  const told = { telegram: webhookAt(telegram, port), slack: { token, apiUrl, mode: { kind: 'http', signingSecret } as const } }
  bot = await town.start({ ...told, pacing: false, readsPerMinute: 100_000 }, port)
}, 120_000)
afterAll(async () => {
  await telegram.close()
  await slack.close()
  await town.close()
})

/** Waits until all that was said is handled and answered. */
const settled = () =>
  vi.waitFor(
    async () => {
      const { open, unsent } = await troubles(town.db)
      expect({ open, unsent, waiting: telegram.updates.waiting() }).toEqual({ open: 0, unsent: 0, waiting: 0 })
    },
    { timeout: 120_000, interval: 50 },
  )

/** What the house complained of. A picture that a busy machine draws too slowly is drawn again, and is no fault of a message. */
const complaints = () =>
  bot
    .stderr()
    .split('\n')
    .filter((line) => line !== '' && !line.includes('the picture took more than'))

test('many messages of any kind through a whole house: all are stored and answered, nothing is refused by a platform, and no chat is stuck', async () => {
  const line = fc.oneof(
    { weight: 5, arbitrary: anyText },
    { weight: 1, arbitrary: anyCommand.map((words) => `/${words.join(' ')}`.slice(0, 4096)) },
  )
  const said = fc.sample(line, { numRuns: pairs.length * rounds * inRound, seed: 20_241_004 })
  const random = seededRandom(4)
  let presses = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const [, talker] of pairs) for (const text of said.splice(0, inRound)) talker.says(text)
    await settled()
    for (const [, talker] of pairs) {
      const offers = talker.heard().flatMap((message) => message.labels.map((label) => ({ message, label })))
      const chosen = offers[offers.length - 1 - Math.floor(random() * Math.min(12, offers.length))]
      if (!chosen) continue
      presses += 1
      talker.presses(chosen.message, chosen.label)
    }
    await settled()
  }
  expect(said).toEqual([])
  const sent = pairs.length * rounds * inRound + presses
  expect(await town.db.prisma.inbox.count()).toBe(sent)
  expect(await troubles(town.db)).toEqual({ ...noTroubles, talking: expect.any(Number) as number })
  expect(telegram.calls.filter(({ ok }) => !ok)).toEqual([])
  expect(slack.workspace.calls.filter(({ answer }) => answer !== 'ok')).toEqual([])
  // On a machine that has much else to do Slack may lose patience and send again; nothing is ever refused.
  expect(slack.delivery.attempts.filter(({ outcome }) => outcome !== 'acked' && outcome !== 'late')).toEqual([])
  expect(complaints()).toEqual([])

  // Whatever each chat had come to: its person can end it and is answered what everybody is answered.
  await Promise.all(
    pairs.map(async ([, talker]) => {
      for (let left = 0; left < 3; left += 1) talker.says('/batal')
      const behind = talker.heard().length
      talker.says('/tugas')
      await hears(talker, 'the tasks', behind, ({ text }) => /^(TW III|Q3) 2024/.test(text))
    }),
  )
  expect((await bot.stop()).status).toBe(0)
}, 600_000)
