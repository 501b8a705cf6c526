import { largestFile } from '../../message/accepted-files.ts'
import type { IncomingFile } from '../../message/incoming.ts'
import { NotNow } from '../channel.ts'
import type { FileContent } from '../channel.ts'
import { download } from '../download.ts'
import { sayFailure } from './api.ts'
import type { TelegramApi } from './api.ts'

const downloadMs = 60_000

/**
 * The content of a file that a person sent. Its size is looked at before anything is fetched. Throws `NotNow` where Telegram does not
 * give it now; the error names no address, because that holds the token.
 */
export async function fetchFile(
  file: IncomingFile,
  api: TelegramApi,
  timeoutMs: number,
): Promise<FileContent | { refused: 'too-large' | 'gone' }> {
  if ((file.size ?? 0) > largestFile) return { refused: 'too-large' }
  const answer = await api.call('getFile', { file_id: file.ref }, { timeoutMs })
  if (!answer.ok) {
    const { failure } = answer
    if (failure.kind === 'said-no' && failure.code === 400) return { refused: /too big/i.test(failure.description) ? 'too-large' : 'gone' }
    const wait = failure.kind === 'said-no' && failure.retryAfter !== undefined ? failure.retryAfter * 1000 : undefined
    throw new NotNow(`Telegram did not give a file: ${sayFailure(failure)}`, wait)
  }
  const { path, size } = placeOf(answer.result)
  if (path === undefined) return { refused: 'gone' }
  if ((size ?? 0) > largestFile) return { refused: 'too-large' }
  const bytes = await download({
    get: () => fetch(api.fileUrl(path), { signal: AbortSignal.timeout(downloadMs) }),
    gone: [404],
    told: (error) => (error instanceof Error ? error.name : 'unknown'),
  })
  if ('refused' in bytes) return bytes
  return { name: file.name, type: file.type ?? 'application/octet-stream', bytes }
}

function placeOf(result: unknown): { path?: string; size?: number } {
  if (typeof result !== 'object' || result === null) return {}
  return {
    ...('file_path' in result && typeof result.file_path === 'string' && { path: result.file_path }),
    ...('file_size' in result && typeof result.file_size === 'number' && { size: result.file_size }),
  }
}
