import type { ChatRef } from '../../message/references.ts'

export type Place = {
  chat: { id: number; type: string; title?: string | undefined }
  message_thread_id?: number | undefined
  is_topic_message?: boolean | undefined
}

/** The chat of a message. A topic of a forum is a chat of its own: `-100123:45`. Threads of replies elsewhere are none. */
export const chatOf = ({ chat, message_thread_id: thread, is_topic_message: topic }: Place): ChatRef => ({
  channel: 'telegram',
  id: topic && thread !== undefined ? `${chat.id}:${thread}` : String(chat.id),
  kind: chat.type === 'private' ? 'private' : 'room',
})

/** Chat and topic as the Bot API wants them. */
export function targetOf(chatId: string): { chat_id: number; message_thread_id?: number } {
  const [chat, thread] = chatId.split(':')
  return { chat_id: Number(chat), ...(thread !== undefined && { message_thread_id: Number(thread) }) }
}

/**
 * The id under which an incoming is kept. Updates are numbered for each bot, so the bot stands in it: after a change of bots nothing new
 * is taken for a repeat. The message stands at its end, for answers to it.
 */
export const incomingId = (botId: string, updateId: number | string, messageId?: number): string =>
  `${botId}:${updateId}${messageId === undefined ? '' : `:m${messageId}`}`

/** The id of a letter: the number of its last message, which has the buttons, and those of the ones before it: `125+124`. */
export const sentId = (numbers: readonly number[]): string => numbers.toReversed().join('+')

/** The message that an id means: of a letter that was sent the last one of it, or an incoming. */
export function messageIdOf(id: string | undefined): number | undefined {
  const found = /^(?:|.*:m)(\d{1,15})(?:\+[\d+]+)?$/.exec(id ?? '')
  return found ? Number(found[1]) : undefined
}
