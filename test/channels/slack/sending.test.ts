import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery, Outgoing } from '../../../src/channels/channel.ts'
import type { Person } from '../../emulators/slack/people.ts'
import { letter, openSlackStage } from './slack-stage.ts'
import type { SlackStage } from './slack-stage.ts'

let stage: SlackStage
let sari: Person
beforeEach(async () => {
  stage = await openSlackStage('http', { flood: { count: 100, perMs: 1000 } })
  sari = stage.emulator.person('Sari')
})
afterEach(() => stage.close())
const said = () => stage.emulator.said(sari.direct())
const send = (outgoing: Outgoing) => stage.channel.send(outgoing)
const callsOf = (method: string) => stage.emulator.workspace.calls.filter((call) => call.method === method)
const again = (outgoing: Outgoing, why: string | null): Outgoing => ({ ...outgoing, tried: { why } })

test('a person who never wrote can be written to, by one call', async () => {
  const delivery = await send(letter(sari.user.id, 'Selamat datang <b> & *semua*'))
  const [message] = said()
  expect(delivery).toEqual({ kind: 'sent', id: `${sari.direct().id}:${message?.ts}` })
  expect(message?.text).toBe('Selamat datang &lt;b&gt; &amp; *semua*')
  expect(stage.emulator.workspace.calls.map(({ method }) => method)).toEqual(['auth.test', 'chat.postMessage'])
})

test('a message takes the place of an older one, and a new one that of one that is gone', async () => {
  const first = await send(letter(sari.user.id, 'Simpan?', { buttons: [[{ label: 'Simpan', token: '1.0' }]] }))
  if (first.kind !== 'sent') throw new Error('not sent')
  const second = await send(letter(sari.user.id, 'Dipilih: Simpan', { outboxId: 2, replaces: first.id }))
  expect(second).toEqual(first)
  expect(said().map(({ text, blocks, edits }) => ({ text, blocks: blocks.length, edits }))).toEqual([
    { text: 'Dipilih: Simpan', blocks: 1, edits: 1 },
  ])
  const [message] = said()
  if (message) message.deleted = true
  const third = await send(letter(sari.user.id, 'Lagi', { outboxId: 3, replaces: first.id }))
  expect(third.kind).toBe('sent')
  expect(said().map(({ text }) => text)).toEqual(['Lagi'])
})

test('a file goes to the person, then the message with its buttons', async () => {
  const bytes = Buffer.from('gambar')
  await send(letter(sari.user.id, 'Capaian', { file: { name: 'capaian.png', type: 'image/png', bytes } }))
  const [shared, message] = said()
  expect(shared?.files).toHaveLength(1)
  expect(stage.emulator.workspace.files.get(shared?.files?.[0] ?? '')).toMatchObject({
    name: 'capaian.png',
    title: 'capaian.png',
    bytes,
    shared: [sari.direct().id],
  })
  expect(message?.text).toBe('Capaian')
})

test('in a room the answer stands in the thread of what it answers, with its file', async () => {
  const room = stage.emulator.room('umum', [sari])
  const { ts } = await sari.says('capaian', { in: room, mention: true })
  const replyTo = stage.inbox.kept[0]?.id ?? ''
  await send(letter(room.id, 'Capaian', { replyTo, file: { name: 'a.png', type: 'image/png', bytes: Buffer.from('x') } }))
  expect(stage.emulator.said(room).map(({ threadTs }) => threadTs)).toEqual([ts, ts])
})

test('in a private chat only what stands in a thread is answered there', async () => {
  const reminder = await send(letter(sari.user.id, 'Berapa realisasinya?', { buttons: [[{ label: 'Nanti', token: '1.0' }]] }))
  const root = reminder.kind === 'sent' ? (reminder.id.split(':')[1] ?? '') : ''
  await sari.says('25', { thread: root })
  await sari.says('26')
  await sari.presses('Nanti')
  for (const [at, { id }] of stage.inbox.kept.entries())
    await send(letter(sari.user.id, `jawaban ${at}`, { outboxId: at + 2, replyTo: id }))
  expect(stage.inbox.kept.map(({ replyTo }) => replyTo)).toEqual([reminder.kind === 'sent' ? reminder.id : '', undefined, undefined])
  expect(said().map(({ threadTs }) => threadTs)).toEqual([undefined, root, undefined, undefined])
})

