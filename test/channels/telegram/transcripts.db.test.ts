import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createServer } from '../../../src/http/server.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { openDemoHouse } from '../../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../../transcripts/play/demo-house.ts'
import { givenIn } from '../../transcripts/play/givens.ts'
import { inTurn } from '../../transcripts/play/in-turn.ts'
import { play } from '../../transcripts/play/player.ts'
import { giveAccounts, moveToTelegram, telegramChannelOn, telegramHarness } from '../../transcripts/play/telegram-harness.ts'
import { readTranscript } from '../../transcripts/play/transcript.ts'

const folder = fileURLToPath(new URL('../../transcripts/', import.meta.url))
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.chat')).sort()

let demo: DemoDatabase
let fileFolder: string
beforeAll(async () => {
  demo = await openDemoDatabase()
  fileFolder = await mkdtemp(join(tmpdir(), 'capaian-telegram-'))
})
beforeEach(() => demo.reset())
afterAll(async () => {
  await demo.close()
  await rm(fileFolder, { recursive: true, force: true })
})

// What differs between the two is exactly what nobody expects; only where time is short each is played one way, by turns.
describe.each(['polling', 'webhook'] as const)('the transcripts on Telegram, by %s', (mode) => {
  test.each(inTurn(files, mode === 'polling' ? 0 : 1, 4))('%s', async (name) => {
    const source = await readFile(join(folder, name), 'utf8')
    const transcript = readTranscript(source)
    const emulator = await openTelegramEmulator()
    const people = await moveToTelegram(demo.db, emulator)
    await giveAccounts(demo.db, people)
    const store = createFileStore(demo.db, fileFolder)
    const parts: { house?: DemoHouse } = {}
    // The front door stands while the house behind it dies and is opened again.
    const door = await createServer({
      logger: pino({ level: 'silent' }),
      channels: [telegramChannelOn(emulator, 'http://127.0.0.1')],
      keep: async (incoming) => parts.house?.keep(incoming),
      ready: async () => true,
    })
    const address = await door.listen({ host: '127.0.0.1', port: 0 })
    const house = await openDemoHouse(demo.db, store, transcript.clock, () =>
      telegramChannelOn(emulator, mode === 'webhook' ? address : undefined),
    )
    parts.house = house
    try {
      const harness = telegramHarness(emulator, people)
      const played = await play(transcript, { house, harness, given: givenIn(demo.db) })
      if (played.broken) throw new Error(`${name} breaks off:\n${played.text}`, { cause: played.broken })
      expect(played.text).toBe(source)
    } finally {
      await house.stop()
      await door.close()
      await emulator.close()
    }
  })
})
