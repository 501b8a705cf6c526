import type { FileContent } from '../../channels/channel.ts'
import { isAccepted, isWorkbook } from '../../message/accepted-files.ts'
import type { Incoming, IncomingFile, Sheet } from '../../message/incoming.ts'

/** Fetches what a person sent from its channel, keeps it, and reads what stands in a small workbook: nothing where it is none. */
export type FileDoor = {
  fetch: (channel: string, file: IncomingFile) => Promise<FileContent | { refused: 'too-large' | 'gone' }>
  keep: (file: FileContent, governmentId: number, at: Date) => Promise<number>
  sheet: (bytes: Uint8Array) => Promise<Sheet | undefined>
}

const stored = 'stored:'

/** Takes the files of an incoming into the house before it is understood: a network call has no place in a transaction. From here on a file goes by its id. */
export async function takeInFiles(
  incoming: Incoming,
  governmentId: number,
  now: Date,
  door: FileDoor,
): Promise<{ kind: 'taken'; incoming: Incoming } | { kind: 'refused' }> {
  const { body } = incoming
  if (body.kind !== 'upload') return { kind: 'taken', incoming }
  // Known before anything is fetched: nobody waits for what is refused.
  if (!body.files.every(isAccepted)) return { kind: 'refused' }
  const files: IncomingFile[] = []
  let sheet: Sheet | undefined
  for (const file of body.files) {
    const content = await door.fetch(incoming.chat.channel, file)
    if ('refused' in content) return { kind: 'refused' }
    if (body.files.length === 1 && isWorkbook(file)) sheet = await door.sheet(content.bytes)
    files.push({ ...file, ref: `${stored}${await door.keep(content, governmentId, now)}` })
  }
  return { kind: 'taken', incoming: { ...incoming, body: { ...body, files, ...(sheet && { sheet }) } } }
}

/** The id of a file that was taken in, by what stands in a draft. */
export const fileIdOf = (ref: string): number | undefined => (ref.startsWith(stored) ? Number(ref.slice(stored.length)) : undefined)
