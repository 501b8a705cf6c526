import type { Part, Span } from '../../message/message.ts'
import type { TokenButton } from '../channel.ts'
import { Html } from './html.ts'
import { cutLine, lengthOf, linesOf } from './lines.ts'
import type { Line } from './lines.ts'

export const limits = { text: 4096, caption: 1024, tokenBytes: 64 } as const

/** A message's text as Telegram takes it, as plain text, and its length there. */
export type Piece = { html: Html; plain: string; length: number }

/**
 * The text of a message, in pieces that Telegram takes, split at lines; blocks that are split are closed and opened again. None where
 * there is no text at all.
 */
export function renderText(parts: readonly Part[], limit: number = limits.text): Piece[] {
  const groups: Line[][] = []
  let length = 0
  for (const line of linesOf(parts).flatMap((one) => cutLine(one, limit))) {
    const more = lengthOf(line) + 1
    const last = groups.at(-1)
    if (last && length + more <= limit) {
      last.push(line)
      length += more
    } else {
      groups.push([line])
      length = more - 1
    }
  }
  return groups.filter((lines) => lines.some((line) => line.spans.some(({ text }) => text.trim() !== ''))).map(pieceOf)
}

function pieceOf(lines: readonly Line[]): Piece {
  const blocks: Line[][] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (last?.[0]?.block === line.block) last.push(line)
    else blocks.push([line])
  }
  const html = Html.join(blocks.map(blockOf), '\n')
  const plain = lines.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n')
  return { html, plain, length: plain.length }
}

function blockOf(lines: readonly Line[]): Html {
  const inner = Html.join(
    lines.map(({ spans }) => Html.join(spans.map(spanOf))),
    '\n',
  )
  switch (lines[0]?.block) {
    case 'pre':
      return Html.of`<pre>${inner}</pre>`
    case 'quote':
      return Html.of`<blockquote>${inner}</blockquote>`
    case 'text':
    case undefined:
      return inner
  }
}

function spanOf({ text, style, link }: Span): Html {
  const marked = style === 'strong' ? Html.of`<b>${text}</b>` : style === 'code' ? Html.of`<code>${text}</code>` : Html.of`${text}`
  // A link may lead to a web page and nowhere else. Code can't be a link there.
  return link !== undefined && style !== 'code' && /^https?:\/\//i.test(link) ? Html.of`<a href="${link}">${marked}</a>` : marked
}

/** The buttons under a message. Throws where a token is longer than Telegram takes: tokens are ours. */
export function renderButtons(buttons: readonly (readonly TokenButton[])[]): {
  inline_keyboard: { text: string; callback_data: string }[][]
} {
  const rows = buttons.filter((row) => row.length > 0)
  for (const { token } of rows.flat())
    if (Buffer.byteLength(token) > limits.tokenBytes) throw new Error(`a button's token has more than ${limits.tokenBytes} bytes`)
  return { inline_keyboard: rows.map((row) => row.map(({ label, token }) => ({ text: label, callback_data: token }))) }
}
