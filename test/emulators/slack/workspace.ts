/** A block as it was sent: checked by the rules, then kept as it is. */
export type Block = Record<string, unknown> & { type: string }

export type User = { id: string; name: string; deactivated: boolean }

export type Message = {
  ts: string
  /** The person who wrote it; the bot's own user for the bot. */
  user: string
  text: string
  blocks: Block[]
  threadTs?: string
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
  files?: string[]
  /** How often it was changed. */
  edits: number
  deleted: boolean
  /** Seen by one person alone. */
  onlyFor?: string
}

export type Channel = {
  id: string
  kind: 'im' | 'room'
  name: string
  /** The person of a direct channel. */
  user?: string
  members: Set<string>
  archived: boolean
  messages: Message[]
}

export type StoredFile = {
  id: string
  name: string
  title: string
  type: string
  bytes: Buffer
  by: string
  shared: string[]
  deleted: boolean
}

export type View = {
  id: string
  /** The app's own name for it, one view at a time. */
  externalId?: string
  user: string
  type: 'modal' | 'home'
  view: Record<string, unknown> & { blocks: Block[] }
  open: boolean
  updates: number
}

/** A call of the Web API as it came, and how it was answered. */
export type Call = { method: string; args: Record<string, unknown>; answer: string; at: number }

/** A team with its people, channels, messages, files and views; everything that happened stays in it. */
export type Workspace = {
  team: string
  bot: { user: string; id: string }
  users: Map<string, User>
  channels: Map<string, Channel>
  files: Map<string, StoredFile>
  /** Slack shows a file in its message some time after it was shared: until then messages are read without their files. */
  hiddenFiles: boolean
  views: Map<string, View>
  calls: Call[]
  /** Triggers by which a view may be opened, with the moment at which each expires. */
  triggers: Map<string, { user: string; until: number; used: boolean }>
  /** Addresses at which one person can be told something in a channel, five times within half an hour. */
  addresses: Map<string, { channel: Channel; user: string; until: number; left: number }>
  nextTs: () => string
  nextId: (letter: string) => string
  addUser: (name: string) => User
  addRoom: (name: string, members: User[], withBot?: boolean) => Channel
  /** The direct channel with the bot; made where there is none. */
  directWith: (user: string) => Channel
}

export function createWorkspace(now: () => number = Date.now): Workspace {
  let counter = 0
  let lastTs = 0
  const nextId = (letter: string) => `${letter}${String((counter += 1)).padStart(8, '0')}`
  const workspace: Workspace = {
    team: 'T00000001',
    bot: { user: 'U0000B0T0', id: 'B00000001' },
    users: new Map(),
    channels: new Map(),
    files: new Map(),
    hiddenFiles: false,
    views: new Map(),
    calls: [],
    triggers: new Map(),
    addresses: new Map(),
    // Timestamps are unique in a workspace: microseconds that only grow.
    nextTs: () => {
      lastTs = Math.max(lastTs + 1, now() * 1000)
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`
    },
    nextId,
    addUser: (name) => {
      const user = { id: nextId('U'), name, deactivated: false }
      workspace.users.set(user.id, user)
      return user
    },
    addRoom: (name, members, withBot = true) => {
      const channel: Channel = {
        id: nextId('C'),
        kind: 'room',
        name,
        members: new Set([...members.map(({ id }) => id), ...(withBot ? [workspace.bot.user] : [])]),
        archived: false,
        messages: [],
      }
      workspace.channels.set(channel.id, channel)
      return channel
    },
    directWith: (user) => {
      const known = [...workspace.channels.values()].find((channel) => channel.kind === 'im' && channel.user === user)
      if (known) return known
      const channel: Channel = {
        id: nextId('D'),
        kind: 'im',
        name: 'directmessage',
        user,
        members: new Set([user, workspace.bot.user]),
        archived: false,
        messages: [],
      }
      workspace.channels.set(channel.id, channel)
      return channel
    },
  }
  return workspace
}
