import type { ReadText } from './read-html.ts'

export type Id = number
export type Button = { text: string; callback_data: string }
export type Attachment = { kind: 'photo' | 'document'; fileId: string; name: string; type: string; bytes: Uint8Array }

/** A message as it stands in a chat. `from` 0 is the bot. */
export type Said = {
  id: Id
  chatId: Id
  from: Id
  thread?: Id
  date: number
  /** Text or caption as people read it. */
  text: string
  entities: ReadText['entities']
  buttons: Button[][]
  /** The label of a button of the keyboard that shares the person's number. */
  asksContact?: string
  file?: Attachment
  replyTo?: Id
  edits: number
}

export type Member = { id: Id; firstName: string; username?: string }
export type Room = {
  id: Id
  type: 'private' | 'group' | 'supergroup'
  title: string
  messages: Said[]
  /** Why the bot can't write there; nothing where it can. */
  closed?: { code: number; description: string; movedTo?: Id }
}

/** Everything that the emulated Telegram knows. */
export type World = {
  users: Map<Id, Member>
  rooms: Map<Id, Room>
  files: Map<string, Attachment>
  nextMessage: () => Id
  nextFile: () => string
  now: () => number
}

export function createWorld(now: () => number): World {
  let messages = 0
  let files = 0
  return {
    users: new Map(),
    rooms: new Map(),
    files: new Map(),
    nextMessage: () => (messages += 1),
    nextFile: () => `file-${(files += 1)}-of-the-emulator`,
    now,
  }
}

export const seconds = (world: World): number => Math.floor(world.now() / 1000)

/** A chat as the Bot API describes it. */
export const chatJson = (room: Room) => ({
  id: room.id,
  type: room.type,
  ...(room.type === 'private' ? { first_name: room.title } : { title: room.title }),
})

export const userJson = ({ id, firstName, username }: Member) => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(username && { username }),
})

export const botUser = { id: 4_242_424_242, is_bot: true, first_name: 'Capaian', username: 'capaian_emulator_bot' }

/** A message as the Bot API describes it. */
export function messageJson(world: World, said: Said): Record<string, unknown> {
  const room = world.rooms.get(said.chatId)
  const author = world.users.get(said.from)
  const replied = said.replyTo === undefined ? undefined : room?.messages.find(({ id }) => id === said.replyTo)
  return {
    message_id: said.id,
    date: said.date,
    chat: room && chatJson(room),
    from: author ? userJson(author) : botUser,
    ...(said.thread !== undefined && { message_thread_id: said.thread, is_topic_message: true }),
    ...(said.edits > 0 && { edit_date: said.date + said.edits }),
    ...(replied && { reply_to_message: messageJson(world, { ...replied, replyTo: undefined }) }),
    ...(said.file ? { caption: said.text || undefined, ...fileJson(said.file) } : { text: said.text, entities: said.entities }),
    ...(said.buttons.length > 0 && { reply_markup: { inline_keyboard: said.buttons } }),
  }
}

function fileJson({ kind, fileId, name, type, bytes }: Attachment): Record<string, unknown> {
  const common = { file_id: fileId, file_unique_id: `u-${fileId}`, file_size: bytes.byteLength }
  if (kind === 'document') return { document: { ...common, file_name: name, mime_type: type } }
  return {
    photo: [
      { ...common, file_id: `small-${fileId}`, width: 90, height: 60 },
      { ...common, width: 1280, height: 853 },
    ],
  }
}
