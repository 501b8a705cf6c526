import { describe, expect, test } from 'vitest'
import { receive } from '../../../src/channels/telegram/receive.ts'
import { messageIdOf, targetOf } from '../../../src/channels/telegram/references.ts'
import { Update } from '../../../src/channels/telegram/update.ts'

const bot = { id: '42', username: 'capaian_bot' }
const now = new Date('2024-10-04T01:00:05Z')
const person = { id: 7, is_bot: false, first_name: 'Kabag Umum' }
const dm = { id: 7, type: 'private' }
const forum = { id: -1001, type: 'supergroup', title: 'Pimpinan', is_forum: true }
const date = Date.parse('2024-10-04T01:00:00Z') / 1000

const read = (content: Record<string, unknown>) => receive(Update.parse({ update_id: 900, ...content }), bot, now)
const message = (content: Record<string, unknown>) => read({ message: { message_id: 5, date, chat: dm, from: person, ...content } })
const bodyOf = (content: Record<string, unknown>) => message(content)?.body

describe('a message', () => {
  test('is a text of somebody, in a chat, at a time', () => {
    expect(message({ text: '81,02' })).toEqual({
      id: '42:900:m5',
      chat: { channel: 'telegram', id: '7', kind: 'private' },
      person: { channel: 'telegram', id: '7' },
      at: '2024-10-04T01:00:00.000Z',
      body: { kind: 'text', text: '81,02' },
      message: { id: '5', edited: false },
    })
  })
  test.each([
    ['/capaian SETDA', { kind: 'command', name: 'capaian', argument: 'SETDA' }],
    ['/Capaian@Capaian_Bot  SETDA\nTW I', { kind: 'command', name: 'capaian', argument: 'SETDA\nTW I' }],
    ['/tugas@other_bot', undefined],
    ['/ 25', { kind: 'text', text: '/ 25' }],
  ])('%s', (text, body) => expect(bodyOf({ text })).toEqual(body))
  test('answers another, except in a topic the one that opened it', () => {
    expect(message({ text: '25', reply_to_message: { message_id: 3 } })?.replyTo).toBe('3')
    const inTopic = { chat: forum, message_thread_id: 45, is_topic_message: true, text: '25' }
    expect(message({ ...inTopic, reply_to_message: { message_id: 45 } })?.replyTo).toBeUndefined()
    expect(message({ ...inTopic, reply_to_message: { message_id: 46 } })).toMatchObject({
      chat: { id: '-1001:45', kind: 'room' },
      replyTo: '46',
    })
  })
  test('knows what people call its room, and the topic where that comes along', () => {
    expect(message({ chat: forum, text: 'x' })?.roomName).toBe('Pimpinan')
    const opening = { message_id: 45, forum_topic_created: { name: 'Kinerja' } }
    const inTopic = { chat: forum, message_thread_id: 45, is_topic_message: true, reply_to_message: opening }
    expect(message({ ...inTopic, text: 'x' })?.roomName).toBe('Pimpinan · Kinerja')
    expect(read({ callback_query: { id: 'q', from: person, data: '7.0', message: { message_id: 6, ...inTopic } } })?.roomName).toBe(
      'Pimpinan · Kinerja',
    )
    expect(message({ text: 'x' })).not.toHaveProperty('roomName')
  })
  test('in a thread of replies is no topic', () => {
    expect(message({ chat: forum, message_thread_id: 45, text: 'x' })?.chat.id).toBe('-1001')
  })
})

describe('files', () => {
  const sizes = [
    { file_id: 'small', file_unique_id: 's', file_size: 900 },
    { file_id: 'large', file_unique_id: 'l', file_size: 90_000 },
  ]
  test('of a photo the largest', () => {
    const file = { ref: 'large', name: '2024-10-04-l.jpg', type: 'image/jpeg', size: 90_000 }
    expect(bodyOf({ photo: sizes, caption: '25' })).toEqual({ kind: 'upload', files: [file], caption: '25' })
  })
  test('a document with its name and type', () => {
    const document = { file_id: 'd', file_unique_id: 'u', file_name: 'bukti.pdf', mime_type: 'application/pdf', file_size: 12 }
    expect(bodyOf({ document })).toEqual({ kind: 'upload', files: [{ ref: 'd', name: 'bukti.pdf', type: 'application/pdf', size: 12 }] })
  })
  test('a part of an album names the album', () => {
    expect(message({ photo: sizes, media_group_id: 'g1' })?.album).toBe('7/g1')
    expect(message({ photo: sizes })?.album).toBeUndefined()
  })
  test.each(['voice', 'sticker', 'video', 'video_note', 'audio', 'location', 'poll'])('%s is not read', (kind) => {
    expect(bodyOf({ [kind]: { file_id: 'x' } })).toEqual({ kind: 'unreadable', what: kind })
  })
  test.each([
    [7, true],
    [8, false],
    [undefined, false],
  ])('a contact of %s is the sender’s own: %s', (user_id, own) => {
    expect(bodyOf({ contact: { phone_number: '6281234567890', first_name: 'x', user_id } })).toEqual({
      kind: 'contact',
      phone: '6281234567890',
      own,
    })
  })
  test('an animation is not taken for the document that comes with it', () => {
    const document = { file_id: 'd', file_unique_id: 'u' }
    expect(bodyOf({ animation: document, document })).toEqual({ kind: 'unreadable', what: 'animation' })
  })
})

