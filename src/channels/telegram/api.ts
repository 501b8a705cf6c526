import { Telegram, TelegramError } from 'telegraf'
import { asFolder } from '../as-folder.ts'

/** Why a call came to nothing: Telegram said no; it never left this machine; or its answer was lost and it may have been carried out. */
export type Failure =
  | { kind: 'said-no'; code: number; description: string; retryAfter?: number; movedTo?: string }
  | { kind: 'not-sent'; why: string }
  | { kind: 'answer-lost'; why: string }

export type Answer<Result> = { ok: true; result: Result } | { ok: false; failure: Failure }

type Method = Parameters<Telegram['callApi']>[0]

/** The Bot API. Failures are values, free of the token and of what was sent: telegraf's own errors carry both. */
export type TelegramApi = {
  /** Where files lie; it holds the token and must never be logged or shown. */
  fileUrl: (path: string) => string
  call: <M extends Method>(
    method: M,
    payload: Record<string, unknown>,
    options: { timeoutMs: number; signal?: AbortSignal },
  ) => Promise<Answer<unknown>>
}

/** A client of the Bot API at `apiRoot`. */
export function createTelegramApi({ token, apiRoot }: { token: string; apiRoot: string }): TelegramApi {
  const root = asFolder(apiRoot)
  const telegram = new Telegram(token, { apiRoot: root })
  return {
    fileUrl: (path) => new URL(`./file/bot${token}/${path}`, root).href,
    call: async (method, payload, { timeoutMs, signal }) => {
      const limit = AbortSignal.timeout(timeoutMs)
      const either = signal ? AbortSignal.any([limit, signal]) : limit
      try {
        return { ok: true, result: await telegram.callApi(method, payload as never, { signal: either as never }) }
      } catch (error) {
        return { ok: false, failure: failureOf(error) }
      }
    },
  }
}

/** Codes of failures before anything was sent. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED', 'EPROTO'])

function failureOf(error: unknown): Failure {
  if (error instanceof TelegramError) {
    const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = error.response.parameters ?? {}
    return {
      kind: 'said-no',
      code: error.code,
      description: error.description.slice(0, 200),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(movedTo !== undefined && { movedTo: String(movedTo) }),
    }
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const name = error instanceof Error ? error.name : 'unknown'
  // Codes and names only: a message may hold the address, and that the token.
  if (code !== undefined && beforeSending.has(code)) return { kind: 'not-sent', why: code }
  return { kind: 'answer-lost', why: code ?? name }
}

/** A failure in one line, for logs. */
export const sayFailure = (failure: Failure): string =>
  failure.kind === 'said-no' ? `${failure.code}: ${failure.description}` : `${failure.kind}: ${failure.why}`
