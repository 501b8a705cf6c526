import { NotNow } from '../../channels/channel.ts'
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

/** What could not be taken, and whether it is no longer there where it was sent. */
export type RefusedFile = { name: string; gone: boolean }

/** What was taken in; nothing of the incoming is left where it was files alone and none could be taken. */
export type TakenIn = { incoming?: Incoming; refused: RefusedFile[] }

/**
 * Takes the files of an incoming into the house before it is understood: a network call has no place in a transaction. From here on a file
 * goes by its id. One that can't be taken holds up neither the others nor what was written with them; nor does one, at the `last` attempt,
 * that its platform did not give at any: whoever sent it is asked for it again.
 */
export async function takeInFiles(incoming: Incoming, governmentId: number, now: Date, door: FileDoor, last: boolean): Promise<TakenIn> {
  const { body } = incoming
  if (body.kind !== 'upload') return { incoming, refused: [] }
  const files: IncomingFile[] = []
  const refused: RefusedFile[] = []
  let sheet: Sheet | undefined
  for (const file of body.files) {
    // Known before anything is fetched: nobody waits for what is refused.
    const content = isAccepted(file)
      ? await door.fetch(incoming.chat.channel, file).catch((error: unknown) => {
          if (last && error instanceof NotNow) return { refused: 'gone' as const }
          throw error
        })
      : { refused: 'not-accepted' as const }
    if ('refused' in content) {
      refused.push({ name: file.name, gone: content.refused === 'gone' })
      continue
    }
    if (body.files.length === 1 && isWorkbook(file)) sheet = await door.sheet(content.bytes)
    files.push({ ...file, ref: `${stored}${await door.keep(content, governmentId, now)}` })
  }
  const { caption } = body
  if (files.length > 0) return { incoming: { ...incoming, body: { ...body, files, ...(sheet && { sheet }) } }, refused }
  return { ...(caption !== undefined && { incoming: { ...incoming, body: { kind: 'text', text: caption } } }), refused }
}

/** The id of a file that was taken in, by what stands in a draft. */
export const fileIdOf = (ref: string): number | undefined => (ref.startsWith(stored) ? Number(ref.slice(stored.length)) : undefined)
