import { afterEach, expect, test } from 'vitest'
import { holdSeconds } from '../../src/delivery/in/worker.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import { hears, kindOf, answersTo, reportOne, talkerOnTelegram } from './talker.ts'
import { dueReports, everybodyTalks, noTroubles, openTown, storedReports, troubles } from './town.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

test('of two processes that poll one asks Telegram; where it is killed the other does so within seconds, and nothing is lost', async () => {
  const town = await openTown({ agencies: 1, officers: 3, each: 2 })
  closing.push(town.close)
  const emulator = await openTelegramEmulator()
  closing.push(emulator.close)
  const pairs = await everybodyTalks(town, 'telegram', (name) => talkerOnTelegram(emulator, name))
  const { token, apiRoot } = emulator
  const bots = await Promise.all([0, 1].map(() => town.start({ telegram: { token, apiRoot }, pacing: true })))
  for (const bot of bots) closing.push(bot.stop)

  const report = (at: number) =>
    Promise.all(pairs.map(async ([{ duties }, talker]) => void (duties[at] && (await reportOne(talker, duties[at])))))
  await report(0)
  // What is on its way when a process is killed may be seen twice; that is looked at elsewhere.
  await expect.poll(() => troubles(town.db), { timeout: 30_000 }).toEqual(noTroubles)
  const [turn] = await town.db.sql<{ holder: string }>(`select holder from sender_lead where channel = 'telegram:polling'`)
  const { pid } = JSON.parse(turn?.holder ?? '{}') as { pid: number }
  const first = bots.find((bot) => bot.pid === pid)
  if (!first) throw new Error('nobody polls')
  await first.kill()
  // What is said while nobody asks waits at Telegram; and the chat, where the killed one still held it, as long as a chat is held.
  const [asking] = pairs
  const behind = asking?.[1].heard().length ?? 0
  asking?.[1].says('/bantuan')
  if (asking) await hears(asking[1], 'the help', behind, () => true, (holdSeconds + 10) * 1000)
  await report(1)

  await expect.poll(() => troubles(town.db), { timeout: 30_000 }).toEqual(noTroubles)
  expect(await storedReports(town.db)).toEqual(dueReports(town.officers))
  for (const [at, [{ duties }, talker]] of pairs.entries()) {
    const told = talker.heard().map((message) => kindOf(message, duties))
    if (at === 0) told.splice(answersTo(duties[0] ?? { agency: '', key: '', name: '', value: 0 }).length, 1)
    expect(told).toEqual(duties.flatMap(answersTo))
  }
  // Two that ask take each other's place all the time, and Telegram says so each time.
  expect(emulator.calls.filter(({ method, code }) => method === 'getUpdates' && code === 409)).toEqual([])
  expect(bots.map((bot) => bot.stderr()).join('')).not.toContain('ALARM')
}, 120_000)
