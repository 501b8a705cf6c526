import { inTransaction } from '../store/database/database.ts'
import type { Database, Tx } from '../store/database/database.ts'
import { readDocument } from '../store/documents/document-read.ts'
import { writeRooms } from '../store/documents/document-people.ts'
import { applyDocument } from '../store/plans/plan-write.ts'
import { alignWith } from './align-documents.ts'
import { checkAccounts } from './check/check-accounts.ts'
import { checkDocument } from './check/check-document.ts'
import { difference, differenceOfParts } from './difference.ts'
import type { Change } from './difference.ts'
import type { Document } from './shape/document.ts'
import { ImportDocument } from './shape/document.ts'
import { finding, hasErrors, placed } from './check/finding.ts'
import type { Finding } from './check/finding.ts'
import { documentsInJson } from './read-json.ts'

/** What an import found and did. `difference` has an entry for each document that is new or changed; `applied`: it was written. */
export type Imported = {
  findings: Finding[]
  difference: { government: string; agency: string; year: number; isNew: boolean; changes: Change[] }[]
  applied: boolean
  documents: number
}

export type ImportOptions = { /** Apply changes to what is already there. */ yes: boolean; now: Date; by?: number }

/**
 * Imports a file, JSON or workbook, with one or more agency-years. Nothing is written while one finding is an error. What is new is written;
 * what would change something stored, also of the government around a new agency, is written only with `yes`. The same file again changes nothing.
 */
export async function importDocuments(db: Database, file: { name: string; bytes: Uint8Array }, options: ImportOptions): Promise<Imported> {
  const { documents, findings, locate } = await readDocuments(file)
  if (hasErrors(findings)) return { findings, difference: [], applied: false, documents: documents.length }
  return inTransaction(db, async (tx) => {
    const compared = []
    for (const [i, document] of documents.entries()) {
      const inFile = (found: Finding): Finding => placed(found, (path) => locate(i, path))
      findings.push(...(await checkAccounts(tx, document, documents.slice(0, i))).map(inFile))
      const stored = await storedPlace(tx, document)
      const current = stored && (await currentDocument(tx, stored, document.year))
      if (current && current.revision.number > document.revision.number) {
        const values = { current: String(current.revision.number) }
        findings.push(inFile(finding('revision.number', 'revision-old', String(document.revision.number), values)))
      }
      findings.push(...(await unknownAgencies(tx, document, documents)))
      const changes = current ? difference(alignWith(current, document), document) : changedAround(stored, document)
      compared.push({ document, isNew: !current, changes })
    }
    const changed = compared.filter(({ isNew, changes }) => isNew || changes.length > 0)
    const told = changed.map(({ document, isNew, changes }) => ({
      government: document.government.key,
      agency: document.agency.key,
      year: document.year,
      isNew,
      changes,
    }))
    const applied =
      !hasErrors(findings) && changed.length > 0 && (options.yes || changed.every(({ isNew, changes }) => isNew && changes.length === 0))
    if (applied) {
      const places = []
      for (const { document } of changed) places.push({ document, place: await applyDocument(tx, document, options.now, options.by) })
      // A room may cover an agency that only came after it.
      for (const { document, place } of places) await writeRooms(tx, place, document, options.now)
    }
    return { findings, difference: told, applied, documents: documents.length }
  })
}

/** Every document of a file, checked; findings of all of them at once. `locate` says where a path of the nth document stands in the file. */
export async function readDocuments({ bytes }: { bytes: Uint8Array }): Promise<{
  documents: Document[]
  findings: Finding[]
  locate: (index: number, path: string) => Finding['where']
}> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip) {
    const { checkWorkbook } = await import('./workbook/read-workbook.ts')
    const { document, findings, locate } = await checkWorkbook(bytes)
    return { documents: document ? [document] : [], findings, locate: (_, path) => locate?.(path) ?? { path } }
  }
  const read = documentsInJson(bytes)
  const several = read.inputs.length > 1
  const locate = (index: number, path: string) => ({ path: several ? `${index}.${path}` : path })
  const checked = read.inputs.map((input, i) => {
    const { document, findings } = checkDocument(input)
    return { document, findings: findings.map((found) => placed(found, (path) => locate(i, path))) }
  })
  return {
    documents: checked.flatMap(({ document }) => document ?? []),
    findings: [...read.findings, ...checked.flatMap(({ findings }) => findings)],
    locate,
  }
}

/** Agencies that a room shall cover and that neither the government nor the file has. */
async function unknownAgencies(tx: Tx, { government, rooms }: Document, file: readonly Document[]): Promise<Finding[]> {
  if (rooms.every(({ agencies }) => agencies === undefined)) return []
  const stored = await tx.agency.findMany({ where: { government: { key: government.key } }, select: { key: true } })
  const coming = file.filter((one) => one.government.key === government.key).map(({ agency }) => agency)
  const known = new Set([...stored, ...coming].map(({ key }) => key))
  return rooms.flatMap(({ agencies }, i) =>
    (agencies ?? []).flatMap((key, j) =>
      known.has(key) ? [] : [finding(`rooms.${i}.agencies.${j}`, 'unknown-agency', key, { government: government.name })],
    ),
  )
}

/** What is stored of a document's government, and of its agency where that is there, whatever the year; undefined where there is nothing yet. */
async function storedPlace(tx: Tx, { government, agency }: Document) {
  const found = await tx.government.findUnique({
    where: { key: government.key },
    select: {
      ...{ id: true, key: true, name: true, zone: true, demo: true },
      agencies: { where: { key: agency.key }, select: { id: true, key: true, name: true, shortName: true } },
    },
  })
  if (!found) return undefined
  const { id: governmentId, agencies, ...named } = found
  return { governmentId, government: named, agency: agencies[0] }
}
type StoredPlace = NonNullable<Awaited<ReturnType<typeof storedPlace>>>

/** What a new agency-year would change of what its government, or the agency in other years, is called and where it is. */
function changedAround(stored: StoredPlace | undefined, { government, agency }: Document): Change[] {
  if (!stored) return []
  const { government: before, agency: known } = stored
  return differenceOfParts(
    { government: before, ...(known && { agency: { key: known.key, name: known.name, shortName: known.shortName } }) },
    { government, ...(known && { agency }) },
  )
}

/** What is stored for the same agency and year, as a document; undefined where there is nothing yet. */
async function currentDocument(tx: Tx, { governmentId, agency }: StoredPlace, year: number): Promise<Document | undefined> {
  const stored = agency && (await readDocument(tx, { governmentId }, agency.id, year))
  return stored === undefined ? undefined : ImportDocument.parse(stored)
}
