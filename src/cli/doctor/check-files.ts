import { newestEvidenceFile } from '../../store/database/doctor-reads.ts'
import type { Database } from '../../store/database/database.ts'
import { createFileStore } from '../../store/reports/file-store.ts'
import type { Ailment } from './ailment.ts'

/** Whether the newest evidence lies whole in the folder of files: on a machine that does not share it with the others it does not. */
export async function checkFiles(db: Database, folder: string): Promise<Ailment[]> {
  const newest = await newestEvidenceFile(db)
  if (!newest) return []
  const found = await createFileStore(db, folder)
    .get(newest.id)
    .then((file) => (file ? undefined : `the newest evidence, “${newest.name}”, is not there`))
    .catch((error: unknown) => (error instanceof Error ? error.message : 'it can not be read'))
  const expected = 'every file that officers attached; machines that share a database share this folder too'
  return found === undefined ? [] : [{ severity: 'warning', code: 'file-missing', where: folder, found, expected }]
}