describe('a lost answer', () => {
  test.each([
    ['the connection is cut after Slack accepted', { kind: 'drop-after' }],
    ['Slack answers with an error of its own', { kind: 'status', status: 503 }],
    ['the connection is cut before', { kind: 'drop-before' }],
  ] as const)('%s: looked for, and there once', async (_, fault) => {
    stage.emulator.faults.next('chat.postMessage', fault)
    const first = await send(letter(sari.user.id, '25'))
    expect(first.kind).toBe('later')
    const second = await send(again(letter(sari.user.id, '25'), first.kind === 'later' ? first.why : ''))
    expect(second).toEqual({ kind: 'sent', id: `${sari.direct().id}:${said()[0]?.ts}` })
    expect(said()).toHaveLength(1)
  })

  test('a process that died after sending: another one finds the message', async () => {
    const first = await send(letter(sari.user.id, '25'))
    expect(await send(again(letter(sari.user.id, '25'), null))).toEqual(first)
    expect(said()).toHaveLength(1)
    // Another letter with the same words is another letter.
    await send(again(letter(sari.user.id, '25', { outboxId: 2 }), null))
    expect(said()).toHaveLength(2)
  })

  test('in a thread it is looked for in the thread', async () => {
    const room = stage.emulator.room('umum', [sari])
    await sari.says('capaian', { in: room, mention: true })
    const answer = letter(room.id, 'Capaian', { replyTo: stage.inbox.kept[0]?.id ?? '' })
    stage.emulator.faults.next('chat.postMessage', { kind: 'drop-after' })
    expect((await send(answer)).kind).toBe('later')
    expect((await send(again(answer, null))).kind).toBe('sent')
    expect(stage.emulator.said(room)).toHaveLength(1)
  })

  test('in a long thread, of which Slack tells the oldest first, it is found at its end', async () => {
    const room = stage.emulator.room('umum', [sari])
    const { ts } = await sari.says('capaian', { in: room, mention: true })
    for (let at = 0; at < 150; at += 1) await sari.says(`balasan ${at}`, { in: room, thread: ts })
    const answer = letter(room.id, 'Capaian', { replyTo: stage.inbox.kept[0]?.id ?? '' })
    stage.emulator.faults.next('chat.postMessage', { kind: 'drop-after' })
    await send(answer)
    expect((await send(again(answer, null))).kind).toBe('sent')
    expect(stage.emulator.said(room)).toHaveLength(1)
  })

  test('of a long message: what is missing is sent, what is there is not', async () => {
    const long = letter(sari.user.id, 'kata '.repeat(5000))
    stage.emulator.faults.next('chat.postMessage', { kind: 'error', error: 'internal_error' })
    await send(long)
    expect(said()).toHaveLength(0)
    let posts = 0
    stage.emulator.faults.often((method) => (method === 'chat.postMessage' && (posts += 1) === 2 ? { kind: 'drop-after' } : undefined))
    expect((await send(again(long, null))).kind).toBe('later')
    stage.emulator.faults.clear()
    expect(said()).toHaveLength(2)
    expect((await send(again(long, null))).kind).toBe('sent')
    expect(said()).toHaveLength(3)
    expect(said().map(({ text }) => text.length > 0)).toEqual([true, true, true])
  })

  test('a long message that was limited on its second page goes on there', async () => {
    const long = letter(sari.user.id, 'kata '.repeat(5000))
    stage.emulator.faults.next('chat.postMessage', 'none', { kind: 'rate-limited', afterSeconds: 1 })
    const first = await send(long)
    expect(first).toMatchObject({ kind: 'later', afterMs: 1000 })
    // And again, while it is looked for.
    stage.emulator.faults.next('conversations.history', { kind: 'rate-limited', afterSeconds: 1 })
    const second = await send(again(long, first.kind === 'later' ? first.why : ''))
    expect(second).toMatchObject({ kind: 'later', afterMs: 1000 })
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect((await send(again(long, second.kind === 'later' ? second.why : ''))).kind).toBe('sent')
    expect(said()).toHaveLength(3)
  })

  test('while it can not be looked for, nothing is sent', async () => {
    await send(letter(sari.user.id, '25'))
    stage.emulator.faults.next('conversations.history', { kind: 'status', status: 500 })
    expect((await send(again(letter(sari.user.id, '25'), null))).kind).toBe('later')
    expect(said()).toHaveLength(1)
  })
})

