import { z } from 'zod'

// What is read of an update of the Bot API, and nothing more: a new field or kind of message must never stop the intake.

/** Unix time in seconds, of a moment that there is: one that can't be written as a date would be asked for again for ever. */
const Moment = z.number().min(0).max(8.64e12)
const User = z.object({ id: z.number(), is_bot: z.boolean() })
const Chat = z.object({ id: z.number(), type: z.enum(['private', 'group', 'supergroup', 'channel']), title: z.string().optional() })
/** What a message answers; in a topic, where it answers nothing else, the message that opened it. */
const Answered = z.object({ message_id: z.number(), forum_topic_created: z.object({ name: z.string() }).optional() })
const Photo = z.object({ file_id: z.string(), file_unique_id: z.string(), file_size: z.number().optional() })
const Document = z.object({
  file_id: z.string(),
  file_unique_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
})

/** Kinds of content that are not read; the first that a message has names it. An animation is a document too, so it comes first. */
export const unreadKinds = [
  'animation',
  'voice',
  'audio',
  'video',
  'video_note',
  'sticker',
  'location',
  'venue',
  'poll',
  'dice',
  'story',
] as const
const unread = z.unknown().optional()
/** `user_id` is set by Telegram where the number is an account's; nobody can set another's. */
const Contact = z.object({ phone_number: z.string(), user_id: z.number().optional() })

const Message = z.object({
  message_id: z.number(),
  date: Moment,
  edit_date: Moment.optional(),
  chat: Chat,
  from: User.optional(),
  /** Set where a channel or an anonymous admin writes: nobody whom the house could know. */
  sender_chat: z.unknown().optional(),
  message_thread_id: z.number().optional(),
  is_topic_message: z.boolean().optional(),
  reply_to_message: Answered.optional(),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(Photo).optional(),
  document: Document.optional(),
  contact: Contact.optional(),
  migrate_to_chat_id: z.number().optional(),
  migrate_from_chat_id: z.number().optional(),
  ...(Object.fromEntries(unreadKinds.map((kind) => [kind, unread])) as Record<(typeof unreadKinds)[number], typeof unread>),
})
export type Message = z.output<typeof Message>

const Member = z.object({ status: z.string(), is_member: z.boolean().optional(), can_send_messages: z.boolean().optional() })
export type Member = z.output<typeof Member>

export const Update = z.object({
  update_id: z.number(),
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: User,
      data: z.string().optional(),
      /** Without its content where it is old. */
      message: z
        .object({
          message_id: z.number(),
          chat: Chat,
          message_thread_id: z.number().optional(),
          is_topic_message: z.boolean().optional(),
          reply_to_message: Answered.optional(),
        })
        .optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat: Chat, from: User, date: Moment, old_chat_member: Member, new_chat_member: Member }).optional(),
})
export type Update = z.output<typeof Update>

/** The kinds that are asked for; everything else stays with Telegram. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const
