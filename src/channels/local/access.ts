import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { LocalPorts, Shown } from './ports.ts'

const cookieName = 'capaian_local'

/** What the browser may do with our page: load our own files, talk to us, and nothing else. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Compared by hash: neither the time nor the length tells how much of a guess was right. */
const same = (given: string, wanted: string): boolean => timingSafeEqual(sha256(given), sha256(wanted))
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The governments that a request may see: the demo ones, and with the token those that were switched on by name. */
export function shownTo(request: FastifyRequest, others: LocalPorts['others']): Shown {
  if (!others) return { others: [] }
  const given = bearer(request) ?? cookie(request)
  return { others: given !== undefined && same(given, others.token) ? others.governments : [] }
}

/** The cookie to set for the token in an address, where it is the right one. */
export const cookieFor = (token: string, others: LocalPorts['others']): string | undefined =>
  others && same(token, others.token) ? `${cookieName}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict` : undefined

const bearer = (request: FastifyRequest): string | undefined => /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]

function cookie(request: FastifyRequest): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name !== cookieName || value === undefined) continue
    try {
      return decodeURIComponent(value)
    } catch {
      return undefined
    }
  }
  return undefined
}
