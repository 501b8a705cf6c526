import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import type { Texts } from '../../text/texts.ts'
import type { Outgoing } from '../channel.ts'
import type { SlackApi } from './api.ts'
import { sayFailure } from './api.ts'
import { valueModal } from './modal.ts'
import type { ModalMemory } from './modal.ts'
import { threadOf } from './references.ts'
import { partBlocks } from './render.ts'

/**
 * Modals that are opened at once, before the house knows its question, and filled when that goes out. A modal is found again by the press
 * that it was opened for, whose name the answer carries: the process that sends may be another than the one that opened it.
 */
export type OpenModals = {
  /** Opens one for a press. A modal that does not open is no loss: the question comes in the chat too. */
  open: (trigger: string, press: string, memory: ModalMemory, texts: Texts) => Promise<void>
  /** Puts what was just sent as an answer to a press into the modal of that press; its submission is then an answer to that message. */
  fill: (press: string, outgoing: Outgoing, sentAs: string, texts: Texts) => Promise<void>
}

const mostBlocks = 20
/** The house may be faster than Slack: a modal that is not there yet is looked for again. One that its person has closed never comes. */
const waitsMs = [200, 600, 1500]

/** Opens and fills modals through the Web API. */
export function createOpenModals(api: SlackApi, logger: Logger): OpenModals {
  return {
    open: async (trigger, press, memory, texts) => {
      const answer = await api.call('views.open', { trigger_id: trigger, view: valueModal(texts, press, memory, undefined) })
      if (!answer.ok) logger.debug({ why: sayFailure(answer.failure) }, 'a modal of Slack was not opened')
    },
    fill: async (press, { chat, parts }, sentAs, texts) => {
      const thread = chat.kind === 'room' ? threadOf(press, chat.kind) : undefined
      const memory = { chat: chat.id, kind: chat.kind, question: sentAs, ...(thread !== undefined && { thread }) }
      const view = valueModal(texts, press, memory, partBlocks(parts, mostBlocks))
      for (const waitMs of [...waitsMs, undefined]) {
        const answer = await api.call('views.update', { external_id: press, view })
        if (answer.ok) return
        const absent = answer.failure.kind === 'said-no' && answer.failure.code === 'not_found'
        if (!absent || waitMs === undefined) {
          logger.debug({ why: sayFailure(answer.failure) }, 'a modal of Slack was not filled')
          return
        }
        await pause(waitMs)
      }
    },
  }
}
