import type { FileContent, Outgoing } from '../channel.ts'
import { messageIdOf } from './references.ts'
import { limits, renderButtons, renderText } from './render.ts'
import type { Piece } from './render.ts'

type Buttons = ReturnType<typeof renderButtons>

/** One call of the Bot API that a letter takes. */
export type Step =
  | { kind: 'text'; piece: Piece; buttons?: Buttons; asksContact?: string; replyTo?: number }
  | { kind: 'edit'; piece: Piece; buttons?: Buttons; messageId: number }
  | { kind: 'unbutton'; messageId: number }
  | { kind: 'file'; file: FileContent; caption?: Piece; buttons?: Buttons; replyTo?: number }

/**
 * The calls of a letter, in their order. Buttons stand under the last; a text that is too long for a caption follows its picture. A
 * picture can't take the place of a text, so there the old message only loses its buttons.
 */
export function stepsOf(outgoing: Outgoing): Step[] {
  const { parts, file } = outgoing
  const pieces = renderText(parts)
  const buttons = outgoing.buttons.some((row) => row.length > 0) ? renderButtons(outgoing.buttons) : undefined
  const replaces = messageIdOf(outgoing.replaces)
  const replyTo = messageIdOf(outgoing.replyTo)
  const steps: Step[] = []
  if (file) {
    const [only] = pieces
    const caption = pieces.length === 1 && only && only.length <= limits.caption ? only : undefined
    if (replaces !== undefined) steps.push({ kind: 'unbutton', messageId: replaces })
    steps.push({ kind: 'file', file, ...(caption && { caption }), ...(replyTo !== undefined && { replyTo }) })
    if (!caption) steps.push(...pieces.map((piece): Step => ({ kind: 'text', piece })))
  } else {
    for (const [at, piece] of pieces.entries()) {
      if (at === 0 && replaces !== undefined) steps.push({ kind: 'edit', piece, messageId: replaces })
      else steps.push({ kind: 'text', piece, ...(at === 0 && replyTo !== undefined && { replyTo }) })
    }
  }
  const last = steps.at(-1)
  if (last && buttons && last.kind !== 'unbutton') return [...steps.slice(0, -1), { ...last, buttons }]
  // Telegram has one kind of buttons under a message, and asks for a number in private chats alone.
  const { asksContact, chat } = outgoing
  if (last?.kind === 'text' && asksContact !== undefined && chat.kind === 'private')
    return [...steps.slice(0, -1), { ...last, asksContact }]
  return steps
}
