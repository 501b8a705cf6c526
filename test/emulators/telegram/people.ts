import type { UpdateJson, Updates } from './updates.ts'
import { chatJson, messageJson, seconds, userJson } from './world.ts'
import type { Attachment, Member, Room, Said, World } from './world.ts'

type File = { name: string; type?: string; bytes?: Uint8Array }
type Said1 = { id: number; update: UpdateJson }

/** A person at a chat: what they can do there, and what they see. */
export type Seat = {
  chatId: number
  says: (text: string, more?: { replyTo?: number }) => Said1
  edits: (messageId: number, text: string) => Said1
  /** Presses the newest button of a label, or of one message. Throws where there is none. */
  presses: (label: string, messageId?: number) => UpdateJson
  /** Presses a button that this message carries or once carried: an old message may still stand on somebody's screen. */
  taps: (token: string, messageId: number) => UpdateJson
  sendsPhoto: (more?: { caption?: string; bytes?: Uint8Array; replyTo?: number }) => Said1
  sendsAlbum: (count: number, caption?: string) => Said1[]
  sendsDocument: (file: File, more?: { caption?: string; replyTo?: number }) => Said1
  sendsVoice: () => Said1
  /** Presses the key that shares one's own number. Throws where the bot has not offered it in its last message. */
  sharesNumber: (phone: string) => Said1
  /** All messages, oldest first; `from` 0 is the bot's. */
  messages: () => Said[]
  fromBot: () => Said[]
}

export function seatOf(world: World, updates: Updates, room: Room, person: Member, thread?: number): Seat {
  const inThread = (said: Said) => said.thread === thread
  const add = (content: Partial<Said>): Said => {
    const said: Said = {
      id: world.nextMessage(),
      chatId: room.id,
      from: person.id,
      date: seconds(world),
      text: '',
      entities: [],
      buttons: [],
      edits: 0,
      ...(thread !== undefined && { thread }),
      ...content,
    }
    room.messages.push(said)
    return said
  }
  const tell = (said: Said, more: Record<string, unknown> = {}, kind = 'message'): Said1 => ({
    id: said.id,
    update: updates.add({ [kind]: { ...messageJson(world, said), ...more } }),
  })
  const fileOf = (kind: Attachment['kind'], { name, type = 'application/octet-stream', bytes = new Uint8Array([1]) }: File): Attachment => {
    const file = { kind, fileId: world.nextFile(), name, type, bytes }
    world.files.set(file.fileId, file)
    return file
  }
  const press = (said: Said, token: string): UpdateJson =>
    updates.add({
      callback_query: {
        id: `query-${world.nextMessage()}`,
        from: userJson(person),
        message: messageJson(world, said),
        chat_instance: String(room.id),
        data: token,
      },
    })
  const replying = (replyTo: number | undefined) => (replyTo === undefined ? {} : { replyTo })
  const picture = (bytes?: Uint8Array) => fileOf('photo', { name: 'photo.jpg', type: 'image/jpeg', ...(bytes && { bytes }) })

  return {
    chatId: room.id,
    says: (text, { replyTo } = {}) => tell(add({ text, ...replying(replyTo) })),
    edits: (messageId, text) => {
      const said = room.messages.find(({ id, from }) => id === messageId && from === person.id)
      if (!said) throw new Error(`${person.firstName} has no message ${messageId}`)
      Object.assign(said, { text, edits: said.edits + 1 })
      return tell(said, {}, 'edited_message')
    },
    presses: (label, messageId) => {
      const said = room.messages.findLast(
        (one) =>
          inThread(one) && (messageId === undefined || one.id === messageId) && one.buttons.flat().some((button) => button.text === label),
      )
      const button = said?.buttons.flat().find(({ text }) => text === label)
      if (!said || !button) throw new Error(`no button [${label}] in ${room.title}`)
      return press(said, button.callback_data)
    },
    taps: (token, messageId) => {
      const said = room.messages.find(({ id }) => id === messageId)
      if (!said) throw new Error(`no message ${messageId} in ${room.title}`)
      return press(said, token)
    },
    sendsPhoto: ({ caption = '', bytes, replyTo } = {}) => tell(add({ text: caption, file: picture(bytes), ...replying(replyTo) })),
    sendsAlbum: (count, caption = '') => {
      const group = `album-${world.nextMessage()}`
      return Array.from({ length: count }, (_, at) => add({ text: at === 0 ? caption : '', file: picture(new Uint8Array([at])) })).map(
        (said) => tell(said, { media_group_id: group }),
      )
    },
    sendsDocument: (file, { caption = '', replyTo } = {}) =>
      tell(add({ text: caption, file: fileOf('document', file), ...replying(replyTo) })),
    sendsVoice: () => tell(add({}), { text: undefined, voice: { file_id: 'voice', file_unique_id: 'v', duration: 3 } }),
    sharesNumber: (phone) => {
      const offered = room.messages.findLast((said) => said.from === 0 && inThread(said))?.asksContact
      if (offered === undefined) throw new Error(`nothing offers to share a number in ${room.title}`)
      const contact = { phone_number: phone, first_name: person.firstName, user_id: person.id }
      return tell(add({}), { text: undefined, contact })
    },
    messages: () => room.messages.filter(inThread),
    fromBot: () => room.messages.filter((said) => said.from === 0 && inThread(said)),
  }
}

/** What happens to the bot in a chat. */
export const membershipUpdate = (world: World, room: Room, person: Member, before: string, after: string) => ({
  my_chat_member: {
    chat: chatJson(room),
    from: userJson(person),
    date: seconds(world),
    old_chat_member: { status: before, user: { id: 0 } },
    new_chat_member: { status: after, user: { id: 0 } },
  },
})
