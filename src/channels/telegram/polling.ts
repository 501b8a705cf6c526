import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import type { Keep, Turn } from '../channel.ts'
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
  turn: Turn
}

const batch = 100
const longestPauseMs = 30_000
const turnMs = 1_000

/**
 * Asks for updates until the signal ends it. Telegram forgets an update as soon as a higher offset is asked for, so the offset moves
 * only over what is stored: whatever happens in between is delivered again, and the inbox knows repeats. Of several processes one asks. Ends
 * by itself where the token is no longer good.
 */
export async function poll(
  keep: Keep,
  { api, intake, logger, waitSeconds, timeoutMs, standByMs, turn }: PollingParts,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0
  let failures = 0

  const ask = (seconds: number, limit: number, ended: AbortSignal) =>
    api.call(
      'getUpdates',
      { offset, limit, timeout: seconds, allowed_updates: allowedUpdates },
      { timeoutMs: seconds * 1000 + timeoutMs, signal: ended },
    )
  // Where the database is away nothing could be stored either.
  const ours = () => turn.ours().catch(() => false)
  /** Keeps the turn while something is done in it: a question may wait for half a minute, and a batch is long in storing. */
  const keepTurn = () => {
    const lost = new AbortController()
    let last: Promise<unknown> = Promise.resolve()
    const keeping = setInterval(() => {
      last = ours().then((kept) => kept || lost.abort())
    }, turnMs)
    const end = async () => {
      clearInterval(keeping)
      await last
    }
    return { lost: lost.signal, end }
  }
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => undefined)
  const backoff = () => Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2)

  /** Asks once and stores what came. Returns how long to rest then, or that there is no use in going on. */
  const askOnce = async (lost: AbortSignal): Promise<number | 'over'> => {
    const answer = await ask(waitSeconds, batch, AbortSignal.any([signal, lost]))
    if (signal.aborted || lost.aborted) return 0
    if (!answer.ok) {
      // Another process of ours was told that it is its turn, before this one heard of it.
      if (isConflict(answer.failure) && !(await ours())) return 0
      failures += 1
      const then = afterFailure(answer.failure, backoff(), standByMs)
      logger[then.level]({ why: sayFailure(answer.failure), pauseMs: Math.round(then.pauseMs ?? 0) }, then.say)
      return then.pauseMs ?? 'over'
    }
    try {
      for (const raw of listOf(answer.result)) {
        const update = intake.read(raw)
        if (update) await intake.keep(update, keep)
        offset = Math.max(offset, updateIdOf(raw) + 1)
      }
      failures = 0
      return 0
    } catch (error) {
      if (signal.aborted) return 0
      failures += 1
      logger.error({ err: error }, 'updates of Telegram could not be stored and will be asked for again')
      return backoff()
    }
  }

  while (!signal.aborted) {
    if (!(await ours())) {
      // What the one who has it confirms is not known here; repeats are.
      offset = 0
      await rest(turnMs)
      continue
    }
    const turnKept = keepTurn()
    const restMs = await askOnce(turnKept.lost).finally(turnKept.end)
    if (restMs === 'over') return
    // The turn is not kept meanwhile: what troubles this process may not trouble another.
    if (restMs > 0) await rest(restMs)
  }
  // The last word: what is stored need not come again at the next start.
  if (offset > 0) await ask(0, 1, AbortSignal.timeout(2_000))
  await turn.leave().catch(() => undefined)
}

type Then = { level: 'warn' | 'error'; say: string; /** Undefined: not again. */ pauseMs: number | undefined }

const isConflict = (failure: Failure): boolean => failure.kind === 'said-no' && failure.code === 409

function afterFailure(failure: Failure, backoffMs: number, standByMs: number): Then {
  if (failure.kind !== 'said-no') return { level: 'warn', say: 'Telegram is not reached', pauseMs: backoffMs }
  if (failure.code === 401 || failure.code === 404)
    return {
      level: 'error',
      say: 'ALARM: Telegram does not know the token TELEGRAM_BOT_TOKEN; nothing is received any more',
      pauseMs: undefined,
    }
  // Only one may poll. The other may be the instance that this one replaces, so this one stands by and takes over.
  if (isConflict(failure))
    return { level: 'error', say: 'ALARM: somebody else receives with the token of this bot; standing by', pauseMs: standByMs }
  if (failure.code === 429) return { level: 'warn', say: 'Telegram asks to wait', pauseMs: (failure.retryAfter ?? 1) * 1000 }
  return { level: 'warn', say: 'Telegram is in trouble', pauseMs: backoffMs }
}

const listOf = (result: unknown): unknown[] => (Array.isArray(result) ? result : [])

const updateIdOf = (raw: unknown): number =>
  typeof raw === 'object' && raw !== null && 'update_id' in raw && typeof raw.update_id === 'number' ? raw.update_id : -1
