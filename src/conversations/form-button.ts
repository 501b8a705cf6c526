import type { Button } from '../message/message.ts'
import type { Texts } from '../text/texts.ts'
import { button } from './session.ts'
import type { Turn } from './session.ts'

/** The same question with a button that opens the form for its value once more. */
export const withForm = (turn: Turn, conversation: number, texts: Texts): Turn => {
  const again: Button = { ...button(texts.plain('common.change'), { kind: 'resume', conversation }), asks: 'value', onlyForm: true }
  return { ...turn, messages: turn.messages.map((asking) => ({ ...asking, buttons: [...(asking.buttons ?? []), [again]] })) }
}
