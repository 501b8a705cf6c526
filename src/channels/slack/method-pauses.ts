import type { SlackApi } from './api.ts'

/** Limited by the channel, and only where that is much by the workspace: who is meant is for the sender to say. */
const byChannel = 'chat.postMessage'

/**
 * Slack limits every method but that of posting by itself, for the whole workspace: a method of which it wants no more is not called for
 * anybody until its time is over, and what needs other methods goes on.
 * @source https://docs.slack.dev/apis/web-api/rate-limits
 */
export function withMethodPauses(api: SlackApi, now: () => number): SlackApi {
  const pausedUntil = new Map<string, number>()
  return {
    ...api,
    call: async (method, args) => {
      const left = (pausedUntil.get(method) ?? -Infinity) - now()
      if (left > 0) return { ok: false, failure: { kind: 'rate-limited', afterMs: Math.ceil(left) } }
      const answer = await api.call(method, args)
      if (!answer.ok && answer.failure.kind === 'rate-limited' && method !== byChannel)
        pausedUntil.set(method, now() + answer.failure.afterMs)
      return answer
    },
  }
}
