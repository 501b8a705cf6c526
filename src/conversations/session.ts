import type { Button, Message, Part, Subject } from '../message/message.ts'
import type { Action } from '../message/action.ts'
import type { IncomingFile, Sheet } from '../message/incoming.ts'
import type { ChatRef } from '../message/references.ts'
import type { Texts } from '../text/texts.ts'
import type { AlertLevel } from '../domain/leadership/alerts.ts'
import type { Viewer } from '../domain/requests/requests.ts'

/** A conversation as it lies in the database. `state` is JSON, checked by the conversation's own schema when it is taken up. */
export type Session = {
  id: number
  name: string
  version: number
  step: string
  state: unknown
  status: 'active' | 'suspended'
  openedAt: string
}

/** What becomes of a session in this turn. */
export type SessionChange =
  | { kind: 'keep'; id: number; name: string; version: number; step: string; state: unknown; status: 'active' | 'suspended' }
  | { kind: 'end'; id: number; status: 'finished' | 'discarded' | 'expired' }

/** What a turn comes to: what is said here, what others are told, and what is remembered. */
export type Turn = {
  messages: Letter[]
  notices?: Notice[]
  sessions: SessionChange[]
  /** The pressed button was taken: its message is closed. */ chosen?: boolean
}

/** A message for the chat that spoke. */
export type Letter = Message

/**
 * Who else is told: a person in their own chat, those who verify an agency's reports, a room, the rooms that hear of an agency's alerts of a
 * level; or `lettersOn`: every message on a topic is changed in its place, wherever it was sent.
 */
export type Recipient =
  | { personId: number }
  | { verifiersOf: { agencyId: number; unitId?: number; orAdmins?: true } }
  | { room: string }
  | { roomsOver: number; level: AlertLevel }
  | { lettersOn: string }

/** What others are told, written in the language of each. A newer notice on the same topic takes the place of an unanswered one. */
export type Notice = { to: Recipient; write: (texts: Texts) => Message; topic?: string }

/** All that a turn knows from the start; everything else it asks for. */
export type Setting = {
  viewer: Viewer
  chat: ChatRef
  /** What people call the room, where the platform tells. */
  roomName?: string
  texts: Texts
  textsOf: (locale: 'id' | 'en') => Texts
  /** ISO instant in UTC, and the plain date in the viewer's zone. */
  now: string
  today: string
  /** The id that a session opened in this turn gets. */
  freshId: number
  active?: Session
  suspended: Session[]
  /** The message that carried a pressed button, or that this one answers. */
  pressed?: {
    outboxId: number
    parts: Part[]
    label: string
    action: Action
    once: boolean
    already?: { label: string; at: string; by: string }
    forOther: boolean
    fate?: 'finished' | 'discarded' | 'expired'
  }
  repliedTo?: Subject
  /** The message that is answered now, where its author may edit it; `edited`: they have, and it was said before. */
  said?: { id: string; edited: boolean }
  /** Where a room speaks: the agencies that it covers, and the language it reads. */
  room?: { covers: 'all' | number[]; locale: 'id' | 'en' }
}

/** What a step hears. */
export type Said =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; id: string }
  | { kind: 'files'; files: IncomingFile[]; caption?: string; sheet?: Sheet }

export const nothing: Turn = { messages: [], sessions: [] }

/** Two turns after each other, as one. */
export const both = (first: Turn, second: Turn): Turn => ({
  messages: [...first.messages, ...second.messages],
  notices: [...(first.notices ?? []), ...(second.notices ?? [])],
  sessions: [...first.sessions, ...second.sessions],
  ...((first.chosen || second.chosen) && { chosen: true }),
})

/** A turn that only tells others. */
export const tells = (...notices: Notice[]): Turn => ({ messages: [], notices, sessions: [] })

/** A turn that only says something. */
export const says = (...messages: Letter[]): Turn => ({ messages, sessions: [] })

/** Buttons of which each does its thing whenever it is pressed. */
export const button = (label: string, action: Action, style?: Button['style']): Button => ({
  label,
  action,
  once: false,
  ...(style && { style }),
})
/** A button of a set of which one is chosen; then the message says which. */
export const onceButton = (label: string, action: Action, style?: Button['style']): Button => ({
  label,
  action,
  once: true,
  ...(style && { style }),
})
