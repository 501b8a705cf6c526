import type { Delivery } from '../channel.ts'
import type { Failure } from './api.ts'

/** Nobody is reached there any more, until they let the bot in again: blocked, kicked, restricted, or the chat or its topic is gone. */
const unreachable = [
  /chat not found/i,
  /user not found/i,
  /not enough rights/i,
  /have no rights/i,
  /CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|PEER_ID_INVALID/,
  /message thread not found/i,
  /bot is not a member/i,
  /group chat was (upgraded|deactivated)/i,
]
/** A group may let the bot write there and not send files. */
const noMedia = /not enough rights to send (?:photos|documents|media)|CHAT_SEND_(?:PHOTOS|DOCS|MEDIA)_FORBIDDEN/i

const soonMs = 1_000
/** The token was taken back: only the operator mends that, and letters wait for it. */
const tokenMs = 60_000

/** What a failed call means for its letter: for its words, or its file alone. `flood` says which scope a 429 is meant in. */
export function deliveryOf(
  failure: Failure,
  of: 'words' | 'file',
  flood: () => 'bot' | 'chat',
): Exclude<Delivery, { kind: 'sent' | 'file-lost' }> {
  if (failure.kind === 'not-sent') return { kind: 'later', afterMs: soonMs, scope: 'bot', why: failure.why }
  if (failure.kind === 'answer-lost') return { kind: 'unsure', of, afterMs: soonMs, why: failure.why }
  const { code, description, retryAfter } = failure
  const why = `${code}: ${description}`
  if (code === 429) return { kind: 'later', afterMs: (retryAfter ?? 1) * 1000, scope: flood(), why }
  if (code >= 500) return { kind: 'later', afterMs: soonMs, scope: 'bot', why }
  if (code === 401 || code === 404) return { kind: 'later', afterMs: tokenMs, scope: 'bot', why }
  const nobody = code === 403 || (unreachable.some((shape) => shape.test(description)) && !noMedia.test(description))
  return { kind: 'refused', why, unreachable: nobody }
}

/** Shapes of refusals that have an answer of their own. The Bot API has no codes for them. */
export const refusals = {
  notModified: /message is not modified/i,
  /** What was to be edited is gone or too old. */
  notEditable: /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i,
  /** It is a picture: its words are a caption. */
  noText: /there is no text in the message to edit/i,
  badMarkup: /can't parse entities/i,
  badPicture: /PHOTO_INVALID_DIMENSIONS|IMAGE_PROCESS_FAILED|PHOTO_EXT_INVALID|too big for a photo/i,
} as const

export const isRefusal = (failure: Failure, shape: RegExp): boolean =>
  failure.kind === 'said-no' && failure.code === 400 && shape.test(failure.description)
