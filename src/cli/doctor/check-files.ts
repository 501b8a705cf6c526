import { access, constants } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { newestEvidenceFile } from '../../store/database/doctor-reads.ts'
import type { Database } from '../../store/database/database.ts'
import { createFileStore } from '../../store/reports/file-store.ts'
import type { Ailment } from './ailment.ts'

/** Whether what officers attach can be kept, and the evidence that is there already can be shown. */
export const checkFiles = async (db: Database, folder: string): Promise<Ailment[]> => [
  ...(await checkWritable(folder)),
  ...(await checkNewest(db, folder)),
]

/** The folder comes with the first file: until then whatever it will be made in has to be writable. */
async function checkWritable(folder: string): Promise<Ailment[]> {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const error = await access(place, constants.W_OK | constants.X_OK).catch((thrown: NodeJS.ErrnoException) => thrown)
    if (!error) return []
    if (error.code === 'ENOENT' && place !== dirname(place)) continue
    const expected = 'a folder that the bot’s user may write to: until then nothing that officers attach is taken'
    return [{ severity: 'error', code: 'files-unwritable', where: folder, found: error.message, expected }]
  }
}

/** Whether the newest evidence lies whole in the folder of files: on a machine that does not share it with the others it does not. */
async function checkNewest(db: Database, folder: string): Promise<Ailment[]> {
  const newest = await newestEvidenceFile(db)
  if (!newest) return []
  const found = await createFileStore(db, folder)
    .get(newest.id)
    .then((file) => (file ? undefined : `the newest evidence, “${newest.name}”, is not there`))
    .catch((error: unknown) => (error instanceof Error ? error.message : 'it can not be read'))
  const expected = 'every file that officers attached; machines that share a database share this folder too'
  return found === undefined ? [] : [{ severity: 'warning', code: 'file-missing', where: folder, found, expected }]
}
