import pino from 'pino'
import type { Outgoing } from '../../src/channels/channel.ts'
import { LocalBody } from '../../src/channels/local/body.ts'
import { render as renderLocal } from '../../src/channels/local/render.ts'
import type { SlackApi } from '../../src/channels/slack/api.ts'
import { createSend as createSlackSend } from '../../src/channels/slack/send.ts'
import type { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createSend } from '../../src/channels/telegram/send.ts'
import type { Message } from '../../src/message/message.ts'
import { methods as slackMethods } from '../emulators/slack/methods.ts'
import { readBlocks } from '../emulators/slack/read-blocks.ts'
import { createWorkspace } from '../emulators/slack/workspace.ts'
import { createMethods, Refused } from '../emulators/telegram/methods.ts'
import { BadMarkup } from '../emulators/telegram/read-html.ts'
import { createWorld } from '../emulators/telegram/world.ts'
import type { Room } from '../emulators/telegram/world.ts'

/** What a letter looks like on a channel: its words, and the labels of its buttons. */
export type Arrived = { words: string; labels: string[] }

/** Sends a letter over Telegram, Slack and the local chat, without a network between them and the emulators' strict rules. Throws where one of them refuses anything. */
export type EveryChannel = (message: Message, outboxId: number) => Promise<Record<'telegram' | 'slack' | 'local', Arrived>>

export function openEveryChannel(): EveryChannel {
  const telegram = openTelegram()
  const slack = openSlack()
  return async ({ parts, buttons = [], urgency }, outboxId) => {
    const places = buttons.flat()
    const tokens = buttons.map((row) =>
      row.map((button) => ({
        label: button.label,
        token: `${outboxId}.${places.indexOf(button)}`,
        ...(button.style && { style: button.style }),
      })),
    )
    const outgoing = { outboxId, parts, buttons: tokens, urgency }
    const body = LocalBody.parse(JSON.parse(JSON.stringify(renderLocal({ ...outgoing, chat: chatOn('local', '1') }, []))))
    const local = { words: wordsOf(body.parts), labels: body.buttons.flat().map(({ label }) => label) }
    return { telegram: await telegram(outgoing), slack: await slack(outgoing), local }
  }
}

const chatOn = (channel: 'telegram' | 'slack' | 'local', id: string): Outgoing['chat'] => ({ channel, id, kind: 'private' })

/** The words of a message's parts as they were written. */
export const wordsOf = (parts: Message['parts']): string =>
  parts
    .map((part) =>
      part.kind === 'table' ? [...(part.header ?? []), ...part.rows.flat()].join('\n') : part.spans.map(({ text }) => text).join(''),
    )
    .join('\n')

type Bare = Omit<Outgoing, 'chat'>

function openTelegram(): (outgoing: Bare) => Promise<Arrived> {
  const world = createWorld(() => 0)
  const room: Room = { id: 7, type: 'private', title: 'Officer', messages: [] }
  world.rooms.set(room.id, room)
  const methods = createMethods(world, () => undefined, [])
  const api: TelegramApi = {
    fileUrl: () => '',
    call: async (method, fields) => {
      try {
        return { ok: true, result: methods[method]?.({ fields, files: {} }) }
      } catch (error) {
        if (!(error instanceof Refused || error instanceof BadMarkup)) throw error
        throw new Error(`Telegram refuses ${method}: ${error.message}: ${JSON.stringify(fields)}`, { cause: error })
      }
    },
  }
  const send = createSend({ api, logger: pino({ level: 'silent' }), timeoutMs: 1000, uploadMs: 1000, now: () => 0 })
  return async (outgoing) => {
    room.messages.length = 0
    const delivery = await send({ ...outgoing, chat: chatOn('telegram', '7') })
    if (delivery.kind !== 'sent') throw new Error(`not sent on Telegram: ${JSON.stringify(delivery)}`)
    return {
      words: room.messages.map(({ text }) => text).join('\n'),
      labels: room.messages.flatMap(({ buttons }) => buttons.flat().map(({ text }) => text)),
    }
  }
}

function openSlack(): (outgoing: Bare) => Promise<Arrived> {
  const workspace = createWorkspace(() => 0)
  const user = workspace.addUser('officer')
  const { messages } = workspace.directWith(user.id)
  const api: SlackApi = {
    call: async (method, args = {}) => {
      const result = slackMethods[method]?.(workspace, args, 0)
      if (!result || 'refused' in result) throw new Error(`Slack refuses ${method}: ${JSON.stringify(result)}: ${JSON.stringify(args)}`)
      return { ok: true, result }
    },
    put: async () => ({ ok: true, result: {} }),
    respond: async () => ({ ok: true, result: {} }),
    download: async () => undefined,
  }
  const send = createSlackSend({ api, now: () => 0 })
  return async (outgoing) => {
    messages.length = 0
    const delivery = await send({ ...outgoing, chat: chatOn('slack', user.id) })
    if (delivery.kind !== 'sent') throw new Error(`not sent on Slack: ${JSON.stringify(delivery)}`)
    const labels = messages.flatMap(({ blocks }) => blocks.flatMap(({ elements }) => labelsIn(elements)))
    return { words: messages.map(({ blocks }) => readBlocks(blocks)).join('\n'), labels }
  }
}

const labelsIn = (elements: unknown): string[] =>
  (Array.isArray(elements) ? (elements as { type: string; text?: { text: string } }[]) : []).flatMap(({ type, text }) =>
    type === 'button' && text ? [text.text] : [],
  )
