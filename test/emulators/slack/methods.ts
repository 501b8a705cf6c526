import { isObject, lettersIn, wrongBlocks, wrongView } from './block-rules.ts'
import type { Block, Channel, Message, View, Workspace } from './workspace.ts'

/** A method's answer without its `ok`, or the code with which it is refused. */
export type Result = Record<string, unknown> | { refused: string; messages?: string[] }
type Args = Record<string, unknown>
type Method = (workspace: Workspace, args: Args, now: number) => Result

const refuse = (refused: string, messages?: string[]): Result => ({ refused, ...(messages && { messages }) })
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
/** Arguments of several parts come as JSON in a form. */
const json = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

/** The channel that a call names; a person's id stands for the direct channel with them. */
function channelNamed(workspace: Workspace, id: unknown): Channel | string {
  const name = text(id)
  if (name === undefined) return 'channel_not_found'
  if (name.startsWith('U')) {
    const user = workspace.users.get(name)
    if (!user) return 'channel_not_found'
    return user.deactivated ? 'user_disabled' : workspace.directWith(name)
  }
  const channel = workspace.channels.get(name)
  if (!channel) return 'channel_not_found'
  if (channel.archived) return 'is_archived'
  if (channel.kind === 'im' && workspace.users.get(channel.user ?? '')?.deactivated) return 'user_disabled'
  return channel.members.has(workspace.bot.user) ? channel : 'not_in_channel'
}

function contentOf(args: Args): Pick<Message, 'text' | 'blocks' | 'metadata'> | Result {
  const content = text(args['text'])
  const given = args['blocks'] === undefined ? [] : json(args['blocks'])
  const wrong = wrongBlocks(given, 'message')
  if (wrong.length > 0)
    return refuse(
      'invalid_blocks',
      wrong.map((line) => `[ERROR] ${line}`),
    )
  const blocks = given as Block[]
  if (content === undefined && blocks.length === 0) return refuse('no_text')
  if ((content?.length ?? 0) > 40_000) return refuse('msg_too_long')
  if (lettersIn(blocks) > 13_200) return refuse('msg_blocks_too_long')
  const metadata = args['metadata'] === undefined ? undefined : json(args['metadata'])
  if (metadata !== undefined && !(isObject(metadata) && typeof metadata['event_type'] === 'string' && isObject(metadata['event_payload'])))
    return refuse('invalid_metadata_format')
  return { text: content ?? '', blocks, ...(metadata !== undefined && { metadata: metadata as Message['metadata'] }) }
}

const shown = (message: Message, workspace: Workspace, withMetadata: boolean): Record<string, unknown> => ({
  type: 'message',
  ts: message.ts,
  user: message.user,
  text: message.text,
  blocks: message.blocks,
  ...(message.user === workspace.bot.user && { bot_id: workspace.bot.id }),
  ...(message.threadTs && { thread_ts: message.threadTs }),
  ...(message.files && !workspace.hiddenFiles && { files: message.files.map((id) => ({ id, name: workspace.files.get(id)?.name })) }),
  ...(withMetadata && message.metadata && { metadata: message.metadata }),
})

const post: Method = (workspace, args) => {
  const channel = channelNamed(workspace, args['channel'])
  if (typeof channel === 'string') return refuse(channel)
  const thread = text(args['thread_ts'])
  if (thread !== undefined && !channel.messages.some(({ ts }) => ts === thread)) return refuse('thread_not_found')
  const content = contentOf(args)
  if (!('text' in content) || !Array.isArray(content.blocks)) return content
  const message: Message = {
    ...(content as Pick<Message, 'text' | 'blocks' | 'metadata'>),
    ts: workspace.nextTs(),
    user: workspace.bot.user,
    edits: 0,
    deleted: false,
    ...(thread !== undefined && { threadTs: thread }),
  }
  channel.messages.push(message)
  return { channel: channel.id, ts: message.ts, message: shown(message, workspace, true) }
}

const update: Method = (workspace, args) => {
  const channel = channelNamed(workspace, args['channel'])
  if (typeof channel === 'string') return refuse(channel)
  const message = channel.messages.find(({ ts, deleted }) => ts === args['ts'] && !deleted)
  if (!message) return refuse('message_not_found')
  if (message.user !== workspace.bot.user) return refuse('cant_update_message')
  const content = contentOf(args)
  if ('refused' in content) return content
  Object.assign(message, content, { edits: message.edits + 1 })
  return { channel: channel.id, ts: message.ts, text: message.text }
}

const history =
  (inThread: boolean): Method =>
  (workspace, args) => {
    const channel = channelNamed(workspace, args['channel'])
    if (typeof channel === 'string') return refuse(channel)
    const root = text(args['ts'])
    if (inThread && !channel.messages.some(({ ts }) => ts === root)) return refuse('thread_not_found')
    const withMetadata = String(args['include_all_metadata']) === 'true'
    const limit = Number(args['limit'] ?? 100)
    const messages = channel.messages.filter(
      ({ threadTs, ts, deleted, onlyFor }) =>
        !deleted && onlyFor === undefined && (inThread ? threadTs === root || ts === root : threadTs === undefined),
    )
    const part = inThread ? messages.slice(0, limit) : messages.toReversed().slice(0, limit)
    return { messages: part.map((message) => shown(message, workspace, withMetadata)), has_more: messages.length > limit }
  }

const viewOf = ({ id, view, type }: View) => ({ id, type, ...view, hash: `${id}.hash` })

