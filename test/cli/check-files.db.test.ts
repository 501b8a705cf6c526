import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkFiles } from '../../src/cli/doctor/check-files.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'

const { db, close } = await openDemoDatabase()
const folder = await mkdtemp(join(tmpdir(), 'capaian-doctor-'))
afterAll(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

test('the doctor misses the newest evidence where it does not lie in the folder of files, whole', async () => {
  expect(await checkFiles(db, folder)).toEqual([])
  const file = { name: 'putusan.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('putusan') }
  const fileId = await createFileStore(db, folder).put(file, { governmentId: null, at: new Date('2024-10-04T01:00:00Z') })
  await db.sql(`insert into evidence (agency_id, version_id, file_id) select agency_id, id, $1 from report_version order by id limit 1`, [
    fileId,
  ])
  expect(await checkFiles(db, folder)).toEqual([])

  const elsewhere = join(folder, 'elsewhere')
  expect(await checkFiles(db, elsewhere)).toMatchObject([
    { severity: 'warning', code: 'file-missing', where: elsewhere, found: 'the newest evidence, “putusan.pdf”, is not there' },
  ])
  const [kept = ''] = (await readdir(folder, { recursive: true })).filter((path) => path.includes('/'))
  await writeFile(join(folder, kept), 'half of it')
  expect(await checkFiles(db, folder)).toMatchObject([{ found: expect.stringContaining('is not what was kept') as string }])
})

test('a folder that can’t be written to is told before the first file is lost; one that is not there yet may come', async () => {
  const place = join(folder, 'file', 'files')
  const unwritable = async () => (await checkFiles(db, place)).filter(({ code }) => code === 'files-unwritable')
  expect(await unwritable()).toEqual([])
  await writeFile(join(folder, 'file'), '')
  expect(await unwritable()).toMatchObject([{ severity: 'error', where: place, found: expect.stringContaining('ENOTDIR') as string }])
})
