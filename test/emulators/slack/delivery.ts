import { createHmac } from 'node:crypto'
import type { Connection } from './web-socket.ts'

/** What Slack sends: events are repeated where they are not acknowledged, all else is told to the person as failed. */
export type Kind = 'events_api' | 'slash_commands' | 'interactive'
/** One attempt to deliver, and what became of it. `late` after three seconds. */
export type Attempt = {
  kind: Kind
  retry: number
  outcome: 'acked' | 'refused' | 'late' | 'unreachable'
  status?: number
  ms: number
  payload: unknown
  body?: string
}

export type DeliveryParts = {
  signingSecret: string
  /** Where requests go; nothing in socket mode. */
  requestUrl: string | undefined
  connections: Set<Connection>
  /** How long Slack waits before each repeat: at once, a minute, five minutes; shorter in tests. */
  retryMs: number[]
  ackMs: number
}

/** What goes wrong on the way to the app. */
export type Disorder = { duplicate: boolean; /** Puts what is sent at the same time into another order. */ shuffle?: () => number }

export function createDelivery(parts: DeliveryParts) {
  const { signingSecret, connections, retryMs, ackMs } = parts
  const attempts: Attempt[] = []
  const disorder: Disorder = { duplicate: false }
  const awaited = new Map<string, (body: unknown) => void>()
  let envelopes = 0
  let closed = false

  const byHttp = async (url: string, kind: Kind, payload: Record<string, unknown>, retry: number): Promise<Attempt> => {
    const raw =
      kind === 'events_api'
        ? JSON.stringify(payload)
        : new URLSearchParams(
            kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
          ).toString()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${raw}`).digest('hex')}`
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: raw,
        headers: {
          'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
          ...(retry > 0 && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }),
        },
        signal: AbortSignal.timeout(ackMs),
      })
      const body = await response.text()
      return { kind, retry, outcome: response.status === 200 ? 'acked' : 'refused', status: response.status, ms: ms(), payload, body }
    } catch (error) {
      return { kind, retry, outcome: error instanceof Error && error.name === 'TimeoutError' ? 'late' : 'unreachable', ms: ms(), payload }
    }
  }

  const bySocket = async (kind: Kind, payload: Record<string, unknown>, retry: number): Promise<Attempt> => {
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    const [connection] = connections
    if (!connection) return { kind, retry, outcome: 'unreachable', ms: 0, payload }
    const envelope = `envelope-${(envelopes += 1)}`
    const acked = new Promise<unknown>((resolve) => awaited.set(envelope, resolve))
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), ackMs).unref())
    connection.send(
      JSON.stringify({
        envelope_id: envelope,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api' && { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' }),
      }),
    )
    const outcome = await Promise.race([acked, late])
    awaited.delete(envelope)
    return outcome === 'late'
      ? { kind, retry, outcome: 'late', ms: ms(), payload }
      : { kind, retry, outcome: 'acked', ms: ms(), payload, body: JSON.stringify(outcome) }
  }

  const once = async (kind: Kind, payload: Record<string, unknown>, retry: number): Promise<Attempt> => {
    const attempt =
      parts.requestUrl === undefined ? await bySocket(kind, payload, retry) : await byHttp(parts.requestUrl, kind, payload, retry)
    attempts.push(attempt)
    return attempt
  }

  /** Sends something to the app, and again where it is an event that was not acknowledged. The last attempt is returned. */
  const deliver = async (kind: Kind, payload: Record<string, unknown>): Promise<Attempt> => {
    if (disorder.shuffle) await new Promise((resolve) => setTimeout(resolve, disorder.shuffle?.() ?? 0))
    let attempt = await once(kind, payload, 0)
    if (disorder.duplicate && kind === 'events_api') await once(kind, payload, 1)
    for (const [at, wait] of retryMs.entries()) {
      if (attempt.outcome === 'acked' || kind !== 'events_api' || closed) break
      await new Promise((resolve) => setTimeout(resolve, wait))
      attempt = await once(kind, payload, at + 1)
    }
    return attempt
  }

  return {
    attempts,
    disorder,
    deliver,
    /** An acknowledgement that came by socket. */
    acknowledged: (text: string) => {
      const read = JSON.parse(text) as { envelope_id?: string; payload?: unknown }
      if (read.envelope_id !== undefined) awaited.get(read.envelope_id)?.(read.payload)
    },
    close: () => {
      closed = true
    },
  }
}
export type SlackDelivery = ReturnType<typeof createDelivery>