export const methods: Record<string, Method> = {
  'auth.test': ({ team, bot }) => ({ team_id: team, user_id: bot.user, bot_id: bot.id, team: 'emulator', user: 'capaian' }),
  'chat.postMessage': post,
  'chat.update': update,
  'chat.delete': (workspace, args) => {
    const channel = channelNamed(workspace, args['channel'])
    if (typeof channel === 'string') return refuse(channel)
    const message = channel.messages.find(({ ts }) => ts === args['ts'])
    if (!message || message.deleted) return refuse('message_not_found')
    message.deleted = true
    return { channel: channel.id, ts: message.ts }
  },
  'chat.postEphemeral': (workspace, args, now) => {
    const user = text(args['user'])
    if (!user || !workspace.users.has(user)) return refuse('user_not_in_channel')
    const result = post(workspace, args, now)
    const channel = channelNamed(workspace, args['channel'])
    const message = typeof channel === 'string' ? undefined : channel.messages.at(-1)
    if ('refused' in result || !message) return result
    message.onlyFor = user
    return { message_ts: message.ts }
  },
  'conversations.open': (workspace, args) => {
    const user = workspace.users.get(text(args['users']) ?? '')
    if (!user) return refuse('user_not_found')
    if (user.deactivated) return refuse('user_disabled')
    return { channel: { id: workspace.directWith(user.id).id } }
  },
  'conversations.history': history(false),
  'conversations.replies': history(true),
  'conversations.info': (workspace, args) => {
    const channel = workspace.channels.get(text(args['channel']) ?? '')
    if (!channel) return refuse('channel_not_found')
    const { id, name, kind, archived, members } = channel
    return { channel: { id, name, is_im: kind === 'im', is_archived: archived, is_member: members.has(workspace.bot.user) } }
  },
  'users.info': (workspace, args) => {
    const user = workspace.users.get(text(args['user']) ?? '')
    return user ? { user: { id: user.id, name: user.name, deleted: user.deactivated } } : refuse('user_not_found')
  },
  'views.open': (workspace, args, now) => {
    const trigger = workspace.triggers.get(text(args['trigger_id']) ?? '')
    if (!trigger) return refuse('invalid_trigger_id')
    if (trigger.until < now) return refuse('expired_trigger_id')
    if (trigger.used) return refuse('exchanged_trigger_id')
    const view = json(args['view'])
    const wrong = wrongView(view)
    if (wrong.length > 0)
      return refuse(
        'invalid_arguments',
        wrong.map((line) => `[ERROR] ${line}`),
      )
    const externalId = isObject(view) ? text(view['external_id']) : undefined
    if (externalId !== undefined && [...workspace.views.values()].some((one) => one.open && one.externalId === externalId))
      return refuse('duplicate_external_id')
    trigger.used = true
    const opened: View = {
      id: workspace.nextId('V'),
      ...(externalId !== undefined && { externalId }),
      user: trigger.user,
      type: 'modal',
      view: view as View['view'],
      open: true,
      updates: 0,
    }
    workspace.views.set(opened.id, opened)
    return { view: viewOf(opened) }
  },
  'views.update': (workspace, args) => {
    const externalId = text(args['external_id'])
    const known =
      externalId === undefined
        ? workspace.views.get(text(args['view_id']) ?? '')
        : [...workspace.views.values()].findLast((one) => one.externalId === externalId)
    if (!known?.open) return refuse('not_found')
    const view = json(args['view'])
    const wrong = wrongView(view)
    if (wrong.length > 0)
      return refuse(
        'invalid_arguments',
        wrong.map((line) => `[ERROR] ${line}`),
      )
    known.view = view as View['view']
    known.updates += 1
    return { view: viewOf(known) }
  },
  'views.publish': (workspace, args) => {
    const user = workspace.users.get(text(args['user_id']) ?? '')
    if (!user) return refuse('user_not_found')
    const view = json(args['view'])
    const wrong = wrongView(view)
    if (wrong.length > 0 || !isObject(view) || view['type'] !== 'home') return refuse('invalid_arguments', wrong)
    const id = `VH${user.id}`
    const before = workspace.views.get(id)
    const home: View = { id, user: user.id, type: 'home', view: view as View['view'], open: true, updates: (before?.updates ?? -1) + 1 }
    workspace.views.set(id, home)
    return { view: viewOf(home) }
  },
  'files.info': (workspace, args) => {
    const file = workspace.files.get(text(args['file']) ?? '')
    if (!file) return refuse('file_not_found')
    return file.deleted ? refuse('file_deleted') : { file: { id: file.id, name: file.name, mimetype: file.type, size: file.bytes.length } }
  },
  'files.completeUploadExternal': (workspace, args) => {
    const files = json(args['files'])
    if (!Array.isArray(files) || files.length === 0) return refuse('invalid_arguments')
    const channel = args['channel_id'] === undefined ? undefined : channelNamed(workspace, args['channel_id'])
    // A person's id is no channel here, unlike in chat.postMessage.
    if (typeof channel === 'string' || String(args['channel_id']).startsWith('U')) return refuse('channel_not_found')
    const thread = text(args['thread_ts'])
    const ids: string[] = []
    for (const one of files) {
      const file = isObject(one) ? workspace.files.get(text(one['id']) ?? '') : undefined
      if (!file || file.bytes.length === 0) return refuse('file_not_found')
      if (isObject(one)) file.title = text(one['title']) ?? file.name
      ids.push(file.id)
      if (channel) file.shared.push(channel.id)
    }
    channel?.messages.push({
      ts: workspace.nextTs(),
      user: workspace.bot.user,
      text: text(args['initial_comment']) ?? '',
      blocks: [],
      files: ids,
      edits: 0,
      deleted: false,
      ...(thread !== undefined && { threadTs: thread }),
    })
    return { files: ids.map((id) => ({ id })) }
  },
}
