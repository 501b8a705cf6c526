import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../database/database.ts'

/** A file with its content. */
export type KeptFile = { name: string; type: string; bytes: Uint8Array }

/** Whose a file is, and when it came. */
export type FileOwner = { governmentId: number | null; at: Date }

/** Files of the house: content under its hash in a folder, its name and type in the database. */
export type FileStore = {
  /** Keeps a file and returns its number. The same content under the same name and owner gives the same number again. */
  put: (file: KeptFile, owner: FileOwner) => Promise<number>
  /** The file of a number; nothing where it is unknown or its content is gone. Throws `DamagedFile` where the content is not what was put in. */
  get: (id: number) => Promise<KeptFile | undefined>
}

/** What lies in the folder is not what was kept; no later look changes that. */
export class DamagedFile extends Error {
  constructor(id: number) {
    super(`the content of stored file ${id} is not what was kept`)
  }
}

/** Where files lie in the data folder. */
export const fileFolder = (dataDir: string): string => join(dataDir, 'files')

/** A file store in a folder, which is made when first needed. */
export function createFileStore(db: Database, folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)

  /** Written beside and moved into place: a reader never sees half a file, and two writers of one content do no harm. */
  const write = async (sha256: string, bytes: Uint8Array) => {
    const path = pathOf(sha256)
    if (await stat(path).catch(() => undefined)) return
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
    const beside = `${path}.${randomUUID()}`
    try {
      await writeFile(beside, bytes, { mode: 0o600 })
      await rename(beside, path)
    } finally {
      await rm(beside, { force: true })
    }
  }

  return {
    put: async ({ name, type, bytes }, { governmentId, at }) => {
      const sha256 = hashOf(bytes)
      await write(sha256, bytes)
      const there = await db.prisma.storedFile.findFirst({ where: { sha256, name, governmentId }, select: { id: true } })
      if (there) return there.id
      const row = await db.prisma.storedFile.create({
        data: { sha256, name, type, size: bytes.byteLength, governmentId, at },
        select: { id: true },
      })
      return row.id
    },
    get: async (id) => {
      const row = await db.prisma.storedFile.findUnique({ where: { id } })
      if (!row) return undefined
      const bytes = await readFile(pathOf(row.sha256)).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      })
      if (!bytes) return undefined
      if (hashOf(bytes) !== row.sha256) throw new DamagedFile(id)
      return { name: row.name, type: row.type, bytes }
    },
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