describe('what Slack says', () => {
  test('a pause is obeyed as long as it asks for, and nothing is looked for afterwards', async () => {
    stage.emulator.faults.next('chat.postMessage', { kind: 'rate-limited', afterSeconds: 7 })
    const delivery = await send(letter(sari.user.id, '25'))
    expect(delivery).toEqual({ kind: 'later', afterMs: 7000, scope: 'chat', why: 'rate limited' })
    await send(again(letter(sari.user.id, '25'), 'rate limited'))
    expect(callsOf('conversations.history')).toEqual([])
    expect(said()).toHaveLength(1)
  })
  test('a pause that a second chat is asked for within moments is meant for all of them', async () => {
    const budi = stage.emulator.person('Budi')
    const limited = { kind: 'rate-limited', afterSeconds: 7 } as const
    stage.emulator.faults.next('chat.postMessage', limited, limited, limited)
    const scopes = []
    for (const { user } of [sari, sari, budi]) scopes.push(await send(letter(user.id, '25')))
    expect(scopes).toMatchObject([{ scope: 'chat' }, { scope: 'chat' }, { scope: 'bot', afterMs: 7000 }])
  })
  test('a pause of another method is for that method, in every chat: it is not called before its time, and what needs others goes on', async () => {
    const budi = stage.emulator.person('Budi')
    const cards: Delivery[] = []
    for (const { user } of [sari, budi]) cards.push(await send(letter(user.id, 'Simpan?')))
    const chosen = ([person, at]: readonly [Person, number]) => {
      const card = cards[at]
      return send(letter(person.user.id, 'Dipilih: Simpan', { outboxId: at + 2, ...(card?.kind === 'sent' && { replaces: card.id }) }))
    }
    stage.emulator.faults.next('chat.update', { kind: 'rate-limited', afterSeconds: 1 })
    expect(await chosen([sari, 0])).toMatchObject({ kind: 'later', afterMs: 1000, scope: 'chat' })
    const other = await chosen([budi, 1])
    expect(other).toMatchObject({ kind: 'later', scope: 'chat', why: 'rate limited' })
    expect(callsOf('chat.update')).toHaveLength(1)
    expect((await send(letter(budi.user.id, 'Tersimpan', { outboxId: 9 }))).kind).toBe('sent')
    await new Promise((resolve) => setTimeout(resolve, other.kind === 'later' ? other.afterMs : 0))
    expect((await chosen([budi, 1])).kind).toBe('sent')
    expect(callsOf('chat.update')).toHaveLength(2)
  })
  test.each(['channel_not_found', 'is_archived', 'user_disabled', 'not_in_channel'])('%s: nobody is reached there', async (error) => {
    stage.emulator.faults.next('chat.postMessage', { kind: 'error', error })
    expect(await send(letter(sari.user.id, '25'))).toEqual({ kind: 'refused', why: error, unreachable: true })
  })
  test.each(['invalid_auth', 'account_inactive', 'token_revoked', 'missing_scope'])(
    '%s: the app is refused, no letter is lost for it',
    async (error) => {
      stage.emulator.faults.next('chat.postMessage', { kind: 'error', error })
      expect(await send(letter(sari.user.id, '25'))).toMatchObject({ kind: 'later', scope: 'bot' })
    },
  )
  test('a message that it will never take is refused, its person is not', async () => {
    stage.emulator.faults.next('chat.postMessage', { kind: 'error', error: 'msg_too_long' })
    expect(await send(letter(sari.user.id, '25'))).toEqual({ kind: 'refused', why: 'msg_too_long', unreachable: false })
  })
  test('somebody who left, a room that was archived or where the bot is not', async () => {
    sari.user.deactivated = true
    expect(await send(letter(sari.user.id, '25'))).toMatchObject({ kind: 'refused', unreachable: true })
    const room = stage.emulator.room('umum', [])
    room.archived = true
    expect(await send(letter(room.id, '25'))).toMatchObject({ kind: 'refused', why: 'is_archived', unreachable: true })
    expect(await send(letter(stage.emulator.room('lain', [], false).id, '25'))).toMatchObject({ kind: 'refused', unreachable: true })
  })
})

test('nothing of a message and no secret gets into the log, whatever goes wrong', async () => {
  const { faults, botToken, appToken, signingSecret } = stage.emulator
  faults.next(
    'chat.postMessage',
    { kind: 'status', status: 500 },
    { kind: 'drop-before' },
    { kind: 'error', error: 'invalid_auth' },
    { kind: 'rate-limited', afterSeconds: 1 },
  )
  for (let at = 0; at < 5; at += 1) await send(letter(sari.user.id, 'rahasia-dalam-pesan'))
  await sari.says('rahasia-dalam-pesan')
  const log = stage.log.join('\n')
  for (const secret of [botToken, appToken, signingSecret, 'rahasia-dalam-pesan']) expect(log).not.toContain(secret)
})
