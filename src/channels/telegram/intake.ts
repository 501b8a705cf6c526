import type { Logger } from '../../logger.ts'
import type { Keep } from '../channel.ts'
import type { TelegramApi } from './api.ts'
import { receive } from './receive.ts'
import type { Bot } from './receive.ts'
import { Update } from './update.ts'

export type IntakeParts = { api: TelegramApi; logger: Logger; bot: () => Bot; now: () => Date; timeoutMs: number }

/** Takes updates in: each is stored first, and only then anything is told to Telegram. */
export type Intake = {
  /** Reads what Telegram sent; nothing, with a note in the log, where it has no shape that is known. */
  read: (raw: unknown) => Update | undefined
  keep: (update: Update, keep: Keep) => Promise<void>
}

/** The intake of a bot, the same for polled and for pushed updates. */
export function createIntake({ api, logger, bot, now, timeoutMs }: IntakeParts): Intake {
  return {
    read: (raw) => {
      const { success, data, error } = Update.safeParse(raw)
      if (success) return data
      // The places alone: what stands there may be what somebody wrote.
      logger.warn({ places: error.issues.map(({ path }) => path.join('.')) }, 'an update of Telegram could not be read')
      return undefined
    },
    keep: async (update, keep) => {
      const incoming = receive(update, bot(), now())
      if (incoming) await keep(incoming)
      const { callback_query: press } = update
      // Only ends the button's waiting sign. It may be too late for that, and nothing hangs on it.
      if (press) void api.call('answerCallbackQuery', { callback_query_id: press.id }, { timeoutMs })
    },
  }
}
