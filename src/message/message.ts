import type { Span } from '../text/span.ts'
import type { Action } from './action.ts'

export type { Span }

/** A row of a list of bars: drawn as text where a channel has no pictures. */
export type Part =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'table'; header?: string[]; rows: string[][]; /** right-aligned columns */ numeric?: number[] }
  | { kind: 'quote'; spans: Span[] }

/** What a message is about, so that a reply to it is understood. */
export type Subject =
  | { kind: 'indicator'; agencyId: number; indicatorId: number; year: number; quarter: 0 | 1 | 2 | 3 | 4 }
  | { kind: 'tasks'; items: Extract<Subject, { kind: 'indicator' }>[] }
  | { kind: 'question'; alertIds: number[] }

export type Button = {
  label: string
  action: Action
  /** One of a set of which only one is ever chosen; the message is then edited to say which. Others may be pressed again and again. */
  once: boolean
  style?: 'primary' | 'danger'
  /** A press leads to the question for a value: some channels open a form for it at once. */
  asks?: 'value'
  /** Of use only where a press opens such a form; elsewhere people just type. */
  onlyForm?: true
}

/** A picture or document as a question: it is drawn when the message is sent, outside any transaction. */
export type FileRequest =
  | { kind: 'agency-picture'; agencyId: number; year: number; quarter: 0 | 1 | 2 | 3 | 4; locale: 'id' | 'en' }
  /** An agency's indicators by quarter, up to one. */
  | { kind: 'heat-map'; agencyId: number; year: number; quarter: 0 | 1 | 2 | 3 | 4; locale: 'id' | 'en' }
  /** Agencies of one government by their mean; `who` is how the group is called, the government where nothing is said. */
  | { kind: 'league-picture'; who?: string; agencyIds: number[]; year: number; quarter: 0 | 1 | 2 | 3 | 4; locale: 'id' | 'en' }
  /** A file that was kept; `gone` is said where it is no longer there. Letters of an earlier version have no locale. */
  | { kind: 'stored'; fileId: number; gone: Part; locale?: 'id' | 'en' }

/**
 * Words as a question: they are written when the message is sent, as things stand then, outside any transaction. A message that would say
 * what already stands there is not sent.
 */
export type TextRequest = { kind: 'unit-standing' } & UnitPeriod & { governmentId: number; locale: 'id' | 'en' }
/** The reports of one unit of an agency (of none, where it is absent) and period. */
export type UnitPeriod = { agencyId: number; unitId?: number; year: number; quarter: 0 | 1 | 2 | 3 | 4 }

/** `answer` to a person who waits goes before `notice`, and that before `bulk`. */
export const urgencies = ['answer', 'notice', 'bulk'] as const
export type Urgency = (typeof urgencies)[number]

/** What goes out. Channels render it; nobody above a channel writes HTML or mrkdwn. */
export type Message = {
  parts: Part[]
  buttons?: Button[][]
  file?: FileRequest
  /** Offers to share one's own phone number, by a button of the keyboard with this label, where a platform has such a one. */
  asksContact?: string
  unwritten?: TextRequest
  /** Said in words beside a picture, for those who cannot see it. */
  about?: Subject
  /** The message of the outbox that this one takes the place of (paging, a pressed button). */
  replaces?: number
  urgency: Urgency
}
