import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createServer } from '../../../src/http/server.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { openSlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { openDemoHouse } from '../../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../../transcripts/play/demo-house.ts'
import { givenIn } from '../../transcripts/play/givens.ts'
import { inTurn } from '../../transcripts/play/in-turn.ts'
import { play } from '../../transcripts/play/player.ts'
import { moveToSlack, slackChannelOn, slackHarness } from '../../transcripts/play/slack-harness.ts'
import { readTranscript } from '../../transcripts/play/transcript.ts'
import { manifestCommands } from './slack-stage.ts'
import type { Mode } from './slack-stage.ts'

const folder = fileURLToPath(new URL('../../transcripts/', import.meta.url))
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.chat')).sort()

let demo: DemoDatabase
let fileFolder: string
beforeAll(async () => {
  demo = await openDemoDatabase()
  fileFolder = await mkdtemp(join(tmpdir(), 'capaian-slack-'))
})
beforeEach(() => demo.reset())
afterAll(async () => {
  await demo.close()
  await rm(fileFolder, { recursive: true, force: true })
})

describe.each<Mode>(['http', 'socket'])('the transcripts on Slack, by %s', (mode) => {
  test.each(inTurn(files, mode === 'http' ? 2 : 3, 4))('%s', async (name) => {
    const source = await readFile(join(folder, name), 'utf8')
    const transcript = readTranscript(source)
    const emulator = await openSlackEmulator({ commands: manifestCommands, flood: { count: 1000, perMs: 1000 } })
    const accounts = await moveToSlack(demo.db, emulator)
    const store = createFileStore(demo.db, fileFolder)
    const parts: { house?: DemoHouse } = {}
    // The front door stands while the house behind it dies and is opened again.
    const door = await createServer({
      logger: pino({ level: 'silent' }),
      channels: mode === 'http' ? [slackChannelOn(emulator, mode)] : [],
      keep: async (incoming) => parts.house?.keep(incoming),
      ready: async () => true,
    })
    if (mode === 'http') emulator.sendTo(`${await door.listen({ host: '127.0.0.1', port: 0 })}/slack/events`)
    const house = await openDemoHouse(demo.db, store, transcript.clock, () => slackChannelOn(emulator, mode), emulator.sockets.cut)
    parts.house = house
    try {
      const harness = slackHarness(accounts, house, emulator)
      const played = await play(transcript, { house, harness, given: givenIn(demo.db) })
      if (played.broken) throw new Error(`${name} breaks off:\n${played.text}`, { cause: played.broken })
      expect(played.text).toBe(source)
      expect(emulator.delivery.attempts.every(({ outcome }) => outcome === 'acked')).toBe(true)
    } finally {
      await house.stop()
      await door.close()
      await emulator.close()
    }
  })
})
