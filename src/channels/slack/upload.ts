import { z } from 'zod'
import type { FileContent } from '../channel.ts'
import type { Failure, SlackApi } from './api.ts'

const Ticket = z.object({ upload_url: z.string(), file_id: z.string() })

/** What became of a file: it is there; it is not; what it holds could not be put where Slack said; or nobody knows, and then it is known by its id. */
export type Uploaded =
  { kind: 'there' } | { kind: 'failed' | 'not-put'; failure: Failure } | { kind: 'unsure'; id: string; failure: Failure }

/** Puts a file into a channel, in the three calls that this takes. Nobody sees it before the last of them was carried out. */
export async function upload(api: SlackApi, file: FileContent, to: { channel: string; thread: string | undefined }): Promise<Uploaded> {
  const begun = await api.call('files.getUploadURLExternal', { filename: file.name, length: file.bytes.length })
  if (!begun.ok) return { kind: 'failed', failure: begun.failure }
  const ticket = Ticket.safeParse(begun.result)
  if (!ticket.success) return { kind: 'failed', failure: { kind: 'answer-lost', why: 'an answer of Slack could not be read' } }
  const { upload_url: url, file_id: id } = ticket.data
  const put = await api.put(url, file.bytes)
  if (!put.ok) return { kind: 'not-put', failure: put.failure }
  const shared = await api.call('files.completeUploadExternal', {
    files: [{ id, title: file.name }],
    channel_id: to.channel,
    ...(to.thread && { thread_ts: to.thread }),
  })
  if (shared.ok) return { kind: 'there' }
  const { failure } = shared
  return failure.kind === 'answer-lost' ? { kind: 'unsure', id, failure } : { kind: 'failed', failure }
}
