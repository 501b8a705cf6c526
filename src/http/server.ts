import Fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Channel, Keep } from '../channels/channel.ts'

export type ServerParts = {
  logger: FastifyBaseLogger
  channels: Channel[]
  keep: Keep
  /** Whether work can be taken on now: the database answers and migrations are through. */
  ready: () => Promise<boolean>
  /** Routes of the house itself beside those of its channels. */
  more?: (server: FastifyInstance) => void
}

/** A request that has not come whole by then is given up, or a trickle of them would hold every connection. */
const wholeRequestMs = 60_000

/** Whoever asks whether work can be sent here does not wait long. */
const readyMs = 2_000

/**
 * The house's one HTTP server, not yet listening: `/healthz` (the process lives), `/readyz` (it can work; 503 until then)
 * and the routes that channels add. Errors carry a code and never what broke inside.
 */
export async function createServer({ logger, channels, keep, ready, more }: ServerParts): Promise<FastifyInstance> {
  const server: FastifyInstance = Fastify({
    loggerInstance: logger,
    // Requests are not logged: an address may carry a token, and what people send is not for logs.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    requestTimeout: wholeRequestMs,
    forceCloseConnections: true,
  })
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: { code: 'not-found' } }))
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    return reply.code(status).send({ error: { code: status >= 500 ? 'internal' : 'bad-request' } })
  })
  server.get('/healthz', async () => ({ status: 'ok' }))
  server.get('/readyz', async (_request, reply) => {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, readyMs, false).unref())
    const up = await Promise.race([ready().catch(() => false), late])
    return reply.code(up ? 200 : 503).send({ status: up ? 'ready' : 'not-ready' })
  })
  for (const channel of channels) channel.routes(server, keep)
  more?.(server)
  await server.ready()
  return server
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
