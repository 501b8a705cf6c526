import type { Attempt, SlackDelivery } from './delivery.ts'
import { isObject } from './block-rules.ts'
import type { Block, Channel, Message, User, View, Workspace } from './workspace.ts'

/** A button as a person sees it in a message or on a page. */
export type SeenButton = { label: string; actionId: string; value: string | undefined }

export const buttonsIn = (blocks: Block[]): SeenButton[] =>
  blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => (Array.isArray(elements) ? (elements as Record<string, unknown>[]) : []))
    .map((element) => ({
      label: isObject(element['text']) ? String(element['text']['text']) : '',
      actionId: String(element['action_id']),
      value: typeof element['value'] === 'string' ? element['value'] : undefined,
    }))

/** The text that people type, as Slack passes it on. */
const passedOn = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

type Say = { in?: Channel; thread?: string; mention?: boolean; subtype?: string; files?: string[]; raw?: boolean }

/** What a person does in Slack. Everything returns what became of its delivery. */
export type Person = {
  user: User
  direct: () => Channel
  says: (text: string, how?: Say) => Promise<Attempt & { ts: string }>
  commands: (command: string, text?: string, channel?: Channel) => Promise<Attempt>
  /** Presses the newest button of a label in a channel; `token` one that no message carries any more. */
  presses: (label: string, how?: { in?: Channel; message?: string; repeat?: boolean }) => Promise<Attempt>
  /** Taps a button of a message as it was seen, whether the message still has it or not. */
  taps: (button: SeenButton & { message: string }, repeat?: boolean, channel?: Channel) => Promise<Attempt>
  pressesHome: (label: string) => Promise<Attempt>
  /** The view that is open for this person, if any. */
  modal: () => View | undefined
  submits: (text: string, view?: View) => Promise<Attempt>
  uploads: (files: { name: string; bytes: Buffer; type: string }[], text?: string, how?: Say) => Promise<Attempt>
  edits: (ts: string, text: string) => Promise<Attempt>
  opensHome: () => Promise<Attempt>
  /** What the bot has said in a channel to this person alone. */
  whispered: (channel: Channel) => string[]
  home: () => View | undefined
}

