import { within } from '../../text/within.ts'

/** Text that Slack shows as it stands: no markup, no emoji by name. */
export type PlainText = { type: 'plain_text'; text: string; emoji: false }

/** A text within a limit, as plain text. A longer one ends with an ellipsis; Slack takes no empty one. */
export const plainText = (text: string, limit: number): PlainText => ({
  type: 'plain_text',
  text: within(text, limit) || ' ',
  emoji: false,
})
