import type { MovableClock } from '../../clock.ts'
import type { Locale, Texts } from '../../text/texts.ts'
import type { FileContent } from '../channel.ts'

/** A role as it stands today, with its scope in words. */
export type SeatRole = { role: string; agency: string | null; unit: string | null }

/** A person who can be played, or a room, as the store knows it. `id` is the chat's id: `kota-bekasi/kabag-hukum`. */
export type SeatRow = {
  id: string
  kind: 'private' | 'room'
  name: string
  government: { key: string; name: string; zone: string }
  /** The agency that the person's first role is in; a room's own. Null for those of the whole government. */
  agency: { key: string; name: string } | null
  /** Empty for a room. */
  roles: SeatRole[]
}

/** A stored message. `body` is checked by the channel; `author` is null for the bot. */
export type LocalRow = {
  id: number
  chatId: string
  author: string | null
  body: unknown
  at: Date
  replyTo: number | null
  revision: number
}

/** Which governments a request may see: the demo ones, and those named. */
export type Shown = { others: string[] }

/** The local chat's own platform: what another channel has on the other side of the network. */
export type LocalPlatform = {
  /** Gives everybody of the shown governments who has none an account on this channel, as their platform gives it elsewhere. */
  admit: (shown: Shown) => Promise<void>
  seats: (shown: Shown, today: Date) => Promise<SeatRow[]>
  /** The government of a chat, by the person or room that it belongs to; nothing where there is no such chat. */
  governmentOf: (chatId: string) => Promise<number | undefined>
  /** A message of a person. The same `clientId` in a chat again gives the message that is there. */
  addSaid: (said: {
    chatId: string
    author: string
    clientId: string
    body: unknown
    at: Date
    replyTo: number | null
  }) => Promise<{ row: LocalRow; repeated: boolean }>
  /** A message of the bot. The same `outboxId` again gives the message that is there. */
  addSent: (sent: { chatId: string; outboxId: number; body: unknown; at: Date; replyTo: number | null }) => Promise<LocalRow>
  sentBefore: (outboxId: number) => Promise<LocalRow | undefined>
  /** Puts another body in the message's place (only while it stands at a revision, where one is given); nothing where there is no such message of the bot in the chat. */
  edit: (chatId: string, id: number, body: unknown, ifRevision?: number) => Promise<LocalRow | undefined>
  find: (chatId: string, id: number) => Promise<LocalRow | undefined>
  /** A message of the chat that carries a file: a file is given only to those who were sent it. */
  carries: (chatId: string, fileId: number) => Promise<LocalRow | undefined>
  /** Changed since a revision, oldest change first. */
  changedIn: (chatId: string, after: number, limit: number) => Promise<LocalRow[]>
  /** The newest messages of a chat (before one of them, where asked), oldest first. */
  newest: (chatId: string, limit: number, before?: number) => Promise<LocalRow[]>
  /** The chats in which something changed since a revision. */
  changedChats: (after: number) => Promise<string[]>
  /** The revision of the newest change of all; 0 when nothing was ever said. */
  revision: () => Promise<number>
}

/** Keeps files. The same content under the same name gives the same number again. */
export type FileKeeper = {
  put: (file: FileContent, owner: { governmentId: number | null; at: Date }) => Promise<number>
  get: (id: number) => Promise<FileContent | undefined>
}

/** What the local chat needs of the house. */
export type LocalPorts = {
  platform: LocalPlatform
  files: FileKeeper
  clock: MovableClock
  /** Whether the clock may be moved: only where nobody's real work hangs on it. */
  demo: boolean
  /** Moves the house's clock and remembers where it stands. */
  moveClock: (to: Date) => Promise<void>
  /** When the next thing happens by itself (a reminder, a due date), if anything will. */
  nextMoment: () => Promise<Date | undefined>
  texts: Record<Locale, Texts>
  /** Governments beside the demo ones that are shown to whoever brings the token of the start line's link. */
  others: { governments: string[]; token: string } | null
  /** The seats that the page opens at first; empty: an officer, a verifier, a head and a room of one agency. */
  openSeats: string[]
}