export function createPerson(
  user: User,
  workspace: Workspace,
  delivery: SlackDelivery,
  commands: readonly string[],
  triggerMs: number,
  now: () => number,
  base: () => string,
): Person {
  const direct = () => workspace.directWith(user.id)
  const trigger = (): string => {
    const id = workspace.nextId('trigger.')
    workspace.triggers.set(id, { user: user.id, until: now() + triggerMs, used: false })
    return id
  }
  const respondAt = (channel: Channel): string => {
    const id = workspace.nextId('R')
    workspace.addresses.set(id, { channel, user: user.id, until: now() + 30 * 60_000, left: 5 })
    return `${base()}/commands/${id}`
  }
  const event = (inner: Record<string, unknown>) =>
    delivery.deliver('events_api', {
      type: 'event_callback',
      event_id: workspace.nextId('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      team_id: workspace.team,
      api_app_id: 'A00000001',
      authorizations: [{ team_id: workspace.team, user_id: workspace.bot.user, is_bot: true }],
      event: inner,
    })

  const says: Person['says'] = async (text, how = {}) => {
    const channel = how.in ?? direct()
    const written = (how.mention ? `<@${workspace.bot.user}> ` : '') + (how.raw ? text : passedOn(text))
    const message: Message = {
      ts: workspace.nextTs(),
      user: user.id,
      text: written,
      blocks: [],
      edits: 0,
      deleted: false,
      ...(how.thread && { threadTs: how.thread }),
      ...(how.files && { files: how.files }),
    }
    channel.messages.push(message)
    const root = channel.messages.find(({ ts }) => ts === how.thread)
    const inner = {
      user: user.id,
      channel: channel.id,
      text: written,
      ts: message.ts,
      event_ts: message.ts,
      ...(how.thread && { thread_ts: how.thread, ...(root && { parent_user_id: root.user }) }),
      ...(how.files && { files: how.files.map((id) => fileOf(id)) }),
    }
    const subtype = how.subtype ?? (how.files ? 'file_share' : undefined)
    const sent = event({ type: 'message', channel_type: channel.kind === 'im' ? 'im' : 'channel', ...(subtype && { subtype }), ...inner })
    // In rooms a mention is told twice, in two events with ids of their own.
    const [first] = await Promise.all([sent, ...(how.mention ? [event({ type: 'app_mention', ...inner })] : [])])
    return { ...first, ts: message.ts }
  }

  const fileOf = (id: string) => {
    const file = workspace.files.get(id)
    return {
      id,
      name: file?.name,
      title: file?.title,
      mimetype: file?.type,
      size: file?.bytes.length,
      mode: 'hosted',
      url_private: 'https://files.slack.com/',
    }
  }

  const act = (button: SeenButton, container: Record<string, unknown>, repeat = false) => {
    const channel = workspace.channels.get(String(container['channel_id']))
    const payload = {
      type: 'block_actions',
      user: { id: user.id, team_id: workspace.team },
      team: { id: workspace.team },
      trigger_id: trigger(),
      container,
      ...(channel && { channel: { id: channel.id, name: channel.name } }),
      actions: [
        {
          type: 'button',
          action_id: button.actionId,
          block_id: 'row',
          value: button.value,
          text: { type: 'plain_text', text: button.label },
          action_ts: workspace.nextTs(),
        },
      ],
    }
    return delivery.deliver('interactive', payload).then((attempt) => (repeat ? delivery.deliver('interactive', payload) : attempt))
  }

  return {
    user,
    direct,
    says,
    commands: async (command, text = '', channel = direct()) => {
      if (!commands.includes(command)) throw new Error(`${command} is not a valid command`)
      return delivery.deliver('slash_commands', {
        command,
        text,
        user_id: user.id,
        user_name: user.name,
        channel_id: channel.id,
        channel_name: channel.name,
        team_id: workspace.team,
        api_app_id: 'A00000001',
        trigger_id: trigger(),
        response_url: respondAt(channel),
      })
    },
    presses: async (label, how = {}) => {
      const channel = how.in ?? direct()
      const carriers = channel.messages.filter(({ deleted, ts }) => !deleted && (how.message === undefined || how.message === ts))
      const found = carriers
        .flatMap((message) => buttonsIn(message.blocks).map((button) => ({ message, button })))
        .findLast(({ button }) => button.label === label)
      if (!found)
        throw new Error(
          `no button ${label} in ${carriers.flatMap(({ blocks }) => buttonsIn(blocks).map((button) => button.label)).join(', ')}`,
        )
      const { message, button } = found
      return act(
        button,
        {
          type: 'message',
          message_ts: message.ts,
          channel_id: channel.id,
          is_ephemeral: false,
          ...(message.threadTs && { thread_ts: message.threadTs }),
        },
        how.repeat,
      )
    },
    taps: async (button, repeat = false, channel = direct()) =>
      act(button, { type: 'message', message_ts: button.message, channel_id: channel.id, is_ephemeral: false }, repeat),
    pressesHome: async (label) => {
      const home = workspace.views.get(`VH${user.id}`)
      const button = home && buttonsIn(home.view.blocks).find((one) => one.label === label)
      if (!button) throw new Error(`no button ${label} on the home page`)
      return act(button, { type: 'view', view_id: home.id })
    },
    modal: () => [...workspace.views.values()].findLast((view) => view.user === user.id && view.type === 'modal' && view.open),
    submits: async (text, given) => {
      const view = given ?? [...workspace.views.values()].findLast((one) => one.user === user.id && one.type === 'modal' && one.open)
      const input = view?.view.blocks.find(({ type }) => type === 'input')
      if (!view || !input) throw new Error('no open modal with an input')
      const element = isObject(input['element']) ? input['element'] : {}
      const attempt = await delivery.deliver('interactive', {
        type: 'view_submission',
        user: { id: user.id },
        team: { id: workspace.team },
        trigger_id: trigger(),
        view: {
          id: view.id,
          callback_id: view.view['callback_id'],
          private_metadata: view.view['private_metadata'],
          state: { values: { [String(input['block_id'])]: { [String(element['action_id'])]: { type: 'plain_text_input', value: text } } } },
        },
      })
      if (attempt.outcome === 'acked') view.open = false
      return attempt
    },
    uploads: async (files, text = '', how = {}) => {
      const ids = files.map(({ name, bytes, type }) => {
        const id = workspace.nextId('F')
        workspace.files.set(id, { id, name, title: name, type, bytes, by: user.id, shared: [], deleted: false })
        return id
      })
      return says(text, { ...how, files: ids })
    },
    edits: async (ts, text) => {
      const channel = direct()
      return event({
        type: 'message',
        subtype: 'message_changed',
        channel: channel.id,
        channel_type: 'im',
        ts: workspace.nextTs(),
        message: { ts, user: user.id, text },
      })
    },
    opensHome: () => event({ type: 'app_home_opened', user: user.id, channel: direct().id, tab: 'home', event_ts: workspace.nextTs() }),
    whispered: (channel) => channel.messages.filter(({ onlyFor }) => onlyFor === user.id).map(({ text }) => text),
    home: () => workspace.views.get(`VH${user.id}`),
  }
}
