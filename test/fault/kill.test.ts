import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importDocuments } from '../../src/documents/import-documents.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import { createTexts } from '../../src/text/texts.ts'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { playSeat } from '../setup/seat-player.ts'
import type { Heard } from '../setup/seat-player.ts'
import { keyOf, manyIndicators, nameOf, officerKey, valueOf } from './many-indicators.ts'
import { seededRandom } from './seeded-random.ts'
import { shareOf } from './share.ts'

const officers = 4
const each = 9
const kills = Math.max(4, shareOf(9))
const texts = createTexts('id')
const folder = mkdtempSync(join(tmpdir(), 'capaian-kill-'))
const dataDir = join(folder, 'data')
const reports = Array.from({ length: officers * each }, (_, i) => i)
const said = new Map<string, Heard[]>()

beforeAll(async () => {
  const database = await openDatabase({ folder: dataDir })
  const bytes = new TextEncoder().encode(JSON.stringify(manyIndicators(officers, each)))
  const imported = await importDocuments(database, { name: 'uji.json', bytes }, { yes: true, now: new Date('2024-07-01T01:00:00Z') })
  if (!imported.applied) throw new Error(JSON.stringify(imported.findings))
  await database.close()

  const port = await freePort()
  const env = { DATA_DIR: dataDir, PORT: String(port), LOCAL_CHAT: 'on' }
  let bot: RunningBot = await startBot(env, folder)
  let finished = false
  let deeds = 0
  const url = () => `http://127.0.0.1:${port}`
  const killing = (async () => {
    const random = seededRandom(20_241_004)
    for (let kill = 0; kill < kills; kill += 1) {
      // By what was done, not by the clock alone: a slow machine must get somewhere too.
      const enough = deeds + 3 + Math.floor(random() * 10)
      while (deeds < enough && !finished) await sleep(2)
      if (finished) throw new Error(`everything was done after ${kill} kills: there was nothing left to lose`)
      await sleep(random() * 60)
      await bot.kill()
      bot = await startBot(env, folder)
    }
  })()
  const playing = Promise.all(Array.from({ length: officers }, (_, officer) => playOfficer(officer, url, () => (deeds += 1))))
  await Promise.all([killing, playing.then(() => (finished = true))])
  expect((await bot.stop()).status).toBe(0)
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Reports one indicator after the other: its name, the value, Simpan. */
async function playOfficer(officer: number, url: () => string, done: () => void): Promise<void> {
  const seat = `kota-uji/${officerKey(officer)}`
  const player = playSeat(url, seat)
  for (const i of reports.filter((one) => one % officers === officer)) {
    const asked = await player.hear(await player.say(`ask-${i}`, `/lapor ${nameOf(i)}`), 'the question', ({ text }) =>
      text.includes(nameOf(i)),
    )
    done()
    const typed = await player.say(`value-${i}`, String(valueOf(i)))
    const save = texts.plain('common.save')
    const card = await player.hear(typed, 'the card', ({ buttons }) => buttons.flat().some(({ label }) => label === save))
    expect(Number(card.id)).toBeGreaterThan(Number(asked.id))
    done()
    await player.press(`save-${i}`, card, save)
    await player.hear(card, 'the receipt', ({ text }) => text.startsWith(texts.plain('report.saved')))
    done()
  }
  said.set(seat, await player.all())
}

test('nothing is lost, doubled or left open when the bot is killed in the middle of everything', async () => {
  const database = await openDatabase({ folder: dataDir })
  try {
    const stored = await database.prisma.report.findMany({ include: { versions: true, indicator: { select: { key: true } } } })
    expect(
      stored.map(({ indicator, quarter, versions }) => [indicator.key, quarter, versions.map(({ value }) => Number(value))]).sort(),
    ).toEqual(reports.map((i) => [keyOf(i), 3, [valueOf(i)]]).sort())
    const conversations = await database.prisma.conversation.groupBy({ by: ['status'], _count: true })
    expect(conversations).toEqual([{ status: 'finished', _count: reports.length }])
    expect(await database.prisma.inbox.count({ where: { OR: [{ doneAt: null }, { setAsideAt: { not: null } }] } })).toBe(0)
    expect(await database.prisma.inbox.count({ where: { chatKey: { startsWith: 'local:kota-uji/pejabat' } } })).toBe(reports.length * 3)
    expect(await database.prisma.outbox.count({ where: { OR: [{ doneAt: null }, { failure: { not: null } }] } })).toBe(0)
  } finally {
    await database.close()
  }
})

test('people see every answer, and at most one of them again for each kill', () => {
  let answers = 0
  for (const messages of said.values()) {
    const fromBot = messages.filter(({ author }) => author === null).map(({ text }) => text)
    for (const text of [texts.plain('report.saved')])
      expect(fromBot.filter((one) => one.startsWith(text)).length).toBeGreaterThanOrEqual(each)
    answers += fromBot.length
  }
  const expected = reports.length * 3
  expect(answers).toBeGreaterThanOrEqual(expected)
  expect(answers).toBeLessThanOrEqual(expected + kills)
})
