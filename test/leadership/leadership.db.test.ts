import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { movableClock } from '../../src/clock.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { openDemoHouse } from '../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../transcripts/play/demo-house.ts'
import { givenIn } from '../transcripts/play/givens.ts'
import { localChannelOn, localHarness } from '../transcripts/play/local-harness.ts'
import { play } from '../transcripts/play/player.ts'
import { readTranscript } from '../transcripts/play/transcript.ts'

/** UPDATE=1 writes what was really said into the transcripts, for reading; without it every difference is a failure. */
const update = process.env.UPDATE === '1'
const folder = fileURLToPath(new URL('.', import.meta.url))
const files = (await readdir(folder)).filter((name) => name.endsWith('.chat')).sort()

let demo: DemoDatabase
let fileFolder: string
beforeAll(async () => {
  demo = await openDemoDatabase()
  fileFolder = await mkdtemp(join(tmpdir(), 'capaian-leadership-'))
})
beforeEach(() => demo.reset())
afterAll(async () => {
  await demo.close()
  await rm(fileFolder, { recursive: true, force: true })
})

test('there are transcripts', () => expect(files.length).toBeGreaterThan(0))

// Weeks of a whole agency go by, with its pictures: longer than other tests.
// Rooms of the local chat, with people who speak in them; the house dies after every turn and another one goes on.
test.each(files)(
  '%s',
  async (name) => {
    const path = join(folder, name)
    const source = await readFile(path, 'utf8')
    const transcript = readTranscript(source)
    const store = createFileStore(demo.db, fileFolder)
    const opened: { house?: DemoHouse } = {}
    const atFirst = movableClock(transcript.clock, { now: () => new Date(0) })
    const house = await openDemoHouse(demo.db, store, transcript.clock, (db) =>
      localChannelOn(db, store, () => opened.house?.clock ?? atFirst),
    )
    opened.house = house
    try {
      const harness = localHarness(demo.db, house, store)
      const played = await play(transcript, { house, harness, given: givenIn(demo.db), afterEach: house.kill })
      if (played.broken) throw new Error(`${name} breaks off:\n${played.text}`, { cause: played.broken })
      if (update) await writeFile(path, played.text)
      else expect(played.text).toBe(source)
    } finally {
      await house.stop()
    }
  },
  60_000,
)
