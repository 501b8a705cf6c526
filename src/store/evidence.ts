import type { Tx } from './database.ts'

/** Gives a new version the evidence of the one that it replaces: files and links stay where they are, and count for both. */
export async function carryEvidence(tx: Tx, from: number, to: number): Promise<void> {
  await tx.$executeRaw`
    insert into evidence (agency_id, version_id, file_id, link)
    select agency_id, ${to}, file_id, link from evidence where version_id = ${from} order by id`
}
