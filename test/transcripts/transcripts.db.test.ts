import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from './play/demo-database.ts'
import type { DemoDatabase } from './play/demo-database.ts'
import { openDemoHouse } from './play/demo-house.ts'
import { givenIn } from './play/givens.ts'
import { inTurn } from './play/in-turn.ts'
import { localChannelOn, localHarness } from './play/local-harness.ts'
import { play } from './play/player.ts'
import { readTranscript } from './play/transcript.ts'

/** UPDATE=1 writes what was really said into the transcripts, for reading; without it every difference is a failure. */
const update = process.env.UPDATE === '1'
const folder = fileURLToPath(new URL('.', import.meta.url))
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.chat')).sort()

let demo: DemoDatabase
let fileFolder: string
beforeAll(async () => {
  demo = await openDemoDatabase()
  fileFolder = await mkdtemp(join(tmpdir(), 'capaian-transcripts-'))
})
beforeEach(() => demo.reset())
afterAll(async () => {
  await demo.close()
  await rm(fileFolder, { recursive: true, force: true })
})

test('there are transcripts', () => expect(files.length).toBeGreaterThan(0))

// The house dies after every turn and another one goes on: it reads the same, because everything is in the database.
test.each(inTurn(files, process.env['TEST_DATABASE_URL'] === undefined ? 0 : 1, 2))('%s', async (name) => {
  const path = join(folder, name)
  const source = await readFile(path, 'utf8')
  const transcript = readTranscript(source)
  const store = createFileStore(demo.db, fileFolder)
  const house = await openDemoHouse(demo.db, store, transcript.clock, (db, clock) => localChannelOn(db, store, () => clock))
  try {
    const harness = localHarness(demo.db, house, store)
    const played = await play(transcript, { house, harness, given: givenIn(demo.db), afterEach: house.kill })
    if (played.broken) throw new Error(`${name} breaks off:\n${played.text}`, { cause: played.broken })
    if (update) await writeFile(path, played.text)
    else expect(played.text).toBe(source)
  } finally {
    await house.stop()
  }
})
