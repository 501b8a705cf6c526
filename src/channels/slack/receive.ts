import type { Body, Incoming } from '../../message/incoming.ts'
import type { ChatRef } from '../../message/references.ts'
import type { BlockActions, HomeEvent, MembershipEvent, MessageEvent, Payload, SlackFile } from './payload.ts'
import { readSubmission } from './modal.ts'
import { homeChat, homeParts, incomingId, isDirect, messageId, privateChat, roomChat } from './references.ts'
import { asTyped } from './typed-text.ts'

/** The bot as Slack names it; unknown until Slack was reached, and then each event says it too. */
export type Bot = { user?: string }

const person = (id: string) => ({ channel: 'slack' as const, id })
const momentOf = (ts: string): string => new Date(Math.floor(Number(ts) * 1000)).toISOString()

/** What Slack sent as the house takes it from any channel; nothing where nobody said or did anything that concerns it. `now` is for what carries no time of its own. */
export function receive(payload: Payload, bot: Bot, now: Date): Incoming[] {
  if ('command' in payload) {
    const { command, text, user_id: user, channel_id: channel, trigger_id: id } = payload
    const body: Body = { kind: 'command', name: command.slice(1).toLowerCase(), argument: asTyped(text).trim() }
    const chat = chatFor(channel, user)
    return [
      {
        id: incomingId.other('command', id),
        chat,
        person: person(user),
        at: now.toISOString(),
        body,
        ...named(chat, payload.channel_name),
      },
    ]
  }
  switch (payload.type) {
    case 'block_actions':
      return payload.actions.flatMap((action) => pressed(payload, action, now))
    case 'view_submission':
      return readSubmission(payload, now)
    case 'event_callback': {
      const self = payload.authorizations?.find(({ is_bot }) => is_bot)?.user_id ?? bot.user
      const { event, event_id: id } = payload
      if ('ts' in event) return said(event, self)
      return 'tab' in event ? openedHome(event) : membership(event, id, self, now)
    }
  }
}

/** Private channels, and talks of several people, have no name that Slack tells. */
const nameless = new Set(['privategroup', 'directmessage'])
const named = ({ kind }: ChatRef, name: string | undefined): Pick<Incoming, 'roomName'> =>
  kind === 'private' || name === undefined || nameless.has(name) || name.startsWith('mpdm-') ? {} : { roomName: `#${name}` }

const chatFor = (channel: string, user: string): ChatRef => (isDirect(channel) ? privateChat(user) : roomChat(channel))

function pressed(payload: BlockActions, action: BlockActions['actions'][number], now: Date): Incoming[] {
  const { container, user } = payload
  const from = { person: person(user.id), at: now.toISOString() }
  const [kind, name] = action.action_id.split(':')
  // A button of the home page or of a modal is a command in the person's own chat.
  if (kind === 'command' && name)
    return [
      {
        id: incomingId.other('action', `${user.id}.${action.action_ts}`),
        chat: privateChat(user.id),
        ...from,
        body: { kind: 'command', name, argument: '' },
      },
    ]
  const { channel_id: channel, message_ts: ts, thread_ts: thread } = container
  if ((kind !== 'press' && kind !== 'value') || !action.value || !channel || !ts) return []
  const id =
    kind === 'value'
      ? incomingId.asking({ channel, ts }, thread, user.id, action.action_ts)
      : incomingId.press({ channel, ts }, thread, `${user.id}.${action.action_ts}`)
  const chat = chatFor(channel, user.id)
  return [{ id, chat, ...from, body: { kind: 'press', token: action.value }, ...named(chat, payload.channel?.name) }]
}

/** What people say carries no subtype, or one of these; all others tell of edits, of joins and of bots. */
const spoken = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

function said(event: MessageEvent, self: string | undefined): Incoming[] {
  const { user, channel, ts, thread_ts: thread } = event
  if (!user || user === self || event.bot_id || !spoken.has(event.subtype)) return []
  const direct = isDirect(channel)
  const mention = self === undefined ? undefined : new RegExp(`<@${self}(?:\\|[^>]*)?>`, 'g')
  const called = event.type === 'app_mention' || (mention?.test(event.text) ?? false)
  const inThread = thread !== undefined && thread !== ts
  // In a room people talk with each other: only what is said to the bot, in its threads and in those that a person opened with it, is kept.
  const meant = inThread && (event.parent_user_id === self || event.parent_user_id === user)
  if (!direct && !called && !meant) return []
  const text = asTyped(mention ? event.text.replace(mention, ' ') : event.text).trim()
  const body = bodyOf(text, event.files ?? [], called && !inThread && !direct)
  if (!body) return []
  return [
    {
      id: incomingId.message({ channel, ts }, inThread ? thread : undefined),
      chat: chatFor(channel, user),
      person: person(user),
      at: momentOf(ts),
      body,
      ...(inThread && thread && { replyTo: messageId({ channel, ts: thread }) }),
    },
  ]
}

const command = /^\/?([a-z][a-z0-9_-]*)(?:\s+([\s\S]*))?$/i

function bodyOf(text: string, files: SlackFile[], called: boolean): Body | undefined {
  const readable = files.filter(({ mimetype, mode }) => !/^(?:audio|video)\//.test(mimetype ?? '') && mode !== 'tombstone')
  if (readable.length > 0) return { kind: 'upload', files: readable.map(fileOf), ...(text && { caption: text }) }
  if (files.length > 0 && !text) return { kind: 'unreadable', what: files[0]?.subtype ?? files[0]?.mimetype ?? 'file' }
  // Called by name in a room, the first word is the command, as after a slash.
  const slash = text.startsWith('/')
  const found = called || slash ? command.exec(text) : null
  if (found)
    return { kind: 'command', name: (found[1] ?? '').toLowerCase(), argument: (found[2] ?? '').trim(), ...(!slash && { called: text }) }
  if (called && text === '') return { kind: 'command', name: 'bantuan', argument: '' }
  return text === '' ? undefined : { kind: 'text', text }
}

const fileOf = ({ id, name, title, mimetype, size }: SlackFile) => ({
  ref: id,
  name: asTyped(name ?? title ?? id),
  ...(mimetype && { type: mimetype }),
  ...(typeof size === 'number' && { size }),
})

/** Each part of the home page is asked for like a command; opening it again and again within ten seconds is one opening. */
function openedHome({ user, tab, event_ts: ts }: HomeEvent): Incoming[] {
  if (tab !== 'home') return []
  const opening = Math.floor(Number(ts) / 10)
  return homeParts.map((part) => ({
    id: incomingId.other('home', `${user}.${part}.${opening}`),
    chat: homeChat(user, part),
    person: person(user),
    at: momentOf(ts),
    body: { kind: 'command', name: part, argument: '' },
  }))
}

function membership(event: MembershipEvent, id: string, self: string | undefined, now: Date): Incoming[] {
  const { type, channel, user } = event
  const joins = type === 'member_joined_channel' || type.endsWith('_unarchive')
  // Of people who come and go in a room the house wants to know nothing.
  if (type.startsWith('member_') && user !== self) return []
  const by = event.inviter ?? event.actor_id ?? user ?? self
  if (by === undefined) return []
  return [
    {
      id: incomingId.other('event', id),
      chat: roomChat(channel),
      person: person(by),
      at: now.toISOString(),
      body: { kind: 'membership', change: joins ? 'joined' : 'left' },
    },
  ]
}
