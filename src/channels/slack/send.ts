import { z } from 'zod'
import type { ChatRef } from '../../message/references.ts'
import type { Delivery, Outgoing } from '../channel.ts'
import { rateLimited } from './api.ts'
import type { Answer, SlackApi } from './api.ts'
import { messageId, placeOf, threadOf } from './references.ts'
import type { Place } from './references.ts'
import { render } from './render.ts'
import type { Body } from './render.ts'
import { goneForEdit, verdictOn } from './verdict.ts'

const Posted = z.object({ channel: z.string(), ts: z.string() })
const Opened = z.object({ channel: z.object({ id: z.string() }) })
const mark = 'capaian_letter'
const Letter = z.object({ letter: z.number(), page: z.number() })
const History = z.object({
  messages: z
    .array(z.object({ ts: z.string(), metadata: z.object({ event_type: z.string(), event_payload: z.unknown() }).optional() }))
    .default([]),
})
/** No previews of what a link leads to. */
const quiet = { unfurl_links: false, unfurl_media: false }
/** How far back a letter is looked for: its answer was lost a moment ago, or before its process ended. */
const lookBack = 100

/** The direct channels of people, as Slack opened them. Only a courtesy to it: what is not known is asked for again. */
export type DirectChannels = Map<string, string>

/** Sends a letter, or puts it in the place of a message. Where it may have arrived before, it is looked for first. */
export async function send(api: SlackApi, direct: DirectChannels, outgoing: Outgoing): Promise<Delivery> {
  const { chat, tried } = outgoing
  const bodies = render(outgoing)
  const thread = threadOf(outgoing.replyTo, chat.kind)
  const mayHaveArrived = tried !== undefined && tried.why !== rateLimited
  const before = mayHaveArrived ? await lookUp(api, direct, chat, thread, outgoing.outboxId) : new Map<number, Place>()
  if ('kind' in before) return before
  const replaced = placeOf(outgoing.replaces)
  if (outgoing.file && before.size === 0) {
    const refused = await sendFile(api, direct, chat, thread, outgoing.file)
    if (refused) return refused
    if (outgoing.parts.length === 0 && outgoing.buttons.flat().length === 0) return { kind: 'sent', id: `file:${outgoing.outboxId}` }
  }
  let last: Place | undefined
  for (const [page, body] of bodies.entries()) {
    const found = before.get(page)
    if (found) last = found
    else {
      const edits = page === 0 && replaced !== undefined
      const put = await place(
        api,
        chat,
        thread,
        body,
        { event_type: mark, event_payload: { letter: outgoing.outboxId, page } },
        edits ? replaced : undefined,
      )
      if ('kind' in put) return put
      if (chat.kind === 'private') direct.set(chat.id, put.channel)
      last = put
    }
  }
  return last ? { kind: 'sent', id: messageId(last) } : { kind: 'refused', why: 'nothing to send', unreachable: false }
}

async function place(
  api: SlackApi,
  chat: ChatRef,
  thread: string | undefined,
  body: Body,
  metadata: { event_type: string; event_payload: { letter: number; page: number } },
  replaces: Place | undefined,
): Promise<Place | Delivery> {
  const content = { ...body, metadata }
  if (replaces) {
    const edited = await api.call('chat.update', { channel: replaces.channel, ts: replaces.ts, ...content })
    if (edited.ok) return replaces
    if (!goneForEdit(edited.failure)) return verdictOn(edited.failure)
  }
  // A person's id stands for the direct channel with them, which Slack opens by itself.
  return posted(await api.call('chat.postMessage', { channel: chat.id, ...content, ...quiet, ...(thread && { thread_ts: thread }) }))
}

function posted(answer: Answer): Place | Delivery {
  if (!answer.ok) return verdictOn(answer.failure)
  const read = Posted.safeParse(answer.result)
  return read.success ? read.data : { kind: 'later', afterMs: 1000, scope: 'chat', why: 'an answer of Slack could not be read' }
}

/** The pages of a letter that are there already, by the metadata that it carries. */
async function lookUp(
  api: SlackApi,
  direct: DirectChannels,
  chat: ChatRef,
  thread: string | undefined,
  letter: number,
): Promise<Map<number, Place> | Delivery> {
  const channel = await channelOf(api, direct, chat)
  if (typeof channel !== 'string') return channel
  const method = thread ? 'conversations.replies' : 'conversations.history'
  const answer = await api.call(method, { channel, ...(thread && { ts: thread }), limit: lookBack, include_all_metadata: true })
  if (!answer.ok) {
    // The thread is gone, and its letters with it.
    if (answer.failure.kind === 'said-no' && answer.failure.code === 'thread_not_found') return new Map()
    return verdictOn(answer.failure)
  }
  const found = new Map<number, Place>()
  for (const { ts, metadata } of History.parse(answer.result).messages) {
    const payload = metadata?.event_type === mark ? Letter.safeParse(metadata.event_payload) : undefined
    if (payload?.success && payload.data.letter === letter) found.set(payload.data.page, { channel, ts })
  }
  return found
}

/** The channel of a chat: a room's own, and of a person the direct one, opened where it is not known. */
async function channelOf(api: SlackApi, direct: DirectChannels, chat: ChatRef): Promise<string | Delivery> {
  const known = chat.kind === 'room' ? chat.id : direct.get(chat.id)
  if (known !== undefined) return known
  const answer = await api.call('conversations.open', { users: chat.id })
  if (!answer.ok) return verdictOn(answer.failure)
  const { id } = Opened.parse(answer.result).channel
  direct.set(chat.id, id)
  return id
}

async function sendFile(
  api: SlackApi,
  direct: DirectChannels,
  chat: ChatRef,
  thread: string | undefined,
  file: NonNullable<Outgoing['file']>,
): Promise<Delivery | undefined> {
  const channel = await channelOf(api, direct, chat)
  if (typeof channel !== 'string') return channel
  const answer = await api.upload({
    channel_id: channel,
    ...(thread && { thread_ts: thread }),
    filename: file.name,
    title: file.name,
    file: Buffer.from(file.bytes),
  })
  return answer.ok ? undefined : verdictOn(answer.failure)
}
