import type { FastifyInstance } from 'fastify'
import type { Incoming, IncomingFile } from '../message/incoming.ts'
import type { Part, Urgency } from '../message/message.ts'
import type { ChannelName, ChatRef } from '../message/references.ts'

/** A file with its content, ready to go out or just come in. */
export type FileContent = { name: string; type: string; bytes: Uint8Array }

/** A button as a channel sees it: what it does is known above, by its token. `asks`: a press leads to the question for a value, for channels that open a form for it at once. */
export type TokenButton = { label: string; token: string; style?: 'primary' | 'danger'; asks?: 'value' }

/** A message on its way: what to render, and where it goes. `outboxId` lets a channel find out whether it was sent before. */
export type Outgoing = {
  outboxId: number
  chat: ChatRef
  parts: Part[]
  buttons: TokenButton[][]
  file?: FileContent
  /** The label of a button by which people share their own phone number, where a platform has such a one. */
  asksContact?: string
  /** The platform's id of the message that this one answers. */
  replyTo?: string
  /** The platform's id of the message to edit instead of sending a new one. */
  replaces?: string
  urgency: Urgency
  /** It was tried before, and why that came to nothing; null where a process ended meanwhile. A channel that can find out whether it arrived looks first. */
  tried?: { why: string | null }
}

/**
 * What became of it. `later` obeys the platform's own waiting time, in the scope that it means; `unsure` may have arrived, its answer was
 * lost: that of its `file`, where it has one that nobody knows to be there; `file-lost`: its file is not taken there, or was sent as often
 * as may be, and its words can go without; `refused` is for good. `movedTo`: as the platform said meanwhile, the chat goes on under this id.
 */
export type Delivery = { movedTo?: string } &
  /** Of a letter that went as several messages, all their ids joined by `+`, the one with the buttons first. */
  (
    | { kind: 'sent'; id: string }
    | { kind: 'later'; afterMs: number; scope: 'bot' | 'chat'; why: string }
    | { kind: 'unsure'; of: 'words' | 'file'; afterMs: number; why: string }
    | { kind: 'file-lost'; why: string }
    | { kind: 'refused'; why: string; unreachable: boolean }
  )

/** At most `count` messages in any span of `perMs` milliseconds. */
export type Rate = { count: number; perMs: number }

/** How often a platform lets a bot send: over all chats together, and in each chat of a kind. All of a list hold at once. */
export type Limits = { bot: Rate[]; private: Rate[]; room: Rate[] }

/** For a platform that takes whatever comes. */
export const noLimits: Limits = { bot: [], private: [], room: [] }

/** What nobody types by hand in a minute. */
export const typedPerMinute = 60

/** A platform can't give now what it is asked for; it may, after so long. */
export class NotNow extends Error {
  readonly afterMs: number
  constructor(why: string, afterMs = 5_000) {
    super(why)
    this.afterMs = afterMs
  }
}

/** The port of a channel. Nothing optional: a channel that has no web routes registers none. */
export type Channel = {
  name: ChannelName
  limits: Limits
  /** How many messages of one chat are read within a minute; more are kept unread. More than anybody types, and no flood. */
  readsPerMinute: number
  /** Whether a button that asks for a value opens a form to type it into. */
  forms: boolean
  /** Adds its own routes (webhook, local page) to the house's one HTTP server, before that starts to listen. */
  routes: (server: FastifyInstance, keep: Keep) => void
  /** Begins to receive. Every incoming is kept (stored) before the platform is told that it arrived. */
  start: (keep: Keep) => Promise<void>
  send: (outgoing: Outgoing) => Promise<Delivery>
  /** Shows in a chat that an answer is being made, where that takes long ("typing"). Never fails: it is a courtesy. */
  working: (chat: ChatRef) => Promise<void>
  /** The content of a file that a person sent; refused with a reason where it is too large or gone. Rejects with `NotNow` where it may be had later. */
  fetch: (file: IncomingFile) => Promise<FileContent | { refused: 'too-large' | 'gone' }>
  stop: () => Promise<void>
}

/** Stores what came in; resolves once it is stored. A repeat resolves too, and does nothing. Rejects when storing failed. */
export type Keep = (incoming: Incoming) => Promise<void>

/** The token of a button: the outbox row that carries it and its place there. At most 64 bytes on every platform. */
export const buttonToken = (outboxId: number, index: number): string => `${outboxId}.${index}`

/** Outbox row and place of a token, or nothing where it is not one of ours. */
export function readButtonToken(token: string): { outboxId: number; index: number } | undefined {
  const match = /^(\d{1,9})\.(\d{1,2})$/.exec(token)
  return match ? { outboxId: Number(match[1]), index: Number(match[2]) } : undefined
}

/** Whose turn it is to ask a platform for what came in, where several processes have the same bot. Asked once a second while it is had, and while it is waited for. */
export type Turn = { ours: () => Promise<boolean>; leave: () => Promise<unknown> }
/** There is nobody else. */
export const always: Turn = { ours: () => Promise.resolve(true), leave: () => Promise.resolve() }
