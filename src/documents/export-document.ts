import type { Database } from '../store/database/database.ts'
import { readDocument } from '../store/documents/document-read.ts'
import { ImportDocument } from './shape/document.ts'
import type { Document } from './shape/document.ts'

/** An agency by the key that people type, in a government or, where no other has it, anywhere. */
export type AgencyName = { agency: string; government?: string }

/** What an agency has for a year as a document; undefined where there is nothing. Several governments with this agency: the first by key. */
export async function documentOf(db: Database, { agency, government }: AgencyName, year: number): Promise<Document | undefined> {
  const found = await db.prisma.agency.findFirst({
    where: {
      key: { equals: agency, mode: 'insensitive' },
      ...(government !== undefined && { government: { key: government } }),
      agreements: { some: { year } },
    },
    orderBy: { government: { key: 'asc' } },
    select: { id: true, governmentId: true },
  })
  if (!found) return undefined
  const stored = await readDocument(db.prisma, { governmentId: found.governmentId }, found.id, year)
  return stored === undefined ? undefined : ImportDocument.parse(stored)
}

/** The file that imports back to the same: JSON, or a workbook. Undefined where there is no such agency and year. */
export async function exportDocument(
  db: Database,
  name: AgencyName,
  year: number,
  format: 'json' | 'xlsx',
): Promise<Uint8Array | undefined> {
  const document = await documentOf(db, name, year)
  if (!document) return undefined
  if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(document, null, 1)}\n`)
  const { writeWorkbook } = await import('./workbook/write-workbook.ts')
  return writeWorkbook(document)
}
