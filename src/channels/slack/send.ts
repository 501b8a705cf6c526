import { z } from 'zod'
import type { Logger } from '../../logger.ts'
import type { ChatRef } from '../../message/references.ts'
import type { Delivery, FileContent, Outgoing } from '../channel.ts'
import { createFloodScope } from '../flood-scope.ts'
import { rateLimited } from './api.ts'
import type { SlackApi } from './api.ts'
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
/** Why a letter waits of which something may be there: it is looked for, unlike one whose very first call was put off. */
const limitedOnItsWay = `${rateLimited}, part of it may be there`

/** What is known of a letter that takes several calls: its pages that are there, whether its file is, and the ids under which it may be. */
type Progress = { pages: Map<number, Place>; fileThere: boolean; uploads: string[] }

export type SendParts = { api: SlackApi; logger: Logger; now: () => number }

/**
 * Sends letters, or puts them in the place of messages. A letter that was tried before is looked for first. What is remembered between
 * attempts only spares people repeats: it may be lost.
 */
export function createSend({ api, logger, now }: SendParts): (outgoing: Outgoing) => Promise<Delivery> {
  const direct: DirectChannels = new Map()
  const progresses = new Map<number, Progress>()
  const floodScope = createFloodScope()

  /** Puts the file there, unless it is; nothing where the letter goes on. */
  const sendFile = async (
    { outboxId, chat }: Outgoing,
    file: FileContent,
    thread: string | undefined,
    progress: Progress,
    found: Found,
  ): Promise<Delivery | undefined> => {
    // Pages follow the file: where one is, so is it.
    progress.fileThere ||= progress.pages.size > 0 || progress.uploads.some((id) => found.files.has(id))
    if (progress.fileThere) return undefined
    if (progress.uploads.length >= mostUploads) {
      logger.warn({ outbox: outboxId }, 'the answer to a file was lost twice: it is not sent a third time')
      return undefined
    }
    const channel = await channelOf(api, direct, chat)
    if (typeof channel !== 'string') return channel
    const uploaded = await upload(api, file, { channel, thread })
    if (uploaded.kind === 'unsure') progress.uploads.push(uploaded.id)
    if (uploaded.kind !== 'there') return verdictOn(uploaded.failure)
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
      if (outgoing.parts.length === 0 && outgoing.buttons.flat().length === 0)
        return progress.fileThere
          ? { kind: 'sent', id: `file:${outgoing.outboxId}` }
          : { kind: 'refused', why: 'answer lost twice', unreachable: false }
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
    const progress: Progress = progresses.get(outboxId) ?? { pages: new Map(), fileThere: false, uploads: [] }
    const mayHaveArrived = tried !== undefined && tried.why !== rateLimited
    const found: Found | Delivery = mayHaveArrived
      ? await lookUp(api, direct, chat, threadOf(outgoing.replyTo, chat.kind), outboxId)
      : { pages: new Map(), files: new Set() }
    const delivery = 'kind' in found ? found : await sendOn(outgoing, progress, found)
    progresses.delete(outboxId)
    const begun = progress.fileThere || progress.pages.size > 0 || progress.uploads.length > 0
    if (begun && delivery.kind === 'later') progresses.set(outboxId, progress)
    const limited = delivery.kind === 'later' && delivery.why === rateLimited
    return limited && (begun || 'kind' in found) ? { ...delivery, why: limitedOnItsWay } : delivery
  }
}
