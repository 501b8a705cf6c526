import type { Texts } from '../../text/texts.ts'
import type { Outgoing } from '../channel.ts'
import type { Logger } from '../../logger.ts'
import type { SlackApi } from './api.ts'
import { sayFailure } from './api.ts'
import { valueModal } from './modal.ts'
import type { ModalMemory } from './modal.ts'
import { partBlocks } from './render.ts'

/** A modal that waits for the question that it belongs to. */
type Waiting = { view: string; memory: ModalMemory; texts: Texts; until: number }

/** Modals that were opened at once, before the house knew its question, and are filled when that goes out. */
export type OpenModals = {
  /** Opens one for a press that came at `since`. A modal that does not open is no loss: the question comes in the chat too. */
  open: (trigger: string, memory: ModalMemory, texts: Texts, since: number) => Promise<void>
  /** Puts what was just sent to a chat into the modal that waits there; its submission is then an answer to that message. */
  fill: (outgoing: Outgoing, sentAs: string) => Promise<void>
}

/** The house answers within moments; what is said later is about something else. */
const patienceMs = 10_000
const mostBlocks = 20

/** Keeps open modals in memory: they live for seconds, and nothing depends on them. `now` is in milliseconds. */
export function createOpenModals(api: SlackApi, logger: Logger, now: () => number): OpenModals {
  const waiting = new Map<string, Waiting>()
  const said = new Map<string, { outgoing: Outgoing; sentAs: string; at: number }>()
  const forget = () => {
    for (const [chat, { until }] of waiting) if (until < now()) waiting.delete(chat)
    for (const [chat, { at }] of said) if (at + patienceMs < now()) said.delete(chat)
  }
  const update = async ({ view, memory, texts }: Waiting, { parts }: Outgoing, question: string) => {
    const filled = valueModal(texts, { ...memory, question }, partBlocks(parts, mostBlocks))
    const answer = await api.call('views.update', { view_id: view, view: filled })
    if (!answer.ok) logger.debug({ why: sayFailure(answer.failure) }, 'a modal of Slack was not filled')
  }
  return {
    open: async (trigger, memory, texts, since) => {
      forget()
      const answer = await api.call('views.open', { trigger_id: trigger, view: valueModal(texts, memory, undefined) })
      const opened = answer.ok ? answer.result['view'] : undefined
      if (!answer.ok) logger.debug({ why: sayFailure(answer.failure) }, 'a modal of Slack was not opened')
      if (typeof opened !== 'object' || opened === null || !('id' in opened) || typeof opened.id !== 'string') return
      const modal = { view: opened.id, memory, texts, until: now() + patienceMs }
      // The house may have been faster than Slack.
      const early = said.get(memory.chat)
      if (early && early.at >= since) await update(modal, early.outgoing, early.sentAs)
      else waiting.set(memory.chat, modal)
    },
    fill: async (outgoing, sentAs) => {
      forget()
      // What takes the place of an older message is not the question.
      if (outgoing.urgency !== 'answer' || outgoing.replaces !== undefined) return
      const modal = waiting.get(outgoing.chat.id)
      said.set(outgoing.chat.id, { outgoing, sentAs, at: now() })
      waiting.delete(outgoing.chat.id)
      if (modal) await update(modal, outgoing, sentAs)
    },
  }
}
