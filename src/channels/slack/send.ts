import { z } from 'zod'
import type { ChatRef } from '../../message/references.ts'
import type { Delivery, FileContent, Outgoing } from '../channel.ts'
import { createFloodScope } from '../flood-scope.ts'
import { rateLimited, sayFailure } from './api.ts'
import type { Failure, SlackApi } from './api.ts'
import { channelOf, lookUp, markOf } from './look-up.ts'
import type { DirectChannels, Found } from './look-up.ts'
import { messageId, placeOf, threadOf } from './references.ts'
import type { Place } from './references.ts'
import { render } from './render.ts'
import type { Body } from './render.ts'
import { upload } from './upload.ts'
import { goneForEdit, verdictOn } from './verdict.ts'

const Posted = z.object({ channel: z.string(), ts: z.string() })
/** No previews of what a link leads to. */
const quiet = { unfurl_links: false, unfurl_media: false }
/** So many people's direct channels are remembered, and how far so many letters have come. */
const mostRemembered = 20_000
/** A file whose answer was lost is sent once more, where it is not found, and then no more. */
const mostUploads = 2
/**
 * What can't be put where Slack said is tried for some seconds more, what is too slow on its way once more: the whole chat waits behind it,
 * and there may be a wall between here and where Slack keeps files.
 */
const mostPuts = 6
const putsOf = (failure: Failure): number => (failure.kind === 'answer-lost' && failure.late ? mostPuts / 2 : 1)
/** Why a letter waits of which something may be there: it is looked for, unlike one whose very first call was put off. */
const limitedOnItsWay = `${rateLimited}, part of it may be there`

/**
 * What is known of a letter that takes several calls: its pages that are there, whether its file is, the ids under which it may be, and how
 * often it could not be put.
 */
type Progress = { pages: Map<number, Place>; fileThere: boolean; uploads: string[]; puts: number }

export type SendParts = { api: SlackApi; now: () => number }

/**
 * Sends letters, or puts them in the place of messages. A letter that was tried before is looked for first. What is remembered between
 * attempts only spares people repeats: it may be lost.
 */
export function createSend({ api, now }: SendParts): (outgoing: Outgoing) => Promise<Delivery> {
  const direct: DirectChannels = new Map()
  const progresses = new Map<number, Progress>()
  const floodScope = createFloodScope()

  /** Puts the file there, unless it is; nothing where the letter goes on. */
  const sendFile = async (
    { chat }: Outgoing,
    file: FileContent,
    thread: string | undefined,
    progress: Progress,
    found: Found,
  ): Promise<Delivery | undefined> => {
    // Pages follow the file: where one is, so is it.
    progress.fileThere ||= progress.pages.size > 0 || progress.uploads.some((id) => found.files.has(id))
    if (progress.fileThere) return undefined
    if (progress.uploads.length >= mostUploads) return { kind: 'file-lost', why: 'its answer was lost twice' }
    const channel = await channelOf(api, direct, chat)
    if (typeof channel !== 'string') return channel
    const uploaded = await upload(api, file, { channel, thread })
    if (uploaded.kind === 'unsure') progress.uploads.push(uploaded.id)
    if (uploaded.kind !== 'there') {
      const { kind, failure } = uploaded
      if (kind === 'not-put') progress.puts += putsOf(failure)
      const verdict = verdictOn(failure)
      // Where its words may be said, they need not go down with it.
      const refused = verdict.kind === 'refused' && !verdict.unreachable
      return refused || progress.puts >= mostPuts ? { kind: 'file-lost', why: sayFailure(failure) } : verdict
    }
    progress.fileThere = true
    return undefined
  }

  /** A page in the place of a message, or as a new one. */
  const place = async (
    chat: ChatRef,
    thread: string | undefined,
    content: Body & { metadata: ReturnType<typeof markOf> },
    replaces: Place | undefined,
  ): Promise<Place | Delivery> => {
    if (replaces) {
      const edited = await api.call('chat.update', { channel: replaces.channel, ts: replaces.ts, ...content })
      if (edited.ok) return replaces
      if (!goneForEdit(edited.failure)) return verdictOn(edited.failure)
    }
    // A person's id stands for the direct channel with them, which Slack opens by itself.
    const answer = await api.call('chat.postMessage', { channel: chat.id, ...content, ...quiet, ...(thread && { thread_ts: thread }) })
    if (!answer.ok) return verdictOn(answer.failure, () => floodScope(chat.id, now()))
    const read = Posted.safeParse(answer.result)
    return read.success ? read.data : { kind: 'later', afterMs: 1000, scope: 'chat', why: 'an answer of Slack could not be read' }
  }

  const sendOn = async (outgoing: Outgoing, progress: Progress, found: Found): Promise<Delivery> => {
    const { chat, file } = outgoing
    const thread = threadOf(outgoing.replyTo, chat.kind)
    for (const [page, at] of found.pages) progress.pages.set(page, at)
    if (file) {
      const failed = await sendFile(outgoing, file, thread, progress, found)
      if (failed) return failed
      if (outgoing.parts.length === 0 && outgoing.buttons.flat().length === 0) return { kind: 'sent', id: `file:${outgoing.outboxId}` }
    }
    const replaced = placeOf(outgoing.replaces)
    let last: Place | undefined
    for (const [page, body] of render(outgoing).entries()) {
      const put =
        progress.pages.get(page) ??
        (await place(chat, thread, { ...body, metadata: markOf(outgoing.outboxId, page) }, page === 0 ? replaced : undefined))
      if ('kind' in put) return put
      progress.pages.set(page, put)
      if (chat.kind === 'private') direct.set(chat.id, put.channel)
      last = put
    }
    return last ? { kind: 'sent', id: messageId(last) } : { kind: 'refused', why: 'nothing to send', unreachable: false }
  }

  return async (outgoing) => {
    const { outboxId, chat, tried } = outgoing
    if (direct.size > mostRemembered) direct.clear()
    if (progresses.size > mostRemembered) progresses.clear()
    const progress: Progress = progresses.get(outboxId) ?? { pages: new Map(), fileThere: false, uploads: [], puts: 0 }
    const mayHaveArrived = tried !== undefined && tried.why !== rateLimited
    const found: Found | Delivery = mayHaveArrived
      ? await lookUp(api, direct, chat, threadOf(outgoing.replyTo, chat.kind), outboxId)
      : { pages: new Map(), files: new Set() }
    const delivery = 'kind' in found ? found : await sendOn(outgoing, progress, found)
    progresses.delete(outboxId)
    const begun = progress.fileThere || progress.pages.size > 0 || progress.uploads.length > 0
    if ((begun || progress.puts > 0) && delivery.kind === 'later') progresses.set(outboxId, progress)
    const limited = delivery.kind === 'later' && delivery.why === rateLimited
    return limited && (begun || 'kind' in found) ? { ...delivery, why: limitedOnItsWay } : delivery
  }
}
