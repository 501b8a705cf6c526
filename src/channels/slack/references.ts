import type { ChatRef } from '../../message/references.ts'

/** A message of Slack: its channel and its timestamp, which is its name there. */
export type Place = { channel: string; ts: string }

/** The name of a message as the house keeps it: `D024BE91L:1726000000.000100`. Edits and replies need the channel too. */
export const messageId = ({ channel, ts }: Place): string => `${channel}:${ts}`

/** The message of a name; nothing for any other text. */
export function placeOf(id: string | undefined): Place | undefined {
  const match = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(id ?? '')
  return match?.[1] && match[2] ? { channel: match[1], ts: match[2] } : undefined
}

/**
 * A private chat goes by the person, not by the direct channel with them: so a button on the home page, a command typed anywhere and a
 * direct message are one chat, in order, and somebody who never wrote can be written to. A room goes by its channel; its threads are
 * answers in the room, so that what the room is registered as holds in them.
 */
export const privateChat = (user: string): ChatRef => ({ channel: 'slack', id: user, kind: 'private' })
export const roomChat = (channel: string): ChatRef => ({ channel: 'slack', id: channel, kind: 'room' })

/** Direct channels begin with a D, whoever they are with. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')

/** What an incoming is called: by the message that it is, or that it was pressed in, with the thread to answer in. Slack tells of one message in several events; they are one. */
export const incomingId = {
  message: ({ channel, ts }: Place, thread: string | undefined): string => ['message', channel, ts, ...(thread ? [thread] : [])].join(':'),
  press: ({ channel, ts }: Place, thread: string | undefined, press: string): string =>
    ['press', channel, ts, thread ?? '', press].join(':'),
  /** A press that leads to the question for a value: a modal is open for it, by this very name. */
  asking: ({ channel, ts }: Place, thread: string | undefined, user: string, press: string): string =>
    ['value', channel, ts, thread ?? '', `${user}.${press}`].join(':'),
  other: (kind: string, id: string): string => `${kind}:${id}`,
}

/**
 * The thread in which an incoming is answered, by its name; nothing where there is none. In a room every message is answered in a thread,
 * in a private chat only what stands in one.
 */
export function threadOf(incoming: string | undefined, chat: ChatRef['kind']): string | undefined {
  const [kind, , ts, thread] = (incoming ?? '').split(':')
  if (kind !== 'message' && kind !== 'press' && kind !== 'value') return undefined
  if (chat === 'room') return thread || ts
  return thread || undefined
}

/** Who pressed for the question that a letter answers, where they did; nothing for what answers anything else. */
export function askedBy(incoming: string | undefined): string | undefined {
  const [kind, , , , press] = (incoming ?? '').split(':')
  return kind === 'value' ? press?.split('.')[0] : undefined
}

/** A part of a person's home page is a chat of its own, to which the house answers and of which nobody hears: `U024BE7LH/tugas`. */
export const homeParts = ['tugas', 'capaian'] as const
export type HomePart = (typeof homeParts)[number]
export const homeChat = (user: string, part: HomePart): ChatRef => ({ channel: 'slack', id: `${user}/${part}`, kind: 'private' })

/** Whose home page a chat is a part of, and which; nothing for every other chat. */
export function homeOf(chat: ChatRef): { user: string; part: HomePart } | undefined {
  const [user, name] = chat.id.split('/')
  const part = homeParts.find((known) => known === name)
  return user && part ? { user, part } : undefined
}
