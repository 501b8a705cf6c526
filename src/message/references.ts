/** The channels that people talk through. */
export const channelNames = ['telegram', 'slack', 'local'] as const
export type ChannelName = (typeof channelNames)[number]

/** A chat on a channel: a private one or a room. `id` is the platform's own (Slack: channel or channel:thread). */
export type ChatRef = { channel: ChannelName; id: string; kind: 'private' | 'room' }
