import { ImportDocument } from '../documents/document.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { applyDocument } from '../store/plan-write.ts'
import { demoEntries, upToQuarter, wholeYear } from './demo-documents.ts'

/** What was loaded, in the order of `demo.json`. */
export type LoadedDemo = { agency: string; governmentId: number; agencyId: number }[]

/**
 * Loads the demo: its governments, agencies, people by position, and the reports of 2024; all of it or nothing. An agency that is to be
 * played by officers has its year up to a quarter only. Loading again changes nothing that is already there.
 */
export async function loadDemo(db: Database, now: Date): Promise<LoadedDemo> {
  const entries = await demoEntries()
  const documents = await Promise.all(
    entries.map(async (entry) => {
      const whole = await wholeYear(entry)
      return ImportDocument.parse(entry.loadUpTo === undefined ? whole : upToQuarter(whole, entry.loadUpTo))
    }),
  )
  return inTransaction(db, async (tx) => {
    const loaded: LoadedDemo = []
    for (const document of documents) {
      const { governmentId, agencyId } = await applyDocument(tx, document, now)
      loaded.push({ agency: document.agency.key, governmentId, agencyId })
    }
    return loaded
  })
}
