import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { manifestCommands } from '../channels/slack/slack-stage.ts'
import { openSlackEmulator } from '../emulators/slack/slack-emulator.ts'
import type { SlackEmulator } from '../emulators/slack/slack-emulator.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { realLimits } from '../emulators/telegram/flood.ts'
import { freePort } from '../setup/free-port.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { answersTo, kindOf, reportOne, talkerOnSlack, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

/** The platforms' clock runs so much faster than ours: ten of their minutes are fifteen of our seconds. */
const speed = 40
const tenMinutes = 600_000
/** Of our seconds. */
const retryAfter = 2

const began = Date.now()
const now = () => began + (Date.now() - began) * speed

let town: Town
let telegram: TelegramEmulator
let slack: SlackEmulator
let bot: RunningBot
let onTelegram: [Officer, Talker][]
let onSlack: [Officer, Talker][]
beforeAll(async () => {
  town = await openTown({ agencies: 4, officers: 6, each: 1 })
  telegram = await openTelegramEmulator({ now, flood: realLimits })
  slack = await openSlackEmulator({ commands: manifestCommands, now, triggerMs: 3000 * speed })
  const half = town.officers.length / 2
  onTelegram = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(telegram, name), town.officers.slice(0, half))
  onSlack = await everybodyTalks(town, 'slack', (name) => talkerOnSlack(slack, name), town.officers.slice(half))
  const port = await freePort()
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  const { botToken: token, apiUrl, signingSecret } = slack
  const told = { telegram: webhookAt(telegram, port), slack: { token, apiUrl, mode: { kind: 'http', signingSecret } as const } }
  bot = await town.start({ ...told, pacing: true }, port)
}, 120_000)
afterAll(async () => {
  await telegram.close()
  await slack.close()
  await town.close()
})

test('ten minutes in which both platforms refuse everything with 429: they are left alone as long as they ask, and then everybody has their answers', async () => {
  const playing = [...onTelegram, ...onSlack].map(async ([{ duties }, talker]) => {
    for (const duty of duties) await reportOne(talker, duty)
  })
  const from = now()
  telegram.faults.plan({ kind: 'too-many', retryAfter }, { times: Infinity, method: 'sendMessage' })
  slack.faults.often((method) => (method === 'chat.postMessage' ? { kind: 'rate-limited', afterSeconds: retryAfter } : undefined))
  while (now() < from + tenMinutes) await sleep(50)
  expect(telegram.done('sendMessage')).toEqual([])
  expect([...onSlack, ...onTelegram].flatMap(([, talker]) => talker.heard())).toEqual([])
  telegram.faults.clear()
  slack.faults.clear()
  await Promise.all(playing)
  await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), 60_000)

  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
  expect(await town.db.prisma.inbox.count()).toBe(town.officers.length * 3)
  for (const [{ duties }, talker] of [...onTelegram, ...onSlack])
    expect(talker.heard().map((message) => kindOf(message, duties))).toEqual(duties.flatMap(answersTo))
  expect(hastySends(telegramSends())).toEqual([])
  expect(hastySends(slackSends())).toEqual([])
  expect((await bot.stop()).status).toBe(0)
}, 240_000)

type Send = { chat: string; at: number; refused: boolean }
const telegramSends = (): Send[] =>
  telegram.calls
    .filter(({ method }) => method === 'sendMessage')
    .map(({ fields, at, code }) => ({ chat: String(fields['chat_id']), at, refused: code === 429 }))
const slackSends = (): Send[] =>
  slack.workspace.calls
    .filter(({ method }) => method === 'chat.postMessage')
    .map(({ args, at, answer }) => ({ chat: String(args['channel']), at, refused: answer === 'ratelimited' }))

/** What was sent to a chat before the time was over for which its platform had asked; by our clock, with a tenth of a second for the way. */
function hastySends(sends: Send[]): Send[] {
  expect(sends.filter(({ refused }) => refused).length).toBeGreaterThan(0)
  return sends.filter(({ chat, at }, i) => {
    const last = sends.slice(0, i).findLast((one) => one.chat === chat)
    return last?.refused === true && at < last.at + (retryAfter * 1000 - 100) * speed
  })
}
