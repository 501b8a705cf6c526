import { z } from 'zod'
import { channelNames } from './references.ts'

const ChatRef = z.object({ channel: z.enum(channelNames), id: z.string(), kind: z.enum(['private', 'room']) })
const PersonRef = z.object({ channel: z.enum(channelNames), id: z.string() })

/** A file that a person sent; `ref` is what the channel needs to fetch it. */
export const IncomingFile = z.object({
  ref: z.string(),
  name: z.string(),
  type: z.string().optional(),
  size: z.number().int().nonnegative().optional(),
})
export type IncomingFile = z.output<typeof IncomingFile>

/** The first sheet of a small workbook that was sent alone, row by row, as the house has read it; no channel sets it. */
export const Sheet = z.array(z.array(z.union([z.string(), z.number()])))
export type Sheet = z.output<typeof Sheet>

/** What a person did. */
export const Body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** `/capaian SETDA` arrives as name `capaian`, argument `SETDA`. */
  /** `called` is all that was said to the bot by its name, without a slash: the first word may be no command. */
  z.object({ kind: z.literal('command'), name: z.string(), argument: z.string(), called: z.string().optional() }),
  /** A tap on a button; `token` is what the outgoing message carried. */
  z.object({ kind: z.literal('press'), token: z.string() }),
  z.object({ kind: z.literal('upload'), files: z.array(IncomingFile).min(1), caption: z.string().optional(), sheet: Sheet.optional() }),
  /** A phone number; `own` where the platform vouches that it is the sender's. */
  z.object({ kind: z.literal('contact'), phone: z.string(), own: z.boolean() }),
  /** Something that the house does not read: a voice note, a sticker. */
  z.object({ kind: z.literal('unreadable'), what: z.string() }),
  /** The house itself: a conversation was left lying. It goes the way of every letter, in the order of its chat. */
  z.object({ kind: z.literal('wake'), conversation: z.number().int(), what: z.enum(['ask-again', 'close']) }),
  /** `moved`: the room goes on under another id, `to`, or has gone on here and was `from` before (a Telegram group that became a supergroup). */
  z.object({
    kind: z.literal('membership'),
    change: z.enum(['joined', 'left', 'blocked', 'moved']),
    to: z.string().optional(),
    from: z.string().optional(),
  }),
])
export type Body = z.output<typeof Body>

/** What came in, whatever the channel. `id` is the platform's own, so that a repeat is recognised. `at` is an ISO instant in UTC. */
export const Incoming = z.object({
  id: z.string(),
  chat: ChatRef,
  person: PersonRef,
  at: z.string(),
  body: Body,
  /** The message that this is, where people may edit one; `edited`: it was said before, and says something else now. */
  message: z.object({ id: z.string(), edited: z.boolean() }).optional(),
  /** What people call the room that it was said in, where the platform tells. */
  roomName: z.string().optional(),
  /** The platform's id of the message that this one answers, in the same chat. */
  replyTo: z.string().optional(),
  /** Names what this is a part of, where a platform delivers an album piece by piece: the parts become one upload. */
  album: z.string().optional(),
})
export type Incoming = z.output<typeof Incoming>
