import { largestFile } from '../message/accepted-files.ts'
import { NotNow } from './channel.ts'

type DownloadParts = {
  /** Asks for the file; nothing where there is no address of it that may be asked. */
  get: () => Promise<Response | undefined>
  /** The statuses with which a platform says that it has the file no more. */
  gone: readonly number[]
  /** What may be told of an error: its own words may hold an address, and that a secret. */
  told: (error: unknown) => string
}

/** The bytes of a file, read no further than the largest that is taken. Throws `NotNow` where they can't be had now. */
export async function download({ get, gone, told }: DownloadParts): Promise<Uint8Array | { refused: 'too-large' | 'gone' }> {
  try {
    const response = await get()
    if (!response || gone.includes(response.status)) return { refused: 'gone' }
    if (!response.ok || !response.body) throw new NotNow(`a file was not downloaded: http ${response.status}`)
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of response.body as AsyncIterable<Uint8Array>) {
      length += piece.length
      if (length > largestFile) return { refused: 'too-large' }
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    throw error instanceof NotNow ? error : new NotNow(`a file was not downloaded: ${told(error)}`)
  }
}
