import type { Part } from '../../message/message.ts'
import type { Span } from '../../text/span.ts'
import type { Outgoing } from '../channel.ts'
import { LocalBody, tokensOf } from './body.ts'
import type { LocalFile } from './body.ts'
import type { LocalRow } from './ports.ts'

/** A message of the bot as the local chat keeps it: parts stay data, because the page writes them as text and never as HTML. */
export const render = (outgoing: Outgoing, files: LocalFile[], before?: LocalBody): LocalBody => ({
  parts: outgoing.parts.map(safePart),
  buttons: outgoing.buttons.filter((row) => row.length > 0),
  files,
  edited: before !== undefined,
  closed: before ? tokensOf(before) : [],
})

/** A link may lead to a web page or a mailbox, and nowhere else: a script in it would run in the page. */
const safePart = (part: Part): Part => (part.kind === 'table' ? part : { ...part, spans: part.spans.map(safeSpan) })
const safeSpan = (span: Span): Span => {
  if (span.link === undefined || /^(?:https?:\/\/|mailto:)/i.test(span.link)) return span
  const { link: _, ...plain } = span
  return plain
}

/** What a person said, in the same shape as what the bot says. */
export const renderSaid = (id: string, text: string, files: LocalFile[]): LocalBody => ({
  id,
  parts: text ? [{ kind: 'paragraph', spans: [{ text }] }] : [],
  buttons: [],
  files,
  edited: false,
  closed: [],
})

/** A message as the HTTP interface gives it. */
export type ShownMessage = {
  id: string
  revision: number
  /** The id that the sender gave; null for the bot. */
  clientId: string | null
  /** The seat that wrote it; null for the bot. */
  author: string | null
  at: string
  replyTo: string | null
  /** All of it as plain text, for scripts. */
  text: string
  parts: LocalBody['parts']
  buttons: { label: string; token: string; style: 'primary' | 'danger' | null; pressed: boolean }[][]
  files: (LocalFile & { url: string })[]
  edited: boolean
}

/** A stored message for the page and for scripts. Throws where it is not what this channel stores. */
export function showMessage(row: LocalRow): ShownMessage {
  const body = LocalBody.parse(row.body)
  return {
    id: String(row.id),
    revision: row.revision,
    clientId: body.id ?? null,
    author: row.author,
    at: row.at.toISOString(),
    replyTo: row.replyTo === null ? null : String(row.replyTo),
    text: body.parts.map(plainPart).join('\n'),
    parts: body.parts,
    buttons: body.buttons.map((line) =>
      line.map(({ label, token, style }) => ({ label, token, style: style ?? null, pressed: body.pressed?.token === token })),
    ),
    files: body.files.map((file) => ({ ...file, url: `${seatPath(row.chatId)}/files/${file.id}` })),
    edited: body.edited,
  }
}

/** The address of a seat: `/local/seats/kota-bekasi/kabag-hukum`. */
export const seatPath = (chatId: string): string => `/local/seats/${chatId.split('/').map(encodeURIComponent).join('/')}`

const plainSpans = (spans: Span[]): string => spans.map(({ text }) => text).join('')
const plainPart = (part: Part): string =>
  part.kind === 'table'
    ? [...(part.header ? [part.header] : []), ...part.rows].map((cells) => cells.join(' | ')).join('\n')
    : plainSpans(part.spans)
