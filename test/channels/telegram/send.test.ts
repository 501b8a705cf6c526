import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Part } from '../../../src/message/message.ts'
import { createFloodScope } from '../../../src/channels/flood-scope.ts'
import { realLimits } from '../../emulators/telegram/flood.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import { openTelegramBot } from './telegram-bot.ts'
import type { TelegramBot } from './telegram-bot.ts'

const text = (content: string): Part[] => [{ kind: 'paragraph', spans: [{ text: content }] }]
const buttons = [
  [
    { label: 'Simpan', token: '7.0' },
    { label: 'Ubah', token: '7.1' },
  ],
]
const png = { name: 'SETDA TW III 2024.png', type: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }

let bot: TelegramBot
beforeEach(async () => {
  bot = await openTelegramBot('webhook')
})
afterEach(() => bot.close())
const idOf = async (sending: ReturnType<TelegramBot['send']>): Promise<string> => {
  const delivery = await sending
  if (delivery.kind !== 'sent') throw new Error(JSON.stringify(delivery))
  return delivery.id
}

describe('a message', () => {
  test('arrives with its buttons, as an answer to another', async () => {
    const person = bot.emulator.addUser('A')
    const said = person.says('25')
    await idOf(bot.send(person.id, { parts: text('a < b & “c”'), buttons, replyTo: `42:900:m${said.id}` }))
    expect(person.fromBot()).toMatchObject([
      { text: 'a < b & “c”', replyTo: said.id, buttons: [[{ text: 'Simpan', callback_data: '7.0' }, { text: 'Ubah' }]] },
    ])
  })
  test('answers in the topic, and goes out where what it answers is gone', async () => {
    const person = bot.emulator.addUser('A')
    const group = bot.emulator.addGroup('Pimpinan')
    await idOf(bot.send(`${group.id}:45`, { replyTo: '99999' }))
    expect(group.member(person, 45).fromBot()).toMatchObject([{ text: 'Capaian', thread: 45 }])
  })
  test('that is long is split, with the buttons under its last part', async () => {
    const person = bot.emulator.addUser('A')
    const lines = Array.from({ length: 200 }, (_, at) => `Indikator ${at}: ${'y'.repeat(40)}`)
    const id = await idOf(bot.send(person.id, { parts: text(lines.join('\n')), buttons }))
    const said = person.fromBot()
    expect(
      said
        .map((one) => one.text)
        .join('\n')
        .split('\n'),
    ).toEqual(lines)
    expect(said.map((one) => one.buttons.length)).toEqual([0, 0, 1])
    expect(id).toBe(
      said
        .toReversed()
        .map((one) => one.id)
        .join('+'),
    )
    await idOf(bot.send(person.id, { parts: text('Tersimpan'), replaces: id }))
    expect(person.fromBot().at(-1)).toMatchObject({ id: said.at(-1)?.id, text: 'Tersimpan' })
  })
  test('a part that was refused for now is not preceded again by those that arrived', async () => {
    const person = bot.emulator.addUser('A')
    const outgoing = { outboxId: 500, parts: text('x'.repeat(9000)) }
    const { next } = bot.emulator.faults
    let calls = 0
    bot.emulator.faults.next = (method, chatId) =>
      method === 'sendMessage' && (calls += 1) === 2 ? { kind: 'too-many', retryAfter: 7 } : next(method, chatId)
    expect(await bot.send(person.id, outgoing)).toMatchObject({ kind: 'later', afterMs: 7000 })
    expect(person.fromBot()).toHaveLength(1)
    expect(await bot.send(person.id, outgoing)).toMatchObject({ kind: 'sent' })
    expect(person.fromBot().map((one) => one.text.length)).toEqual([4096, 4096, 808])
  })
  test('without anything in it is refused', async () => {
    expect(await bot.send(bot.emulator.addUser('A').id, { parts: [] })).toMatchObject({ kind: 'refused', unreachable: false })
  })
})

describe('an edit', () => {
  test('changes the message; the same again is as good as sent', async () => {
    const person = bot.emulator.addUser('A')
    const id = await idOf(bot.send(person.id, { buttons }))
    expect(await bot.send(person.id, { parts: text('Tersimpan'), replaces: id })).toEqual({ kind: 'sent', id })
    expect(await bot.send(person.id, { parts: text('Tersimpan'), replaces: id })).toEqual({ kind: 'sent', id })
    expect(person.fromBot()).toMatchObject([{ text: 'Tersimpan', buttons: [], edits: 1 }])
  })
  test('of a message that is gone becomes a new one', async () => {
    const person = bot.emulator.addUser('A')
    await idOf(bot.send(person.id, { parts: text('Tersimpan'), replaces: '99999' }))
    expect(person.fromBot().map((said) => said.text)).toEqual(['Tersimpan'])
  })
  test('of a picture changes its words', async () => {
    const person = bot.emulator.addUser('A')
    const id = await idOf(bot.send(person.id, { file: png, buttons }))
    expect(await bot.send(person.id, { parts: text('Dipilih'), replaces: id })).toEqual({ kind: 'sent', id })
    expect(person.fromBot()).toMatchObject([{ text: 'Dipilih', file: { kind: 'photo' }, buttons: [] }])
  })
})

