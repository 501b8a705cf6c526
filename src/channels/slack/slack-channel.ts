import type { Clock } from '../../clock.ts'
import type { Logger } from '../../logger.ts'
import type { Locale, Texts } from '../../text/texts.ts'
import { typedPerMinute } from '../channel.ts'
import type { Channel, Delivery, Keep, Limits, Outgoing } from '../channel.ts'
import { createSlackApi, sayFailure } from './api.ts'
import { fetchFile } from './files.ts'
import { createHomePages, homeView, publishHome } from './home.ts'
import { withMethodPauses } from './method-pauses.ts'
import { askedForValue } from './modal.ts'
import { createOpenModals } from './open-modals.ts'
import { readPayload } from './payload.ts'
import { receive } from './receive.ts'
import type { Bot } from './receive.ts'
import { slackRoute, socketIntake } from './receiver.ts'
import type { SocketIntake, TakeIn } from './receiver.ts'
import { askedBy, homeOf } from './references.ts'
import { createSend } from './send.ts'
import { tellWhereUninvited } from './uninvited.ts'

/** What Slack needs of the house. */
export type SlackParts = {
  token: string
  /** Where the Web API is: `https://slack.com/api/`. */
  apiUrl: string
  mode: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string }
  logger: Logger
  clock: Clock
  texts: Record<Locale, Texts>
  /** The language of the person behind an account: what opens at once on a press can't wait for the house. */
  localeOf: (user: string) => Promise<Locale>
}

/** Slack lets an app post once a second in a channel, with short bursts, and some hundreds of messages a minute in a workspace. */
const slackLimits: Limits = {
  bot: [{ count: 5, perMs: 1000 }],
  private: [{ count: 3, perMs: 3000 }],
  room: [{ count: 3, perMs: 3000 }],
}

/** The channel of a Slack workspace: events over HTTP or by socket, messages, home pages and modals by the Web API. */
export function createSlackChannel(parts: SlackParts): Channel {
  const { token, apiUrl, mode, logger, clock, texts, localeOf } = parts
  const now = () => performance.now()
  const api = withMethodPauses(createSlackApi({ token, apiUrl, logger }), now)
  const send = createSend({ api, now })
  const homePages = createHomePages()
  const modals = createOpenModals(api, logger)
  const bot: Bot = {}
  let socket: SocketIntake | undefined
  const courtesies = new Set<Promise<void>>()

  const localeFor = (user: string): Promise<Locale> => localeOf(user).catch(() => 'id' as const)
  /** What may fail without harm, beside the way of a letter; ended before the channel is. */
  const beside = (work: Promise<void>): void => {
    const courtesy = work
      .catch((error: unknown) => logger.warn({ err: error }, 'a courtesy of Slack failed'))
      .finally(() => courtesies.delete(courtesy))
    courtesies.add(courtesy)
  }

  const takeIn =
    (keep: Keep): TakeIn =>
    async (body) => {
      const payload = readPayload(body)
      if (!payload) return
      for (const incoming of receive(payload, bot, clock.now())) await keep(incoming)
      if ('command' in payload) beside(localeFor(payload.user_id).then((locale) => tellWhereUninvited(api, payload, bot, texts[locale])))
      const asked = 'type' in payload && payload.type === 'block_actions' ? { by: payload.user.id, ...askedForValue(payload) } : undefined
      const { trigger, press, memory } = asked ?? {}
      // The trigger lives for three seconds: opened beside the acknowledgement, not after the answer.
      if (asked && trigger && press && memory)
        beside(localeFor(asked.by).then((locale) => modals.open(trigger, press, memory, texts[locale])))
    }

  const sendHome = async (home: NonNullable<ReturnType<typeof homeOf>>, outgoing: Outgoing): Promise<Delivery> => {
    // A picture that follows the words has no place on the page; what stands beside it would take theirs.
    if (outgoing.file) return { kind: 'sent', id: `home:${home.user}` }
    const locale = await localeFor(home.user)
    const page = homePages.put(home.user, home.part, outgoing.parts)
    const delivery = await publishHome(api, home.user, homeView(page, texts[locale]))
    // The other part was shown meanwhile: whichever arrived last, the page then has both.
    const newest = homePages.newest(home.user)
    return delivery.kind === 'sent' && newest && newest !== page ? publishHome(api, home.user, homeView(newest, texts[locale])) : delivery
  }

  const sendLetter = async (outgoing: Outgoing): Promise<Delivery> => {
    const delivery = await send(outgoing)
    const { replyTo, replaces } = outgoing
    const by = askedBy(replyTo)
    // What takes the place of an older message is not the question.
    if (delivery.kind === 'sent' && replyTo !== undefined && by !== undefined && replaces === undefined)
      beside(localeFor(by).then((locale) => modals.fill(replyTo, outgoing, delivery.id, texts[locale])))
    return delivery
  }

  return {
    name: 'slack',
    limits: slackLimits,
    readsPerMinute: typedPerMinute,
    forms: true,
    routes: (server, keep) => {
      if (mode.kind === 'http') slackRoute(server, mode.signingSecret, takeIn(keep))
    },
    start: async (keep) => {
      const who = await api.call('auth.test')
      const user = who.ok ? who.result['user_id'] : undefined
      if (typeof user === 'string') bot.user = user
      // Whoever else is served goes on being served; letters to Slack wait until the operator has mended it.
      if (!who.ok)
        logger.error({ why: sayFailure(who.failure) }, 'Slack does not know this bot, or could not be reached: see SLACK_BOT_TOKEN')
      if (mode.kind === 'socket') {
        socket = socketIntake({ appToken: mode.appToken, apiUrl, logger }, takeIn(keep))
        await socket.start()
      }
    },
    send: (outgoing) => {
      const home = homeOf(outgoing.chat)
      return home ? sendHome(home, outgoing) : sendLetter(outgoing)
    },
    // Slack shows nobody that an app is writing.
    working: async () => undefined,
    fetch: (file) => fetchFile(api, file),
    stop: async () => {
      await socket?.stop()
      await Promise.all(courtesies)
    },
  }
}
