import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import type { Keep } from '../channel.ts'
import { sayFailure } from './api.ts'
import type { Failure, TelegramApi } from './api.ts'
import type { Intake } from './intake.ts'
import { allowedUpdates } from './update.ts'

export type PollingParts = {
  api: TelegramApi
  intake: Intake
  logger: Logger
  /** How long Telegram may hold a question that has no answer yet. */
  waitSeconds: number
  timeoutMs: number
  /** How long to stand by while somebody else polls with the same token. */
  standByMs: number
}

const batch = 100
const longestPauseMs = 30_000

/**
 * Asks for updates until the signal ends it. Telegram forgets an update as soon as a higher offset is asked for, so the offset moves
 * only over what is stored: whatever happens in between is delivered again, and the inbox knows repeats. Ends by itself where the
 * token is no longer good.
 */
export async function poll(
  keep: Keep,
  { api, intake, logger, waitSeconds, timeoutMs, standByMs }: PollingParts,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0
  let failures = 0

  const ask = (seconds: number, limit = batch, ended: AbortSignal | undefined = signal) =>
    api.call(
      'getUpdates',
      { offset, limit, timeout: seconds, allowed_updates: allowedUpdates },
      { timeoutMs: seconds * 1000 + timeoutMs, ...(ended && { signal: ended }) },
    )
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => undefined)
  const backoff = () => Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2)

  while (!signal.aborted) {
    const answer = await ask(waitSeconds)
    if (signal.aborted) break
    if (!answer.ok) {
      failures += 1
      const then = afterFailure(answer.failure, backoff(), standByMs)
      logger[then.level]({ why: sayFailure(answer.failure), pauseMs: Math.round(then.pauseMs ?? 0) }, then.say)
      if (then.pauseMs === undefined) return
      await rest(then.pauseMs)
      continue
    }
    try {
      for (const raw of listOf(answer.result)) {
        const update = intake.read(raw)
        if (update) await intake.keep(update, keep)
        offset = Math.max(offset, updateIdOf(raw) + 1)
      }
      failures = 0
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      logger.error({ err: error }, 'updates of Telegram could not be stored and will be asked for again')
      await rest(backoff())
    }
  }
  // The last word: what is stored need not come again at the next start.
  if (offset > 0) await ask(0, 1, AbortSignal.timeout(2_000))
}

type Then = { level: 'warn' | 'error'; say: string; /** Undefined: not again. */ pauseMs: number | undefined }

function afterFailure(failure: Failure, backoffMs: number, standByMs: number): Then {
  if (failure.kind !== 'said-no') return { level: 'warn', say: 'Telegram is not reached', pauseMs: backoffMs }
  if (failure.code === 401 || failure.code === 404)
    return {
      level: 'error',
      say: 'ALARM: Telegram does not know the token TELEGRAM_BOT_TOKEN; nothing is received any more',
      pauseMs: undefined,
    }
  // Only one may poll. The other may be the instance that this one replaces, so this one stands by and takes over.
  if (failure.code === 409)
    return { level: 'error', say: 'ALARM: somebody else receives with the token of this bot; standing by', pauseMs: standByMs }
  if (failure.code === 429) return { level: 'warn', say: 'Telegram asks to wait', pauseMs: (failure.retryAfter ?? 1) * 1000 }
  return { level: 'warn', say: 'Telegram is in trouble', pauseMs: backoffMs }
}

const listOf = (result: unknown): unknown[] => (Array.isArray(result) ? result : [])

const updateIdOf = (raw: unknown): number =>
  typeof raw === 'object' && raw !== null && 'update_id' in raw && typeof raw.update_id === 'number' ? raw.update_id : -1
