import { ImportDocument } from '../../documents/shape/document.ts'
import type { Logger } from '../../logger.ts'
import { inTransaction } from '../../store/database/database.ts'
import type { Database } from '../../store/database/database.ts'
import { countLoaded } from '../../store/local/demo-state.ts'
import { applyDocument } from '../../store/plans/plan-write.ts'
import { createTexts } from '../../text/texts.ts'
import { demoEntries, wholeYear } from '../demo-documents.ts'
import { assessments, partsOf } from '../replay/replay-year.ts'
import type { Assessments } from '../replay/compare-years.ts'
import { replayPlan } from '../replay/replay-plan.ts'
import { openStage } from '../replay/stage.ts'
import { playYear } from './play-year.ts'
import { sceneWriter } from './write-scenes.ts'
import { yearScript } from './year-script.ts'

/** What came of it: the year's figures at its end, and how much people and the bot have said. */
export type YearPlayed = { played: Assessments; deeds: number; letters: number }

/**
 * Plays the year of the demo agency that officers report themselves, in a house on an empty database. `written` is handed everything that
 * is said to anybody, as lines of a transcript, while it goes on.
 */
export async function yearTranscript(
  db: Database,
  logger: Logger,
  dataDir: string,
  written: (lines: readonly string[]) => void,
): Promise<YearPlayed> {
  const entry = (await demoEntries()).find(({ loadUpTo }) => loadUpTo !== undefined)
  if (!entry) throw new Error('no agency of the demo is played by officers')
  const document = ImportDocument.parse(await wholeYear(entry))
  const script = await yearScript()
  const begins = new Date(script.begins)
  const place = await inTransaction(db, (tx) => applyDocument(tx, { ...document, reports: [] }, begins))
  await countLoaded(db)
  const seat = (key: string) => `${document.government.key}/${key}`
  const names = new Map([
    ...document.people.map(({ key, name }) => [seat(key), name] as const),
    ...document.rooms.map(({ platformId, title }) => [platformId, title] as const),
  ])
  const write = sceneWriter(names, createTexts('id'))
  let letters = 0
  const stage = await openStage(db, begins, logger, dataDir, (scene) => {
    letters += scene.sent.length
    written(write(scene))
  })
  try {
    const parts = await partsOf(db, place, replayPlan(document), begins)
    await playYear({ db, stage, script, agencyId: place.agencyId, year: document.year, parts, seat })
    return { played: await assessments(db, place, stage.clock.now()), deeds: stage.deeds(), letters }
  } finally {
    await stage.close()
  }
}
