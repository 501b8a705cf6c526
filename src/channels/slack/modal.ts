import { z } from 'zod'
import type { Incoming } from '../../message/incoming.ts'
import type { ChatRef } from '../../message/references.ts'
import type { Texts } from '../../text/texts.ts'
import type { BlockActions, ViewSubmission } from './payload.ts'
import { plainText } from './plain-text.ts'
import type { Block } from './render.ts'
import { incomingId, isDirect, placeOf, privateChat, roomChat } from './references.ts'

/** What a modal remembers between opening and submitting: the chat, and the question that the value answers once that is known. */
const Memory = z.object({
  chat: z.string(),
  kind: z.enum(['private', 'room']),
  question: z.string().optional(),
  thread: z.string().optional(),
})
export type ModalMemory = z.output<typeof Memory>

export const valueCallback = 'value'
const input = { block: 'value', action: 'typed' }
/** A value with its money and its words of explanation is far shorter. */
const longestValue = 1000

export type View = Record<string, unknown> & { type: 'modal' | 'home'; blocks: Block[] }

/** A button that leads to the question for a value, and what a modal needs to be opened for it; nothing for any other press. */
export function askedForValue(payload: BlockActions): { trigger: string; press: string; memory: ModalMemory } | undefined {
  const action = payload.actions.find(({ action_id: id }) => id.startsWith('value:'))
  const { channel_id: channel, message_ts: ts, thread_ts: thread } = payload.container
  if (!action || !channel || !ts) return undefined
  const chat = isDirect(channel) ? privateChat(payload.user.id) : roomChat(channel)
  const memory = { chat: chat.id, kind: chat.kind, ...(chat.kind === 'room' && { thread: thread ?? ts }) }
  const press = incomingId.asking({ channel, ts }, thread, payload.user.id, action.action_ts)
  return { trigger: payload.trigger_id, press, memory }
}

/** The modal in which a value is typed, known by the press that it was opened for. `question` is what the house asks; before it is known the modal says that it is on its way. */
export function valueModal(texts: Texts, press: string, memory: ModalMemory, question: Block[] | undefined): View {
  const waiting: Block = { type: 'section', text: plainText(texts.plain('slack.modal.waiting'), 3000) }
  return {
    type: 'modal',
    callback_id: valueCallback,
    external_id: press,
    private_metadata: JSON.stringify(memory),
    title: plainText(texts.plain('slack.modal.title'), 24),
    submit: plainText(texts.plain('slack.modal.submit'), 24),
    close: plainText(texts.plain('slack.modal.close'), 24),
    blocks: [
      ...(question ?? [waiting]),
      {
        type: 'input',
        // The same in both views: what was typed while the question was on its way stays.
        block_id: input.block,
        label: plainText(texts.plain('slack.modal.label'), 2000),
        element: { type: 'plain_text_input', action_id: input.action, max_length: longestValue, focus_on_load: true },
      },
    ],
  }
}

/** A submitted value as a text of the person: it is read like one that was typed in the chat, and answered there. */
export function readSubmission({ user, view }: ViewSubmission, now: Date): Incoming[] {
  const text = view.state.values[input.block]?.[input.action]?.value?.trim()
  const memory = memoryOf(view.private_metadata)
  if (view.callback_id !== valueCallback || !memory || !text) return []
  const chat: ChatRef = { channel: 'slack', id: memory.chat, kind: memory.kind }
  // In a room the answer belongs into the thread of the button.
  const thread = memory.kind === 'room' && memory.thread ? { channel: memory.chat, ts: memory.thread } : undefined
  return [
    {
      id: thread ? incomingId.press(thread, undefined, view.id) : incomingId.other('view', view.id),
      chat,
      person: { channel: 'slack', id: user.id },
      at: now.toISOString(),
      body: { kind: 'text', text },
      ...(placeOf(memory.question) && { replyTo: memory.question }),
    },
  ]
}

function memoryOf(metadata: string): ModalMemory | undefined {
  try {
    const read = Memory.safeParse(JSON.parse(metadata))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
