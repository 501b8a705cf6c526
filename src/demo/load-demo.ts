import { ImportDocument } from '../documents/shape/document.ts'
import { inTransaction } from '../store/database/database.ts'
import type { Database } from '../store/database/database.ts'
import { noteDemoLoading } from '../store/local/demo-state.ts'
import { applyDocument } from '../store/plans/plan-write.ts'
import { demoEntries, upToQuarter, wholeYear } from './demo-documents.ts'

/** What was loaded, in the order of `demo.json`. */
export type LoadedDemo = { agency: string; governmentId: number; agencyId: number }[]

/**
 * Loads the demo: its governments, agencies, people by position, and the reports of 2024. An agency that is to be played by officers has
 * its year up to a quarter only. Each agency is a transaction of its own, because everybody waits for the one connection; a load that was
 * cut off is remembered as such, and loading again changes nothing that is already there.
 */
export async function loadDemo(db: Database, now: Date): Promise<LoadedDemo> {
  const loaded: LoadedDemo = []
  await noteDemoLoading(db, true)
  for (const entry of await demoEntries()) {
    const whole = await wholeYear(entry)
    const document = ImportDocument.parse(entry.loadUpTo === undefined ? whole : upToQuarter(whole, entry.loadUpTo))
    const { governmentId, agencyId } = await inTransaction(db, (tx) => applyDocument(tx, document, now))
    loaded.push({ agency: document.agency.key, governmentId, agencyId })
  }
  await noteDemoLoading(db, false)
  return loaded
}
