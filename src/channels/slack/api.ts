import { webApi } from '@slack/bolt'
import type { Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from '../../logger.ts'
import { asFolder } from '../as-folder.ts'

/** Why a call came to nothing: Slack said no; it wants a pause; it never left this machine; or its answer was lost and it may have been carried out. */
export type Failure =
  | { kind: 'said-no'; code: string }
  | { kind: 'rate-limited'; afterMs: number }
  | { kind: 'not-sent'; why: string }
  | { kind: 'answer-lost'; why: string; /** It took longer than it may. */ late?: true }

export type Answer = { ok: true; result: Record<string, unknown> } | { ok: false; failure: Failure }

/** Slack's Web API. Failures are values, free of the token and of what was sent. */
export type SlackApi = {
  call: (method: string, args?: Record<string, unknown>) => Promise<Answer>
  /** Sends what a file holds to the address that Slack gave for it. */
  put: (url: string, content: Uint8Array) => Promise<Answer>
  /** Says something to one person, where Slack gave an address for it with what they did. */
  respond: (url: string, text: string) => Promise<Answer>
  /** Gets a file of Slack's own, with the token; nothing where the address is not Slack's. */
  download: (url: string) => Promise<Response | undefined>
}

/**
 * How long a call may take, and what a file holds on its way: twenty megabytes on a slow line. With the calls before and behind it that is
 * less than the sender holds a letter.
 */
export type SlackTimes = { callMs: number; uploadMs: number }
const usualTimes: SlackTimes = { callMs: 10_000, uploadMs: 25_000 }

type SlackApiParts = { token: string; apiUrl: string; logger: Logger; times?: SlackTimes }

/** A client of the Web API. Its own retries are off: what is tried again, and when, is for the outbox to say. */
export function createSlackApi({ token, apiUrl, logger, times = usualTimes }: SlackApiParts): SlackApi {
  const slackApiUrl = asFolder(apiUrl)
  const client = new webApi.WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: times.callMs,
    allowAbsoluteUrls: false,
    logger: quietLogger(logger),
  })
  const ask = async (work: () => Promise<unknown>): Promise<Answer> => {
    try {
      return { ok: true, result: Object(await work()) as Record<string, unknown> }
    } catch (error) {
      return { ok: false, failure: failureOf(error) }
    }
  }
  /** Slack, and the server that the operator named: nowhere else go the token and what people are told. */
  const isSlacks = (url: string): boolean => {
    if (!URL.canParse(url)) return false
    const { origin, protocol, hostname } = new URL(url)
    const own = new URL(slackApiUrl)
    const hosts = ['slack.com', own.hostname]
    const slacks = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
    return (protocol === 'https:' && slacks) || origin === own.origin
  }
  const post = async (url: string, withinMs: number, init: RequestInit): Promise<Answer> => {
    if (!isSlacks(url)) return { ok: false, failure: { kind: 'said-no', code: 'not_an_address_of_slack' } }
    try {
      const response = await fetch(url, { method: 'POST', redirect: 'error', signal: AbortSignal.timeout(withinMs), ...init })
      await response.body?.cancel()
      return response.ok ? { ok: true, result: {} } : { ok: false, failure: { kind: 'answer-lost', why: `http ${response.status}` } }
    } catch (error) {
      return { ok: false, failure: failureOf(error) }
    }
  }
  return {
    call: (method, args = {}) => ask(() => client.apiCall(method, args)),
    put: (url, content) =>
      post(url, times.uploadMs, { body: Buffer.from(content), headers: { 'content-type': 'application/octet-stream' } }),
    respond: (url, text) =>
      post(url, times.callMs, {
        body: JSON.stringify({ response_type: 'ephemeral', text }),
        headers: { 'content-type': 'application/json' },
      }),
    download: async (url) =>
      isSlacks(url)
        ? fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal: AbortSignal.timeout(60_000) })
        : undefined,
  }
}

/** Codes of failures before anything was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'UND_ERR_CONNECT_TIMEOUT',
])

function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIPlatformError) return { kind: 'said-no', code: error.data.error }
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'rate-limited', afterMs: error.retryAfter * 1000 }
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'answer-lost', why: `http ${error.statusCode}` }
  // Codes and names only: a message may hold an address, and that a secret.
  const code = codeIn(error, 4)
  if (code !== undefined && beforeSending.has(code)) return { kind: 'not-sent', why: code }
  const name = error instanceof Error ? error.name : 'unknown'
  return { kind: 'answer-lost', why: code ?? name, ...(name === 'TimeoutError' && { late: true as const }) }
}

/** The system's code of an error, or of what it was caused by. */
function codeIn(error: unknown, deep: number): string | undefined {
  if (!(error instanceof Error) || deep === 0) return undefined
  const inner = 'original' in error ? error.original : error.cause
  const found = codeIn(inner, deep - 1)
  if (found !== undefined) return found
  return 'code' in error && typeof error.code === 'string' && !error.code.startsWith('slack_') ? error.code : undefined
}

/** What may be told of an error of Slack's libraries: a code, or the name of its kind. */
export const codeOf = (error: unknown): string => sayFailure(failureOf(error))

/** A failure in one line, for logs. */
export function sayFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'said-no':
      return failure.code
    case 'rate-limited':
      return rateLimited
    case 'not-sent':
    case 'answer-lost':
      return `${failure.kind}: ${failure.why}`
  }
}
export const rateLimited = 'rate limited'

/** Slack's libraries log whole requests, with what people wrote: only the fact that something is wrong is passed on, and only its words. */
export function quietLogger(logger: Logger): SlackLogger {
  const say = (what: unknown[]) =>
    logger.debug(
      {
        slack: what
          .filter((word) => typeof word === 'string')
          .join(' ')
          .slice(0, 200),
      },
      'slack client',
    )
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...what: unknown[]) => say(what),
    error: (...what: unknown[]) => say(what),
    setLevel: () => undefined,
    getLevel: () => 'error' as ReturnType<SlackLogger['getLevel']>,
    setName: () => undefined,
  }
}