describe('an edit', () => {
  const edited = (content: Record<string, unknown>) => read({ edited_message: { message_id: 5, date, chat: dm, from: person, ...content } })
  test('says again what the message said', () => {
    expect(edited({ text: '81,03', edit_date: date + 60, reply_to_message: { message_id: 3 } })).toMatchObject({
      id: 'edit:42:900:m5',
      message: { id: '5', edited: true },
      at: '2024-10-04T01:01:00.000Z',
      body: { kind: 'text', text: '81,03' },
      replyTo: '3',
    })
  })
  test('that changed nothing that people see is none', () => {
    expect(edited({ text: '81,02' })).toBeUndefined()
    expect(edited({ location: {}, edit_date: date + 60 })).toBeUndefined()
  })
})

test('a press carries its token, from the chat where the button stands', () => {
  const press = {
    id: 'q',
    from: person,
    data: '12.1',
    message: { message_id: 44, date: 0, chat: forum, message_thread_id: 45, is_topic_message: true },
  }
  expect(read({ callback_query: press })).toEqual({
    id: '42:900',
    chat: { channel: 'telegram', id: '-1001:45', kind: 'room' },
    roomName: 'Pimpinan',
    person: { channel: 'telegram', id: '7' },
    at: now.toISOString(),
    body: { kind: 'press', token: '12.1' },
  })
})

describe('membership', () => {
  const change = (chat: unknown, before: unknown, after: unknown) =>
    read({ my_chat_member: { chat, from: person, date, old_chat_member: before, new_chat_member: after } })?.body
  const as = (status: string, more = {}) => ({ status, ...more })
  test.each([
    ['blocked by a person', dm, as('member'), as('kicked'), 'blocked'],
    ['let in again', dm, as('kicked'), as('member'), 'joined'],
    ['added to a group', forum, as('left'), as('member'), 'joined'],
    ['removed', forum, as('administrator'), as('kicked'), 'left'],
    ['silenced', forum, as('member'), as('restricted', { is_member: true, can_send_messages: false }), 'blocked'],
  ])('%s', (_, chat, before, after, kind) => expect(change(chat, before, after)).toEqual({ kind: 'membership', change: kind }))
  test('made an admin changes nothing for us', () => {
    expect(change(forum, as('member'), as('administrator'))).toBeUndefined()
  })
  test('a group that became a supergroup has moved', () => {
    const group = { id: -55, type: 'group', title: 'Pimpinan' }
    expect(message({ chat: group, migrate_to_chat_id: -1009 })).toMatchObject({
      chat: { id: '-55' },
      body: { kind: 'membership', change: 'moved', to: '-1009' },
    })
    expect(message({ chat: { ...group, id: -1009, type: 'supergroup' }, migrate_from_chat_id: -55 })).toMatchObject({
      chat: { id: '-1009' },
      body: { kind: 'membership', change: 'moved', from: '-55' },
    })
  })
})

test('bots, channels, anonymous admins and notes of Telegram say nothing', () => {
  expect(message({ from: { id: 8, is_bot: true }, text: 'x' })).toBeUndefined()
  expect(message({ sender_chat: { id: -1 }, text: 'x' })).toBeUndefined()
  expect(message({ chat: { id: -2, type: 'channel' }, text: 'x' })).toBeUndefined()
  expect(message({ new_chat_members: [person] })).toBeUndefined()
  expect(read({ poll_answer: {} })).toBeUndefined()
})

test('ids lead back to messages and chats', () => {
  expect(['44', '42:900:m5', 'edit:42:900:m5', '42:900', undefined, 'x'].map(messageIdOf)).toEqual([
    44,
    5,
    5,
    undefined,
    undefined,
    undefined,
  ])
  expect([targetOf('7'), targetOf('-1001:45')]).toEqual([{ chat_id: 7 }, { chat_id: -1001, message_thread_id: 45 }])
})
