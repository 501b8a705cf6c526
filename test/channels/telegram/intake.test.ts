import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { webhookPath } from '../../../src/channels/telegram/webhook.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import { openTelegramBot, secret } from './telegram-bot.ts'
import type { TelegramBot } from './telegram-bot.ts'

const soon = { timeout: 5_000, interval: 10 }

describe.each(['polling', 'webhook'] as const)('what people do, by %s', (mode) => {
  let bot: TelegramBot
  beforeEach(async () => {
    bot = await openTelegramBot(mode)
  })
  afterEach(() => bot.close())
  const keptTexts = () => bot.kept.flatMap(({ body }) => (body.kind === 'text' ? [body.text] : []))

  test('is kept in the order of each chat', async () => {
    const people = [bot.emulator.addUser('A'), bot.emulator.addUser('B')]
    for (let at = 0; at < 30; at += 1) for (const person of people) person.says(`${person.firstName}${at}`)
    await vi.waitFor(() => expect(bot.kept).toHaveLength(60), soon)
    for (const { firstName } of people)
      expect(keptTexts().filter((text) => text.startsWith(firstName))).toEqual(Array.from({ length: 30 }, (_, at) => `${firstName}${at}`))
  })

  test('is acknowledged only when it is stored, and then not delivered again', async () => {
    const person = bot.emulator.addUser('A')
    bot.trouble.keep = 2
    person.says('25')
    person.says('30')
    await vi.waitFor(() => expect(keptTexts()).toEqual(['25', '30']), soon)
    expect(bot.trouble.keep).toBe(0)
    await vi.waitFor(() => expect(bot.emulator.updates.waiting()).toBe(0), soon)
    expect(bot.logged.join('\n')).toContain('could not be stored')
  })

  test('is kept once, though Telegram brings everything twice and the newest first', async () => {
    Object.assign(bot.emulator.updates.faults, { duplicate: true, reorder: true })
    const people = Array.from({ length: 5 }, (_, at) => bot.emulator.addUser(`P${at}`))
    for (const person of people) for (let at = 0; at < 4; at += 1) person.says(`${person.firstName}-${at}`)
    await vi.waitFor(() => expect(bot.emulator.updates.waiting()).toBe(0), soon)
    expect(keptTexts().toSorted()).toEqual(people.flatMap(({ firstName }) => [0, 1, 2, 3].map((at) => `${firstName}-${at}`)).toSorted())
  })

  test('a press is kept and its waiting sign ended, even where that is too late', async () => {
    const person = bot.emulator.addUser('A')
    await bot.send(person.id, { buttons: [[{ label: 'Simpan', token: '7.0' }]] })
    bot.emulator.faults.plan(
      { kind: 'refuse', code: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' },
      { method: 'answerCallbackQuery' },
    )
    person.presses('Simpan')
    person.presses('Simpan')
    await vi.waitFor(() => expect(bot.kept.map(({ body }) => body)).toEqual([1, 2].map(() => ({ kind: 'press', token: '7.0' }))), soon)
    await vi.waitFor(() => expect(bot.emulator.done('answerCallbackQuery')).toHaveLength(1), soon)
  })

  test('a file is fetched with its content; a large one is not even asked for', async () => {
    const person = bot.emulator.addUser('A')
    const bytes = new TextEncoder().encode('isi bukti')
    person.sendsDocument({ name: 'bukti.pdf', type: 'application/pdf', bytes }, { caption: '25' })
    await vi.waitFor(() => expect(bot.kept).toHaveLength(1), soon)
    const body = bot.kept[0]?.body
    const file = body?.kind === 'upload' ? body.files[0] : undefined
    if (!file) throw new Error('no upload was kept')
    expect(await bot.channel.fetch(file)).toMatchObject({ name: 'bukti.pdf', type: 'application/pdf', bytes: Buffer.from(bytes) })
    const asked = bot.emulator.done('getFile').length
    expect(await bot.channel.fetch({ ...file, size: 20 * 1024 * 1024 + 1 })).toEqual({ refused: 'too-large' })
    expect(bot.emulator.done('getFile')).toHaveLength(asked)
    expect(await bot.channel.fetch({ ...file, ref: 'unknown' })).toEqual({ refused: 'gone' })
    bot.emulator.faults.plan({ kind: 'status', status: 502 }, { method: 'getFile' })
    await expect(bot.channel.fetch(file)).rejects.toThrow('502')
  })

  test('groups, topics and leaving', async () => {
    const person = bot.emulator.addUser('A')
    const group = bot.emulator.addGroup('Pimpinan')
    group.member(person).says('/capaian@capaian_emulator_bot SETDA')
    group.member(person, 45).says('halo')
    group.member(person).says('/capaian@other_bot')
    group.removesBot(person)
    person.blocksBot()
    await vi.waitFor(() => expect(bot.kept).toHaveLength(4), soon)
    expect(bot.kept.map(({ chat, body }) => [chat.id, body])).toEqual(
      expect.arrayContaining([
        [String(group.id), { kind: 'command', name: 'capaian', argument: 'SETDA' }],
        [`${group.id}:45`, { kind: 'text', text: 'halo' }],
        [String(group.id), { kind: 'membership', change: 'left' }],
        [String(person.id), { kind: 'membership', change: 'blocked' }],
      ]),
    )
  })

  test('menus are set for each kind of chat and language', async () => {
    await vi.waitFor(() => expect(bot.emulator.menus).toHaveLength(4), soon)
    expect(bot.emulator.menus).toContainEqual(
      expect.objectContaining({
        scope: { type: 'all_private_chats' },
        commands: expect.arrayContaining([{ command: 'lapor', description: 'Laporkan realisasi' }]),
      }),
    )
    expect(bot.emulator.menus).toContainEqual(
      expect.objectContaining({
        scope: { type: 'all_group_chats' },
        language_code: 'en',
        commands: expect.arrayContaining([expect.objectContaining({ command: 'achievement' })]),
      }),
    )
  })

  test('what has no known shape stops nothing', async () => {
    const person = bot.emulator.addUser('A')
    bot.emulator.updates.add({ message: { message_id: 'x', chat: { id: person.id }, text: 'not for logs' } })
    const from = { id: person.id, is_bot: false }
    for (const date of [1e20, -1])
      bot.emulator.updates.add({ message: { message_id: 1, date, chat: { id: person.id, type: 'private' }, from, text: 'not for logs' } })
    person.says('25')
    await vi.waitFor(() => expect(keptTexts()).toEqual(['25']), soon)
    expect(bot.logged.join('\n')).not.toContain('not for logs')
  })
})

describe('the webhook', () => {
  let bot: TelegramBot
  beforeEach(async () => {
    bot = await openTelegramBot('webhook')
  })
  afterEach(() => bot.close())

  test('lets in only whoever brings the secret, at an address that nobody guesses', async () => {
    const update = {
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 7, type: 'private' }, from: { id: 7, is_bot: false }, text: 'x' },
    }
    const post = (path: string, headers: Record<string, string>) =>
      bot.server.inject({ method: 'POST', url: path, payload: update, headers: { 'content-type': 'application/json', ...headers } })
    const path = webhookPath(secret)
    expect(path).not.toContain(secret)
    const name = 'x-telegram-bot-api-secret-token'
    expect((await post(path, {})).statusCode).toBe(403)
    expect((await post(path, { [name]: `${secret}x` })).statusCode).toBe(403)
    expect((await post('/telegram/guess', { [name]: secret })).statusCode).toBe(404)
    expect(bot.kept).toHaveLength(0)
    bot.trouble.keep = 1
    expect((await post(path, { [name]: secret })).statusCode).toBe(503)
    expect((await post(path, { [name]: secret })).statusCode).toBe(200)
    expect(bot.kept).toHaveLength(1)
  })
})

