import { z } from 'zod'
import type { ChatRef } from '../../message/references.ts'
import type { Delivery } from '../channel.ts'
import type { SlackApi } from './api.ts'
import type { Place } from './references.ts'
import { verdictOn } from './verdict.ts'

const Opened = z.object({ channel: z.object({ id: z.string() }) })
const mark = 'capaian_letter'
const Letter = z.object({ letter: z.number(), page: z.number() })
const History = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_type: z.string(), event_payload: z.unknown() }).optional(),
        files: z.array(z.object({ id: z.string() })).nullish(),
      }),
    )
    .default([]),
})
/**
 * How far back a letter is looked for: its answer was lost a moment ago, or before its process ended. Of a thread Slack tells the oldest
 * first, so it is asked for all that it tells at once.
 * @source https://docs.slack.dev/reference/methods/conversations.replies
 */
const lookBack = { history: 100, replies: 1000 }

/** The direct channels of people, as Slack opened them. Only a courtesy to it: what is not known is asked for again. */
export type DirectChannels = Map<string, string>

/** What of a letter stands in its channel: its pages, by the metadata that they carry, and all files that were sent there lately. */
export type Found = { pages: Map<number, Place>; files: Set<string> }

/** What each page of a letter carries, unseen, so that it can be found again. */
export const markOf = (letter: number, page: number) => ({ event_type: mark, event_payload: { letter, page } })

/** Looks for a letter in its channel, or in the thread where it belongs. */
export async function lookUp(
  api: SlackApi,
  direct: DirectChannels,
  chat: ChatRef,
  thread: string | undefined,
  letter: number,
): Promise<Found | Delivery> {
  const channel = await channelOf(api, direct, chat)
  if (typeof channel !== 'string') return channel
  const where = thread ? 'replies' : 'history'
  const found: Found = { pages: new Map(), files: new Set() }
  const answer = await api.call(`conversations.${where}`, {
    channel,
    ...(thread && { ts: thread }),
    limit: lookBack[where],
    include_all_metadata: true,
  })
  if (!answer.ok) {
    // The thread is gone, and its letters with it.
    if (answer.failure.kind === 'said-no' && answer.failure.code === 'thread_not_found') return found
    return verdictOn(answer.failure)
  }
  for (const { ts, metadata, files } of History.parse(answer.result).messages) {
    const payload = metadata?.event_type === mark ? Letter.safeParse(metadata.event_payload) : undefined
    if (payload?.success && payload.data.letter === letter) found.pages.set(payload.data.page, { channel, ts })
    for (const { id } of files ?? []) found.files.add(id)
  }
  return found
}

/** The channel of a chat: a room's own, and of a person the direct one, opened where it is not known. */
export async function channelOf(api: SlackApi, direct: DirectChannels, chat: ChatRef): Promise<string | Delivery> {
  const known = chat.kind === 'room' ? chat.id : direct.get(chat.id)
  if (known !== undefined) return known
  const answer = await api.call('conversations.open', { users: chat.id })
  if (!answer.ok) return verdictOn(answer.failure)
  const { id } = Opened.parse(answer.result).channel
  direct.set(chat.id, id)
  return id
}
