import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import type { Locale, Texts } from '../../text/texts.ts'
import { always, typedPerMinute } from '../channel.ts'
import type { Channel, Limits, Turn } from '../channel.ts'
import { asFolder } from '../as-folder.ts'
import { createTelegramApi, sayFailure } from './api.ts'
import { fetchFile } from './files.ts'
import { createIntake } from './intake.ts'
import { menusOf } from './menus.ts'
import { poll } from './polling.ts'
import type { Bot } from './receive.ts'
import { targetOf } from './references.ts'
import { createSend } from './send.ts'
import { allowedUpdates } from './update.ts'
import { webhookPath, webhookRoute } from './webhook.ts'

/** Times in milliseconds that tests make shorter. */
export type TelegramTimes = { callMs: number; uploadMs: number; pollSeconds: number; standByMs: number; retryMs: number }
const usualTimes: TelegramTimes = { callMs: 15_000, uploadMs: 40_000, pollSeconds: 30, standByMs: 30_000, retryMs: 5_000 }

export type TelegramParts = {
  token: string
  apiRoot: string
  /** Unset: updates are polled. */
  webhook?: { url: string; secret: string }
  texts: Record<Locale, Texts>
  logger: Logger
  /** Hears the bot's name once Telegram has told it: links to the bot are made of it. */
  named?: (name: string) => Promise<void>
  times?: Partial<TelegramTimes>
  /** Whose turn it is to poll, among processes that share a database; always ours where none is given. */
  turn?: Turn
}

/**
 * What Telegram lets a bot send: 30 a second in all, one a second in a chat with short bursts, 20 a minute in a group. A little longer
 * than a second, because what counts is when messages arrive; and never all 30 at once, so that an answer waits for a fifth of a
 * second at most.
 * @source https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const limits: Limits = {
  bot: [
    { count: 30, perMs: 1_002 },
    { count: 8, perMs: 200 },
  ],
  private: [{ count: 3, perMs: 3_000 }],
  room: [
    { count: 3, perMs: 3_000 },
    { count: 20, perMs: 60_000 },
  ],
}

/** Telegram as a channel: polling or webhook, by configuration. telegraf makes the calls; receiving is our own, because it must be stored before Telegram forgets it. */
export function createTelegramChannel({
  token,
  apiRoot,
  webhook,
  texts,
  logger,
  named,
  times: given,
  turn = always,
}: TelegramParts): Channel {
  const times = { ...usualTimes, ...given }
  const api = createTelegramApi({ token, apiRoot })
  let bot: Bot = { id: token.split(':')[0] ?? '' }
  const intake = createIntake({ api, logger, bot: () => bot, now: () => new Date(), timeoutMs: times.callMs })
  const ending = new AbortController()
  let receiving: Promise<void> = Promise.resolve()

  /** Calls until it worked; false where it never will, or the end came first. */
  const insist = async (
    method: Parameters<typeof api.call>[0],
    payload: Record<string, unknown>,
  ): Promise<{ result: unknown } | undefined> => {
    while (!ending.signal.aborted) {
      const answer = await api.call(method, payload, { timeoutMs: times.callMs, signal: ending.signal })
      if (answer.ok) return { result: answer.result }
      if (ending.signal.aborted) break
      const { failure } = answer
      const final = failure.kind === 'said-no' && [400, 401, 403, 404].includes(failure.code)
      logger[final ? 'error' : 'warn'](
        { method, why: sayFailure(failure) },
        final ? 'ALARM: Telegram refuses this bot' : 'Telegram is not reached',
      )
      if (final) return undefined
      const wait = failure.kind === 'said-no' && failure.retryAfter !== undefined ? failure.retryAfter * 1000 : times.retryMs
      await pause(wait, undefined, { signal: ending.signal }).catch(() => undefined)
    }
    return undefined
  }

  const begin = async (keep: Parameters<Channel['start']>[0]): Promise<void> => {
    const me = await insist('getMe', {})
    if (!me) return
    bot = { ...bot, ...usernameOf(me.result) }
    if (bot.username !== undefined)
      await named?.(bot.username).catch((error: unknown) => logger.warn({ err: error }, 'the name of the bot could not be noted'))
    for (const menu of menusOf(texts)) await insist('setMyCommands', menu)
    if (webhook) {
      const url = new URL(`.${webhookPath(webhook.secret)}`, asFolder(webhook.url)).href
      await insist('setWebhook', { url, secret_token: webhook.secret, allowed_updates: allowedUpdates })
      return
    }
    if (!(await insist('deleteWebhook', {}))) return
    const { callMs: timeoutMs, pollSeconds: waitSeconds, standByMs } = times
    await poll(keep, { api, intake, logger, waitSeconds, timeoutMs, standByMs, turn }, ending.signal)
  }

  return {
    name: 'telegram',
    limits,
    readsPerMinute: typedPerMinute,
    forms: false,
    routes: (server, keep) => {
      if (webhook) webhookRoute(server, webhook.secret, keep, { intake, logger })
    },
    // Not waited for: the house opens, and answers in its other channels, while Telegram is away.
    start: async (keep) => {
      receiving = begin(keep).catch((error: unknown) => logger.error({ err: error }, 'ALARM: receiving from Telegram has ended'))
    },
    send: createSend({ api, logger, timeoutMs: times.callMs, uploadMs: times.uploadMs, now: () => performance.now() }),
    working: async (chat) => {
      await api.call('sendChatAction', { ...targetOf(chat.id), action: 'typing' }, { timeoutMs: times.callMs })
    },
    fetch: (file) => fetchFile(file, api, times.callMs),
    stop: async () => {
      ending.abort()
      await receiving
    },
  }
}

const usernameOf = (result: unknown): { username?: string } =>
  typeof result === 'object' && result !== null && 'username' in result && typeof result.username === 'string'
    ? { username: result.username }
    : {}
