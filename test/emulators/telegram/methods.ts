import { readHtml } from './read-html.ts'
import type { ReadText } from './read-html.ts'
import { botUser, chatJson, messageJson, seconds } from './world.ts'
import type { Attachment, Button, Room, Said, World } from './world.ts'

/** A call that the Bot API refuses. */
export class Refused extends Error {
  readonly code: number
  readonly parameters: Record<string, unknown> | undefined
  constructor(code: number, description: string, parameters?: Record<string, unknown>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}
const bad = (why: string): Refused => new Refused(400, `Bad Request: ${why}`)

/** What a call brings: its fields, nested ones as JSON text or as objects, and its files. */
export type Payload = { fields: Record<string, unknown>; files: Record<string, Attachment> }
type Method = (payload: Payload) => unknown

/** The methods that change or show the world, as strict as the real ones. `flood` gives the seconds to wait where it is too much. */
export function createMethods(
  world: World,
  flood: (chat: { id: number; group: boolean }) => number | undefined,
  menus: unknown[],
): Record<string, Method> {
  const roomFor = ({ fields }: Payload): Room => {
    const id = Number(fields['chat_id'])
    const room = world.rooms.get(id)
    if (!room) throw bad('chat not found')
    if (room.closed) {
      const { code, description, movedTo } = room.closed
      throw new Refused(code, description, movedTo === undefined ? undefined : { migrate_to_chat_id: movedTo })
    }
    return room
  }
  const pace = (room: Room): void => {
    const wait = flood({ id: room.id, group: room.type !== 'private' })
    if (wait !== undefined) throw new Refused(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait })
  }
  const place = (payload: Payload, content: Pick<Said, 'text' | 'entities' | 'buttons'> & { file?: Attachment }) => {
    const room = roomFor(payload)
    const replied = nested(payload.fields['reply_parameters'])
    const replyTo = replied && room.messages.find(({ id }) => id === replied['message_id'])?.id
    if (replied && replyTo === undefined && replied['allow_sending_without_reply'] !== true) throw bad('message to be replied not found')
    pace(room)
    const thread = payload.fields['message_thread_id']
    const said: Said = {
      id: world.nextMessage(),
      chatId: room.id,
      from: 0,
      date: seconds(world),
      edits: 0,
      ...content,
      ...(thread !== undefined && { thread: Number(thread) }),
      ...(replyTo !== undefined && { replyTo }),
    }
    room.messages.push(said)
    return messageJson(world, said)
  }
  const own = (payload: Payload): Said => {
    const said = roomFor(payload).messages.find(({ id }) => id === Number(payload.fields['message_id']))
    if (!said) throw bad('message to edit not found')
    if (said.from !== 0) throw bad("message can't be edited")
    return said
  }
  const edit = (payload: Payload, change: Partial<Pick<Said, 'text' | 'entities'>>): unknown => {
    const said = own(payload)
    const next = { ...said, ...change, buttons: buttonsIn(payload) }
    const look = ({ text, entities, buttons }: Said) => JSON.stringify([text, entities, buttons])
    if (look(next) === look(said))
      throw bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      )
    pace(roomFor(payload))
    Object.assign(said, next, { edits: said.edits + 1 })
    return messageJson(world, said)
  }
  const sendFile = (payload: Payload, kind: Attachment['kind']): unknown => {
    const content = payload.files[kind]
    if (!content) throw bad(`there is no ${kind} in the request`)
    if (content.bytes.byteLength === 0) throw bad('file must be non-empty')
    if (kind === 'photo' && content.bytes.byteLength > 10 * 1024 * 1024) throw bad('file is too big for a photo')
    if (content.bytes.byteLength > 50 * 1024 * 1024) throw new Refused(413, 'Request Entity Too Large')
    const file: Attachment = { ...content, kind, fileId: world.nextFile() }
    world.files.set(file.fileId, file)
    return place(payload, { ...textIn(payload, 'caption', 1024), buttons: buttonsIn(payload), file })
  }

  return {
    getMe: () => botUser,
    setMyCommands: ({ fields }) => {
      for (const { command, description } of listIn(fields['commands'])) {
        if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw bad('BOT_COMMAND_INVALID')
        if (String(description).length < 1 || String(description).length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID')
      }
      menus.push(fields)
      return true
    },
    getChat: (payload) => chatJson(roomFor(payload)),
    sendChatAction: (payload) => {
      roomFor(payload)
      return true
    },
    answerCallbackQuery: () => true,
    sendMessage: (payload) => {
      const read = textIn(payload, 'text', 4096)
      if (read.text === '') throw bad('message text is empty')
      const asksContact = contactKeyIn(payload, roomFor(payload))
      return place(payload, { ...read, buttons: buttonsIn(payload), ...(asksContact !== undefined && { asksContact }) })
    },
    sendPhoto: (payload) => sendFile(payload, 'photo'),
    sendDocument: (payload) => sendFile(payload, 'document'),
    editMessageText: (payload) => {
      if (own(payload).file) throw bad('there is no text in the message to edit')
      const read = textIn(payload, 'text', 4096)
      if (read.text === '') throw bad('message text is empty')
      return edit(payload, read)
    },
    editMessageCaption: (payload) => {
      if (!own(payload).file) throw bad('there is no caption in the message to edit')
      return edit(payload, textIn(payload, 'caption', 1024))
    },
    editMessageReplyMarkup: (payload) => edit(payload, {}),
    getFile: ({ fields }) => {
      const file = world.files.get(String(fields['file_id']))
      if (!file) throw bad('wrong file_id or the file is temporarily unavailable')
      if (file.bytes.byteLength > 20 * 1024 * 1024) throw bad('file is too big')
      return {
        file_id: file.fileId,
        file_unique_id: `u-${file.fileId}`,
        file_size: file.bytes.byteLength,
        file_path: `documents/${file.fileId}`,
      }
    },
  }
}

