import { afterEach, describe, expect, test, vi } from 'vitest'
import { manifestCommands } from '../channels/slack/slack-stage.ts'
import { openSlackEmulator } from '../emulators/slack/slack-emulator.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import { seededRandom } from './seeded-random.ts'
import { shareOf } from './share.ts'
import { answersTo, hears, kindOf, reportOne, talkerOnSlack, talkerOnTelegram } from './talker.ts'
import type { Talker } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles, webhookAt } from './town.ts'
import type { Officer, Town } from './town.ts'

const size = { agencies: 2, officers: Math.max(2, shareOf(5)), each: 3 }
const questions = ['/bantuan', '/tugas', '/target'] as const

/** A platform that brings everything twice, and what comes together in another order. */
type Stage = { pairs: [Officer, Talker][]; deliveries: () => Promise<void> }
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function onTelegram(town: Town, mode: 'webhook' | 'polling'): Promise<Stage> {
  const emulator = await openTelegramEmulator()
  closing.push(emulator.close)
  Object.assign(emulator.updates.faults, { duplicate: true, reorder: true })
  const pairs = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  const port = await freePort()
  const { webhook, ...polling } = webhookAt(emulator, port)
  const bot = await town.start({ telegram: { ...polling, ...(mode === 'webhook' && webhook && { webhook }) }, pacing: false }, port)
  closing.push(bot.stop)
  return { pairs, deliveries: () => vi.waitFor(() => expect(emulator.updates.waiting()).toBe(0), 30_000) }
}

async function onSlack(town: Town, mode: 'http' | 'socket'): Promise<Stage> {
  const emulator = await openSlackEmulator({ commands: manifestCommands, flood: { count: 1000, perMs: 1000 } })
  closing.push(emulator.close)
  const random = seededRandom(7)
  Object.assign(emulator.delivery.disorder, { duplicate: true, shuffle: () => random() * 60 })
  const pairs = await everybodyTalks(town, 'slack', (name) => talkerOnSlack(emulator, name, true))
  const port = await freePort()
  const { botToken: token, apiUrl, appToken, signingSecret } = emulator
  const by = mode === 'http' ? ({ kind: 'http', signingSecret } as const) : ({ kind: 'socket', appToken } as const)
  if (mode === 'http') emulator.sendTo(`http://127.0.0.1:${port}/slack/events`)
  const bot = await town.start({ slack: { token, apiUrl, mode: by }, pacing: false }, port)
  closing.push(bot.stop)
  // Every event came twice at least, every press too, and all was acknowledged.
  const deliveries = async () => {
    expect(emulator.delivery.attempts.filter(({ outcome }) => outcome !== 'acked')).toEqual([])
    expect(emulator.delivery.attempts.length).toBe(pairs.length * 2 * (size.each * 3 + questions.length * 2))
  }
  return { pairs, deliveries }
}

const stages = {
  'Telegram by webhook': (town: Town) => onTelegram(town, 'webhook'),
  'Telegram by polling': (town: Town) => onTelegram(town, 'polling'),
  'Slack by HTTP': (town: Town) => onSlack(town, 'http'),
  'Slack by socket': (town: Town) => onSlack(town, 'socket'),
}

describe.each(Object.entries(stages))('%s brings everything twice and in any order', (_, open) => {
  test('each thing is stored, done and answered once', async () => {
    const town = await openTown(size)
    closing.push(town.close)
    const { pairs, deliveries } = await open(town)
    await Promise.all(pairs.map(([{ duties }, talker]) => inTurn(talker, duties)))
    for (const [{ duties }, talker] of pairs)
      expect(talker.heard().map((message) => kindOf(message, duties))).toEqual(duties.flatMap(answersTo))

    // What each question is answered, one by one; and then all of them at the same moment.
    const known = await Promise.all(pairs.map(([, talker]) => answersOf(talker)))
    const before = pairs.map(([, talker]) => talker.heard().length)
    for (const [, talker] of pairs) for (const question of questions) talker.says(question)
    await vi.waitFor(() => {
      for (const [at, [, talker]] of pairs.entries()) expect(talker.heard().length).toBe((before[at] ?? 0) + questions.length)
    }, 60_000)
    await vi.waitFor(async () => expect(await troubles(town.db)).toEqual(noTroubles), 30_000)
    await deliveries()
    const commands = await askedLast(town)
    for (const [at, [, talker]] of pairs.entries()) {
      const shown = talker.heard().slice(before[at])
      // In whatever order they were stored they were answered, each once.
      const asked = commands.get(talker.account) ?? []
      expect(asked.toSorted()).toEqual(questions.map((one) => one.slice(1)).toSorted())
      expect(shown.map(({ text }) => text)).toEqual(asked.map((name) => known[at]?.get(`/${name}`)))
    }
    expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
    expect(await town.db.prisma.inbox.count()).toBe(pairs.length * (size.each * 3 + questions.length * 2))
  }, 240_000)
})

async function inTurn(talker: Talker, duties: Officer['duties']): Promise<void> {
  for (const duty of duties) await reportOne(talker, duty)
}

async function answersOf(talker: Talker): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const question of questions) {
    const behind = talker.heard().length
    talker.says(question)
    answers.set(question, (await hears(talker, `the answer to ${question}`, behind, () => true)).text)
  }
  return answers
}

/** The last commands of each chat, in the order in which they were stored. */
async function askedLast({ db }: Town): Promise<Map<string, string[]>> {
  const rows = await db.prisma.inbox.findMany({ orderBy: { id: 'asc' }, select: { chatKey: true, body: true } })
  const asked = new Map<string, string[]>()
  for (const { chatKey, body } of rows) {
    const account = chatKey.slice(chatKey.indexOf(':') + 1)
    const { name = '' } = (body as { body: { name?: string } }).body
    asked.set(account, [...(asked.get(account) ?? []), name].slice(-questions.length))
  }
  return asked
}