describe('a file', () => {
  test('a picture carries its words and buttons, and its content arrives whole', async () => {
    const person = bot.emulator.addUser('A')
    await idOf(bot.send(person.id, { file: png, parts: text('Capaian SETDA'), buttons }))
    expect(person.fromBot()).toMatchObject([
      { text: 'Capaian SETDA', file: { kind: 'photo', name: png.name, bytes: png.bytes }, buttons: [[{}, {}]] },
    ])
  })
  test('long words follow it', async () => {
    const person = bot.emulator.addUser('A')
    await idOf(bot.send(person.id, { file: png, parts: text('z'.repeat(1025)), buttons, replyTo: String(person.says('x').id) }))
    expect(person.fromBot().map((said) => [said.text.length, said.file?.kind, said.buttons.length, said.replyTo !== undefined])).toEqual([
      [0, 'photo', 0, true],
      [1025, undefined, 1, false],
    ])
  })
  test('anything else is a document, and so is a picture that Telegram can not show or that is too large for a photo', async () => {
    const person = bot.emulator.addUser('A')
    await idOf(bot.send(person.id, { file: { ...png, name: 'bab-3.pdf', type: 'application/pdf' } }))
    await idOf(bot.send(person.id, { file: { ...png, bytes: new Uint8Array(10 * 1024 * 1024 + 1) } }))
    bot.emulator.faults.plan({ kind: 'refuse', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' }, { method: 'sendPhoto' })
    await idOf(bot.send(person.id, { file: png }))
    expect(person.fromBot().map((said) => said.file?.kind)).toEqual(['document', 'document', 'document'])
  })
})

describe('trouble', () => {
  test.each([
    [
      { kind: 'too-many', retryAfter: 37 },
      { kind: 'later', afterMs: 37_000, scope: 'chat' },
    ],
    [
      { kind: 'status', status: 502 },
      { kind: 'later', scope: 'bot' },
    ],
    [{ kind: 'hang' }, { kind: 'unsure' }],
    [{ kind: 'drop' }, { kind: 'unsure' }],
    [{ kind: 'lost-answer' }, { kind: 'unsure' }],
    [
      { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' },
      { kind: 'refused', unreachable: true },
    ],
    [
      { kind: 'refuse', code: 400, description: 'Bad Request: chat not found' },
      { kind: 'refused', unreachable: true },
    ],
    [
      { kind: 'refuse', code: 400, description: 'Bad Request: not enough rights to send text messages to the chat' },
      { kind: 'refused', unreachable: true },
    ],
    [
      { kind: 'refuse', code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      { kind: 'refused', unreachable: false, why: '400: Bad Request: BUTTON_DATA_INVALID' },
    ],
    [
      { kind: 'refuse', code: 401, description: 'Unauthorized' },
      { kind: 'later', scope: 'bot' },
    ],
  ] as const)('%o', async (fault, outcome) => {
    const person = bot.emulator.addUser('A')
    bot.emulator.faults.plan(fault, { method: 'sendMessage' })
    expect(await bot.send(person.id)).toMatchObject(outcome)
  })
  test('an edit whose answer was lost is simply done again', async () => {
    const person = bot.emulator.addUser('A')
    const id = await idOf(bot.send(person.id))
    bot.emulator.faults.plan({ kind: 'lost-answer' }, { method: 'editMessageText' })
    expect(await bot.send(person.id, { parts: text('b'), replaces: id })).toMatchObject({ kind: 'later', scope: 'chat' })
    expect(await bot.send(person.id, { parts: text('b'), replaces: id })).toEqual({ kind: 'sent', id })
  })
  test('one that went as a new message, because nothing is left to edit, would be seen twice', async () => {
    const person = bot.emulator.addUser('A')
    bot.emulator.faults.plan({ kind: 'lost-answer' }, { method: 'sendMessage' })
    expect(await bot.send(person.id, { replaces: '99999' })).toMatchObject({ kind: 'unsure', of: 'words' })
  })
  test.each([
    [{ kind: 'lost-answer' }, { kind: 'unsure', of: 'file' }],
    [{ kind: 'status', status: 502 }, { kind: 'later' }],
    [{ kind: 'refuse', code: 400, description: 'Bad Request: not enough rights to send photos to the chat' }, { kind: 'file-lost' }],
    [{ kind: 'refuse', code: 413, description: 'Request Entity Too Large' }, { kind: 'file-lost' }],
    [
      { kind: 'refuse', code: 400, description: 'Bad Request: not enough rights to send text messages to the chat' },
      { kind: 'refused', unreachable: true },
    ],
    [
      { kind: 'refuse', code: 403, description: 'Forbidden: bot was kicked from the group chat' },
      { kind: 'refused', unreachable: true },
    ],
  ] as const)('with a file, %o', async (fault, outcome) => {
    const person = bot.emulator.addUser('A')
    bot.emulator.faults.plan(fault, { method: 'sendPhoto' })
    expect(await bot.send(person.id, { file: png })).toMatchObject(outcome)
  })
  test('a letter that goes on without its file begins anew', async () => {
    const person = bot.emulator.addUser('A')
    const replaces = await idOf(bot.send(person.id, { buttons }))
    const outboxId = 700
    bot.emulator.faults.plan({ kind: 'status', status: 502 }, { method: 'sendPhoto' })
    await bot.send(person.id, { outboxId, replaces, file: png, parts: text('Baru') })
    await idOf(bot.send(person.id, { outboxId, replaces, parts: text('Baru') }))
    expect(person.fromBot()).toMatchObject([{ id: Number(replaces), text: 'Baru', buttons: [] }])
  })
  test('nobody listens: nothing was sent, so it waits and is not counted', async () => {
    const emulator = await openTelegramEmulator()
    const away = await openTelegramBot('webhook', { emulator })
    await emulator.close()
    expect(await away.send(7)).toMatchObject({ kind: 'later', scope: 'bot', why: 'ECONNREFUSED' })
    await away.close()
  })
  test('markup that Telegram does not read arrives as plain text', async () => {
    const person = bot.emulator.addUser('A')
    bot.emulator.faults.plan(
      { kind: 'refuse', code: 400, description: "Bad Request: can't parse entities: Unsupported start tag" },
      { method: 'sendMessage' },
    )
    await idOf(bot.send(person.id, { parts: text('a < b') }))
    expect(person.fromBot().map((said) => said.text)).toEqual(['a < b'])
  })
  test('a group that became a supergroup is reached under its new id', async () => {
    const person = bot.emulator.addUser('A')
    const group = bot.emulator.addGroup('Pimpinan', 'group')
    const next = group.becomesSupergroup(person)
    expect(await bot.send(group.id)).toMatchObject({ kind: 'sent', movedTo: String(next.id) })
    expect(next.member(person).fromBot()).toHaveLength(1)
    expect(await bot.send(next.id)).not.toHaveProperty('movedTo')
  })
  test('neither the token nor what was said stands in the log', async () => {
    const person = bot.emulator.addUser('A')
    for (const fault of [
      { kind: 'drop' },
      { kind: 'status', status: 500 },
      { kind: 'refuse', code: 400, description: "Bad Request: can't parse entities" },
    ] as const) {
      bot.emulator.faults.plan(fault, { method: 'sendMessage' })
      await bot.send(person.id, { parts: text('isi yang bersifat pribadi') })
    }
    const log = bot.logged.join('\n')
    expect(log).toContain('plain text')
    expect(log).not.toContain('pribadi')
    expect(log).not.toContain(bot.emulator.token.split(':')[1])
  })
})

test('a 429 in a second chat within moments means the bot, one chat alone only itself', () => {
  const scope = createFloodScope()
  expect([scope('a', 0), scope('a', 500), scope('b', 900), scope('b', 4000), scope('a', 7000)]).toEqual([
    'chat',
    'chat',
    'bot',
    'chat',
    'chat',
  ])
})

test('the emulator floods as the real one does, by its own clock', async () => {
  let now = 0
  const emulator = await openTelegramEmulator({ flood: realLimits, now: () => now })
  const strict = await openTelegramBot('webhook', { emulator })
  const group = emulator.addGroup('Pimpinan')
  const outcomes: string[] = []
  for (let at = 0; at < 22; at += 1) {
    outcomes.push((await strict.send(group.id)).kind)
    now += 2000
  }
  expect(outcomes.indexOf('later')).toBe(20)
  now += 60_000
  expect((await strict.send(group.id)).kind).toBe('sent')
  await strict.close()
  await emulator.close()
})
