import { z } from 'zod'
import { largestFile } from '../../message/accepted-files.ts'
import type { IncomingFile } from '../../message/incoming.ts'
import { NotNow } from '../channel.ts'
import type { FileContent } from '../channel.ts'
import { download } from '../download.ts'
import { codeOf, sayFailure } from './api.ts'
import type { SlackApi } from './api.ts'

const Info = z.object({
  file: z.object({
    size: z.number().nullish(),
    mimetype: z.string().nullish(),
    url_private: z.string().nullish(),
    url_private_download: z.string().nullish(),
  }),
})
/** These will never be there again; any other failure is one of now. */
const gone = new Set(['file_not_found', 'file_deleted', 'access_denied', 'not_visible'])

/** The content of a file that a person sent. Throws `NotNow` where Slack does not give it now. */
export async function fetchFile(api: SlackApi, file: IncomingFile): Promise<FileContent | { refused: 'too-large' | 'gone' }> {
  if ((file.size ?? 0) > largestFile) return { refused: 'too-large' }
  const answer = await api.call('files.info', { file: file.ref })
  if (!answer.ok) {
    if (answer.failure.kind === 'said-no' && gone.has(answer.failure.code)) return { refused: 'gone' }
    const wait = answer.failure.kind === 'rate-limited' ? answer.failure.afterMs : undefined
    throw new NotNow(`files.info: ${sayFailure(answer.failure)}`, wait)
  }
  const info = Info.parse(answer.result).file
  if ((info.size ?? 0) > largestFile) return { refused: 'too-large' }
  const url = info.url_private_download ?? info.url_private
  const bytes = await download({ get: async () => (url ? api.download(url) : undefined), gone: [404, 410], told: codeOf })
  if ('refused' in bytes) return bytes
  return { name: file.name, type: info.mimetype ?? file.type ?? 'application/octet-stream', bytes }
}
