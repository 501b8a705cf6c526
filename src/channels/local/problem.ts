import type { FastifyRequest } from 'fastify'
import type { Refused } from '../../http/guard.ts'
import type { Locale, Texts } from '../../text/texts.ts'

const statuses = {
  'bad-request': 400,
  empty: 400,
  'too-long': 400,
  'as-needed': 400,
  'not-later': 400,
  'not-local': 403,
  'foreign-host': 403,
  'foreign-origin': 403,
  'clock-not-movable': 403,
  'unknown-seat': 404,
  'unknown-message': 404,
  'unknown-button': 404,
  'unknown-file': 404,
  'not-found': 404,
  'file-too-large': 413,
  'file-type': 415,
  'not-stored': 503,
  internal: 500,
} as const satisfies Record<string, number> & Record<Refused, number>

/** What may be wrong with a request, as scripts know it. */
export type ProblemCode = keyof typeof statuses

/** Thrown by a route for what the caller can mend; answered as `{ error: { code, message } }` with its status. */
export class Problem extends Error {
  readonly code: ProblemCode
  constructor(code: ProblemCode) {
    super(code)
    this.code = code
  }
}

/** Status and body of an answer that says what was wrong, in the caller's language. */
export const problemAnswer = (code: ProblemCode, request: FastifyRequest, texts: Record<Locale, Texts>) => ({
  status: statuses[code],
  body: { error: { code, message: texts[localeOf(request)].plain(`local.error.${code}`) } },
})

/** English for whoever asks for it first, Indonesian for all others. */
const localeOf = (request: FastifyRequest): Locale => (/^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'id')

/** The code of any error that a route or the server itself threw. */
export function codeOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code
  const known = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (known === 413) return 'file-too-large'
  return typeof known === 'number' && known >= 400 && known < 500 ? 'bad-request' : 'internal'
}
