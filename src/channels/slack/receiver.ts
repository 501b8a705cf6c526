import { SocketModeReceiver, verifySlackRequest } from '@slack/bolt'
import type { App, ReceiverEvent } from '@slack/bolt'
import type { FastifyInstance } from 'fastify'
import type { Logger } from '../../logger.ts'
import { asFolder } from '../as-folder.ts'
import { codeOf, quietLogger } from './api.ts'

/** Takes in what Slack sent: resolves once it is stored, rejects where storing failed. */
export type TakeIn = (body: unknown) => Promise<void>

/** Slack sends at most a few hundred kilobytes. */
const largestBody = 1024 * 1024

/**
 * The route that Slack sends to. Signed requests alone are read; each is stored before it is acknowledged. Where storing fails the answer
 * is 503: Slack repeats events, and tells a person whose command or press it was that it came to nothing.
 */
export function slackRoute(server: FastifyInstance, signingSecret: string, takeIn: TakeIn): void {
  void server.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largestBody }, (_request, body, done) => done(null, body))
    scope.post('/slack/events', async (request, reply) => {
      const raw = typeof request.body === 'string' ? request.body : ''
      if (!isSigned(raw, request.headers, signingSecret)) return reply.code(401).send({ error: { code: 'not-signed' } })
      const body = parseBody(raw)
      if (body === undefined) return reply.code(400).send({ error: { code: 'bad-request' } })
      if (isChallenge(body)) return reply.send({ challenge: body.challenge })
      try {
        await takeIn(body)
      } catch (error) {
        request.log.error({ err: error }, 'something from Slack could not be stored')
        return reply.code(503).send({ error: { code: 'not-stored' } })
      }
      // Empty: a command needs no other answer, and a modal closes on it.
      return reply.code(200).send()
    })
  })
}

function isSigned(body: string, headers: Record<string, string | string[] | undefined>, signingSecret: string): boolean {
  const signature = headers['x-slack-signature']
  const timestamp = headers['x-slack-request-timestamp']
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d+$/.test(timestamp)) return false
  try {
    verifySlackRequest({ signingSecret, body, headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) } })
    return true
  } catch {
    return false
  }
}

/** Events come as JSON, commands as a form, presses as a form with JSON in it. */
function parseBody(raw: string): unknown {
  try {
    if (raw.startsWith('{')) return JSON.parse(raw)
    const form = new URLSearchParams(raw)
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload)
  } catch {
    return undefined
  }
}

const isChallenge = (body: unknown): body is { challenge: string } =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'url_verification' && 'challenge' in body

/** A connection to Slack from inside, for machines without a public address. */
export type SocketIntake = { start: () => Promise<void>; stop: () => Promise<void> }

const longestWaitMs = 30_000

/**
 * Socket mode by Bolt's receiver, with what it does by itself replaced: an event is acknowledged after it was stored and not before, and
 * a lost connection is opened again by us, because a failure of its own attempt would end the process.
 */
export function socketIntake(parts: { appToken: string; apiUrl: string; logger: Logger }, takeIn: TakeIn): SocketIntake {
  const { appToken, apiUrl, logger } = parts
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: quietLogger(logger),
    installerOptions: {
      clientOptions: {
        slackApiUrl: asFolder(apiUrl),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 10_000,
      },
    },
    processEventErrorHandler: async () => false,
  })
  const processEvent = async ({ body, ack }: ReceiverEvent): Promise<void> => {
    try {
      await takeIn(body)
    } catch (error) {
      logger.error({ err: error }, 'something from Slack could not be stored')
      return
    }
    await ack()
  }
  receiver.init({ processEvent } as unknown as App)

  let stopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let connecting: Promise<void> = Promise.resolve()
  const connect = async (): Promise<void> => {
    try {
      await receiver.client.start()
      failures = 0
    } catch (error) {
      failures += 1
      logger.error({ why: codeOf(error), failures }, 'Slack could not be reached by socket')
      again()
    }
  }
  const again = (): void => {
    if (stopped) return
    clearTimeout(timer)
    // At once after a connection that worked: Slack renews each of them every few hours.
    const wait = failures === 0 ? 0 : Math.min(longestWaitMs, 500 * 2 ** Math.min(failures, 8)) * (0.75 + Math.random() / 2)
    timer = setTimeout(() => {
      connecting = connect()
    }, wait)
  }
  let connected = false
  receiver.client.on('connected', () => {
    connected = true
  })
  receiver.client.on('disconnected', () => {
    // While connecting, the attempt itself tells of its failure.
    if (connected) again()
    connected = false
  })
  return {
    start: async () => {
      connecting = connect()
      // A Slack that does not answer holds up nobody else: the connection comes when it comes.
      await within(connecting, 5000)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await within(connecting, 1000)
      if (connected) await within(receiver.client.disconnect(), 3000)
    },
  }
}

/** Waits for something, but not longer than so many milliseconds. */
async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