describe('polling', () => {
  test('goes on after the network and Telegram were away', async () => {
    const bot = await openTelegramBot('polling')
    const person = bot.emulator.addUser('A')
    for (const fault of [{ kind: 'status', status: 502 }, { kind: 'drop' }, { kind: 'too-many', retryAfter: 0 }] as const)
      bot.emulator.faults.plan(fault, { method: 'getUpdates' })
    person.says('25')
    await vi.waitFor(() => expect(bot.kept).toHaveLength(1), { timeout: 10_000, interval: 10 })
    await bot.close()
  })
  test('two with one token: one stands by with an alarm, and takes over', async () => {
    const emulator = await openTelegramEmulator()
    const first = await openTelegramBot('polling', { emulator })
    const second = await openTelegramBot('polling', { emulator })
    await vi.waitFor(() => expect([...first.logged, ...second.logged].join('\n')).toContain('ALARM: somebody else'), soon)
    await first.close()
    emulator.addUser('A').says('25')
    await vi.waitFor(() => expect(second.kept).toHaveLength(1), soon)
    await second.close()
    await emulator.close()
  })
  test('a token that Telegram does not know ends it with an alarm that does not show it', async () => {
    const emulator = await openTelegramEmulator()
    const wrong = await openTelegramBot('polling', { emulator: { ...emulator, token: '4242424242:another-token-of-nobody' } })
    await vi.waitFor(() => expect(wrong.logged.join('\n')).toContain('ALARM'), soon)
    expect(wrong.logged.join('\n')).not.toContain('another-token')
    await wrong.close()
    await emulator.close()
  })
  test('stops at once, and what was stored does not come again', async () => {
    const emulator = await openTelegramEmulator()
    const first = await openTelegramBot('polling', { emulator })
    const person = emulator.addUser('A')
    person.says('25')
    await vi.waitFor(() => expect(first.kept).toHaveLength(1), soon)
    const began = Date.now()
    await first.close()
    expect(Date.now() - began).toBeLessThan(1_000)
    const second = await openTelegramBot('polling', { emulator })
    person.says('30')
    await vi.waitFor(() => expect(second.kept.map(({ body }) => body)).toEqual([{ kind: 'text', text: '30' }]), soon)
    await second.close()
    await emulator.close()
  })
})
