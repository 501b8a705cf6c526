import type { FastifyInstance } from 'fastify'
import { refusedRequest } from '../../http/guard.ts'
import { noLimits } from '../channel.ts'
import type { Channel, Keep } from '../channel.ts'
import { securityHeaders } from './access.ts'
import { createBell } from './bell.ts'
import { clockRoutes } from './clock-routes.ts'
import { createDeeds } from './deeds.ts'
import { fileRoutes } from './file-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { pageRoutes } from './page-routes.ts'
import type { LocalPorts } from './ports.ts'
import { Problem, codeOf, problemAnswer } from './problem.ts'
import { send } from './send.ts'

/**
 * The local chat: a channel like any other, whose platform is our own. Its page and its HTTP interface answer on this machine
 * only, and show only people of demo governments, or of those switched on by name to whoever brings the token.
 */
export function createLocalChannel(ports: LocalPorts): Channel {
  const { platform, files } = ports
  const bell = createBell(platform.revision)

  /** In a scope of its own: the guard and the shape of errors are of these routes only. */
  const routes = async (server: FastifyInstance, keep: Keep) => {
    server.addHook('onRequest', async (request, reply) => {
      void reply.headers(securityHeaders).header('cache-control', 'no-store')
      const refused = refusedRequest(request)
      if (refused) throw new Problem(refused)
    })
    // Plain text is what a form of a foreign page may post without asking first.
    server.removeContentTypeParser('text/plain')
    server.setErrorHandler((error, request, reply) => {
      const code = codeOf(error)
      if (code === 'internal' || code === 'not-stored')
        request.log.error({ err: error, route: request.routeOptions.url }, 'local chat failed')
      const { status, body } = problemAnswer(code, request, ports.texts)
      return reply.code(status).send(body)
    })
    server.addHook('preClose', async () => bell.stop())
    const deeds = createDeeds(ports, bell, keep)
    messageRoutes(server, ports, deeds, bell)
    clockRoutes(server, ports, bell)
    pageRoutes(server, ports)
    await fileRoutes(server, ports, deeds)
    server.all('/local/*', async () => {
      throw new Problem('not-found')
    })
  }

  return {
    name: 'local',
    limits: noLimits,
    // Scripts play whole years here.
    readsPerMinute: 10_000,
    forms: false,
    routes: (server, keep) => void server.register(async (scope) => routes(scope, keep)),
    start: async () => platform.admit({ others: ports.others?.governments ?? [] }),
    send: async (outgoing) => {
      const delivery = await send(ports, outgoing)
      bell.ring()
      return delivery
    },
    working: async () => undefined,
    fetch: async ({ ref }) => (/^\d{1,9}$/.test(ref) ? await files.get(Number(ref)) : undefined) ?? { refused: 'gone' },
    stop: async () => bell.stop(),
  }
}
