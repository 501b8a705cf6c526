import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Logger } from '../../logger.ts'
import type { Keep } from '../channel.ts'
import type { Intake } from './intake.ts'

/** Where Telegram delivers. Nobody guesses it who has not the secret, from which nobody finds the secret. */
export const webhookPath = (secret: string): string =>
  `/telegram/${createHmac('sha256', secret).update('webhook path').digest('base64url')}`

/** Compared by hash: neither the time nor the length tells how much of a guess was right. */
const same = (given: unknown, wanted: string): boolean => typeof given === 'string' && timingSafeEqual(sha256(given), sha256(wanted))
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The route that Telegram posts to. It answers 200 once the update is stored and 503 where it was not: then Telegram brings it again. */
export function webhookRoute(
  server: FastifyInstance,
  secret: string,
  keep: Keep,
  { intake, logger }: { intake: Intake; logger: Logger },
): void {
  server.post(webhookPath(secret), async (request, reply) => {
    if (!same(request.headers['x-telegram-bot-api-secret-token'], secret)) return reply.code(403).send()
    const update = intake.read(request.body)
    // What can't be read now can't be read the next time either.
    if (!update) return reply.code(200).send()
    try {
      await intake.keep(update, keep)
    } catch (error) {
      logger.error({ err: error }, 'an update of Telegram could not be stored; Telegram brings it again')
      return reply.code(503).send()
    }
    return reply.code(200).send()
  })
}
