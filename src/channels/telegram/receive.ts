import type { Body, Incoming, IncomingFile } from '../../message/incoming.ts'
import { chatOf, incomingId } from './references.ts'
import type { Place } from './references.ts'
import { unreadKinds } from './update.ts'
import type { Member, Message, Update } from './update.ts'

/** The bot itself, as its token and getMe tell. The name is unknown until Telegram was reached. */
export type Bot = { id: string; username?: string }

/** An update as the house takes it from any channel; nothing where nobody said or did anything that concerns it. A press has no time of its own: `now` is when it came. */
export function receive(update: Update, bot: Bot, now: Date): Incoming | undefined {
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update
  if (message) return receiveMessage(message, update.update_id, bot)
  if (edited) return receiveEdit(edited, update.update_id, bot)
  if (press) {
    if (!press.message || press.data === undefined) return undefined
    return incoming(
      { id: incomingId(bot.id, update.update_id), place: press.message, from: press.from, date: now.getTime() / 1000 },
      { kind: 'press', token: press.data },
    )
  }
  if (member) {
    const change = membershipOf(member.chat.type, member.old_chat_member, member.new_chat_member)
    if (!change) return undefined
    return incoming(
      { id: incomingId(bot.id, update.update_id), place: member, from: member.from, date: member.date },
      { kind: 'membership', change },
    )
  }
  return undefined
}

/** How the id of an edit begins. */
const editing = 'edit:'

type Frame = {
  id: string
  place: Place & { reply_to_message?: Message['reply_to_message'] }
  from: { id: number }
  /** Unix time in seconds. */
  date: number
  /** The message itself, where it may answer another or be part of an album. */
  said?: Message
}

function incoming({ id, place, from, date, said }: Frame, body: Body): Incoming {
  const answered = said && answeredBy(said)
  const roomName = roomNameOf(place)
  return {
    id,
    chat: chatOf(place),
    person: { channel: 'telegram', id: String(from.id) },
    at: new Date(date * 1000).toISOString(),
    body,
    ...(said && { message: { id: String(said.message_id), edited: id.startsWith(editing) } }),
    ...(roomName !== undefined && { roomName }),
    ...(answered !== undefined && { replyTo: String(answered) }),
    // The parts of an album come as messages of their own, and nothing says which is the last: the inbox puts them together.
    ...(said?.media_group_id !== undefined && { album: `${said.chat.id}/${said.media_group_id}` }),
  }
}

/** A group by its title, with the topic where its name comes along. */
function roomNameOf({ chat, is_topic_message: topic, reply_to_message: opening }: Frame['place']): string | undefined {
  if (chat.type === 'private' || chat.title === undefined) return undefined
  const name = topic ? opening?.forum_topic_created?.name : undefined
  return name === undefined ? chat.title : `${chat.title} · ${name}`
}

/** In a topic every message answers the one that opened it; that is no answer. */
const answeredBy = (message: Message): number | undefined => {
  const answered = message.reply_to_message?.message_id
  return message.is_topic_message && answered === message.message_thread_id ? undefined : answered
}

/** A message of a person: bots, channels and anonymous admins are nobody. */
const speaks = (message: Message): message is Message & { from: { id: number } } =>
  message.from !== undefined && !message.from.is_bot && message.sender_chat === undefined && message.chat.type !== 'channel'

function receiveMessage(message: Message, updateId: number, bot: Bot): Incoming | undefined {
  const id = incomingId(bot.id, updateId, message.message_id)
  const move = moveIn(message)
  if (move) return incoming({ id, place: message, from: message.from ?? { id: 0 }, date: message.date }, move)
  if (!speaks(message)) return undefined
  const body = bodyOf(message, bot)
  return body && incoming({ id, place: message, from: message.from, date: message.date, said: message }, body)
}

/** Telegram tells of a move twice, in the old chat and in the new one; either may be missed. */
function moveIn({ migrate_to_chat_id: to, migrate_from_chat_id: from }: Message): Body | undefined {
  if (to !== undefined) return { kind: 'membership', change: 'moved', to: String(to) }
  return from === undefined ? undefined : { kind: 'membership', change: 'moved', from: String(from) }
}

/** An edit says again what its message said: the value in it takes the place of the one before, as long as that is not saved. */
function receiveEdit(message: Message, updateId: number, bot: Bot): Incoming | undefined {
  if (!speaks(message) || message.edit_date === undefined || message.edit_date === message.date) return undefined
  const text = message.text ?? message.caption
  const body = text === undefined ? undefined : wordsOf(text, bot)
  const id = `${editing}${incomingId(bot.id, updateId, message.message_id)}`
  return (
    body &&
    incoming({ id, place: message, from: message.from, date: message.edit_date, said: { ...message, media_group_id: undefined } }, body)
  )
}

function bodyOf(message: Message, bot: Bot): Body | undefined {
  if (message.text !== undefined) return wordsOf(message.text, bot)
  const { contact, from } = message
  if (contact) return { kind: 'contact', phone: contact.phone_number, own: contact.user_id !== undefined && contact.user_id === from?.id }
  const unread = unreadKindOf(message)
  if (unread) return { kind: 'unreadable', what: unread }
  const files = filesOf(message)
  // What is left are notes of Telegram itself: somebody joined, a message was pinned.
  if (files.length === 0) return undefined
  return { kind: 'upload', files, ...(message.caption && { caption: message.caption }) }
}

const command = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]+))?(?:\s+([\s\S]*))?$/i

/** Text or command; nothing for a command to another bot. */
function wordsOf(text: string, bot: Bot): Body | undefined {
  const [, name, to, argument] = command.exec(text) ?? []
  if (name === undefined) return { kind: 'text', text }
  if (to !== undefined && bot.username !== undefined && to.toLowerCase() !== bot.username.toLowerCase()) return undefined
  return { kind: 'command', name: name.toLowerCase(), argument: (argument ?? '').trim() }
}

/** The largest of a photo's sizes comes last. */
function filesOf({ photo, document, date }: Message): IncomingFile[] {
  const largest = photo?.at(-1)
  if (largest) {
    const day = new Date(date * 1000).toISOString().slice(0, 10)
    const name = `${day}-${largest.file_unique_id}.jpg`
    return [{ ref: largest.file_id, name, type: 'image/jpeg', ...(largest.file_size !== undefined && { size: largest.file_size }) }]
  }
  if (!document) return []
  const { file_id: ref, file_name: name, file_unique_id: unique, mime_type: type, file_size: size } = document
  return [{ ref, name: name ?? unique, ...(type !== undefined && { type }), ...(size !== undefined && { size }) }]
}

const unreadKindOf = (message: Message): string | undefined => unreadKinds.find((kind) => message[kind] !== undefined)

const present = ({ status, is_member: member, can_send_messages: may }: Member): boolean =>
  status === 'member' ||
  status === 'administrator' ||
  status === 'creator' ||
  (status === 'restricted' && member !== false && may !== false)

function membershipOf(chatType: string, before: Member, after: Member): 'joined' | 'left' | 'blocked' | undefined {
  if (present(before) === present(after)) return undefined
  if (present(after)) return 'joined'
  return chatType === 'private' || after.status === 'restricted' ? 'blocked' : 'left'
}
