import type { FastifyRequest } from 'fastify'

/** Why a request was turned away; the three together keep other machines and foreign web pages out. */
export type Refused = 'not-local' | 'foreign-host' | 'foreign-origin'

type Asked = { remoteAddress: string | undefined; headers: Record<string, string | string[] | undefined> }

const loopback = /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/
const localHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * Whether a request comes from this machine and from a page of our own, or why not.
 * The Host is checked because a foreign name may be made to point at this machine (DNS rebinding); the Origin, because any
 * web page can post here; forwarding headers, because behind a proxy everybody seems to be local.
 */
export function refusedAsForeign({ remoteAddress, headers }: Asked): Refused | undefined {
  if (!loopback.test(remoteAddress ?? '') || forwarded.some((name) => headers[name] !== undefined)) return 'not-local'
  const host = headers['host']
  if (typeof host !== 'string' || !localHost.test(host)) return 'foreign-host'
  const origin = headers['origin']
  if (origin !== undefined && origin !== `http://${host}`) return 'foreign-origin'
  return undefined
}

/** The same for a request of the server. */
export const refusedRequest = (request: FastifyRequest): Refused | undefined =>
  refusedAsForeign({ remoteAddress: request.socket.remoteAddress, headers: request.headers })
