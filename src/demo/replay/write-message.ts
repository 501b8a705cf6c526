import type { Part } from '../../message/message.ts'

/** A part of a message as lines of a transcript: strong words between two asterisks, a quote behind a bar, cells of a table between bars. */
export function partLines(part: Part): string[] {
  if (part.kind === 'table') return [...(part.header ? [part.header] : []), ...part.rows].map((cells) => cells.join(' | '))
  const text = part.spans.map((span) => (span.style === 'strong' && span.text.trim() ? `**${span.text}**` : span.text)).join('')
  return text.split('\n').map((line) => (part.kind === 'quote' ? `| ${line}` : line))
}

/** Whether a message that was changed now only says, on a line more, which of its buttons was chosen: that is what everybody expects. */
export const onlyClosed = (before: readonly string[], now: readonly string[], buttonsLeft: boolean): boolean =>
  !buttonsLeft && now.length === before.length + 1 && before.every((line, i) => now[i] === line)