function textIn({ fields }: Payload, name: 'text' | 'caption', limit: number): ReadText {
  const source = typeof fields[name] === 'string' ? fields[name] : ''
  const read = fields['parse_mode'] === 'HTML' ? readHtml(source) : { text: source.trim(), entities: [] }
  if (read.text.length > limit) throw bad(name === 'text' ? 'message is too long' : 'message caption is too long')
  return read
}

function buttonsIn({ fields }: Payload): Button[][] {
  const keyboard = nested(fields['reply_markup'])?.['inline_keyboard']
  if (!Array.isArray(keyboard)) return []
  const rows = keyboard as Partial<Button>[][]
  if (rows.flat().length > 100) throw bad('reply markup is too long')
  return rows.map((row) =>
    row.map(({ text, callback_data: data }) => {
      if (typeof text !== 'string' || text.trim() === '') throw bad('inline keyboard button text is empty')
      if (typeof data !== 'string' || Buffer.byteLength(data) < 1 || Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID')
      return { text, callback_data: data }
    }),
  )
}

/** The label of the one key of a keyboard that asks for the person's number, which Telegram allows in private chats. */
function contactKeyIn({ fields }: Payload, { type }: Room): string | undefined {
  const keyboard = nested(fields['reply_markup'])?.['keyboard']
  if (keyboard === undefined) return undefined
  const [key, ...more] = Array.isArray(keyboard) ? (keyboard as Record<string, unknown>[][]).flat() : []
  if (!key || more.length > 0 || key['request_contact'] !== true)
    throw bad('the emulator knows keyboards with one key, which asks for a contact')
  if (typeof key['text'] !== 'string' || key['text'].trim() === '') throw bad('keyboard button text must not be empty')
  if (type !== 'private') throw bad('phone number can be requested in private chats only')
  return key['text']
}

/** A nested value comes as an object, or as JSON in a form. */
function nested(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'string') return JSON.parse(value) as Record<string, unknown>
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}
const listIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as Record<string, unknown>[]) : [])
