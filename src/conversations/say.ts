import type { Button, Message, Part, Span, Subject, Urgency } from '../message/message.ts'
import type { Texts, TextKey, TextValues } from '../text/texts.ts'

/** A paragraph from the catalogue. */
export const line = (texts: Texts, key: TextKey, values?: TextValues): Part => ({ kind: 'paragraph', spans: texts.spans(key, values) })

/** A paragraph of spans put together. */
export const spans = (...parts: (Span | Span[] | string)[]): Part => ({
  kind: 'paragraph',
  spans: parts.flatMap((part) => (typeof part === 'string' ? [{ text: part }] : part)),
})

/** A heading line: strong, what the message is about. */
export const heading = (text: string): Part => spans({ text, style: 'strong' })

/** What somebody wrote, quoted as they wrote it. */
export const quote = (text: string): Part => ({ kind: 'quote', spans: [{ text }] })

/** A message of parts; an answer unless said otherwise. */
export function message(
  parts: Part[],
  more: {
    buttons?: Button[][]
    about?: Subject
    urgency?: Urgency
    replaces?: number
    file?: Message['file']
    unwritten?: Message['unwritten']
  } = {},
): Message {
  const { urgency = 'answer', ...rest } = more
  return { parts, urgency, ...rest }
}
