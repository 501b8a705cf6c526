import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../emulators/slack/people.ts'
import { letter, openSlackStage, until } from './slack-stage.ts'
import type { Mode, SlackStage } from './slack-stage.ts'

describe.each<Mode>(['http', 'socket'])('what people do arrives by %s', (mode) => {
  let stage: SlackStage
  let sari: Person
  beforeEach(async () => {
    stage = await openSlackStage(mode)
    sari = stage.emulator.person('Sari')
  })
  afterEach(() => stage.close())
  const kept = () => stage.inbox.kept

  test('a direct message is a text in the private chat of its writer', async () => {
    const { outcome, ts } = await sari.says('25 & <30> *tebal*')
    expect(outcome).toBe('acked')
    expect(kept()).toEqual([
      {
        id: `message:${sari.direct().id}:${ts}`,
        chat: { channel: 'slack', id: sari.user.id, kind: 'private' },
        person: { channel: 'slack', id: sari.user.id },
        at: new Date(Math.floor(Number(ts) * 1000)).toISOString(),
        body: { kind: 'text', text: '25 & <30> *tebal*' },
      },
    ])
  })

  test('links and mentions are what was typed', async () => {
    await sari.says('lihat <https://contoh.go.id/a?b=1&amp;c=2|contoh.go.id/a> dan <#C123|umum>, <mailto:a@b.id|a@b.id> <!here>', {
      raw: true,
    })
    expect(kept()[0]?.body).toEqual({ kind: 'text', text: 'lihat contoh.go.id/a dan #umum, a@b.id @here' })
  })

  test('slash commands belong to the private chat, in a room to the room', async () => {
    const room = stage.emulator.room('umum', [sari])
    await sari.commands('/capaian', 'SETDA &amp; BKD')
    await sari.commands('/capaian', 'SETDA', room)
    expect(kept().map(({ chat, body, roomName }) => ({ chat: chat.id, kind: chat.kind, roomName, body }))).toEqual([
      { chat: sari.user.id, kind: 'private', body: { kind: 'command', name: 'capaian', argument: 'SETDA & BKD' } },
      { chat: room.id, kind: 'room', roomName: '#umum', body: { kind: 'command', name: 'capaian', argument: 'SETDA' } },
    ])
    expect(stage.emulator.delivery.attempts.every(({ outcome, ms }) => outcome === 'acked' && ms < 3000)).toBe(true)
  })

  test('a press carries the token of the button, and a repeat of it is none', async () => {
    await stage.channel.send(letter(sari.user.id, 'Simpan?', { buttons: [[{ label: 'Simpan', token: '7.0' }]] }))
    await sari.presses('Simpan', { repeat: true })
    expect(kept().map(({ body, chat }) => ({ body, chat: chat.id }))).toEqual([
      { body: { kind: 'press', token: '7.0' }, chat: sari.user.id },
    ])
    expect(stage.inbox.repeats).toBe(1)
    await sari.presses('Simpan')
    expect(kept()).toHaveLength(2)
  })

  test('a press in a channel tells what people call it', async () => {
    const room = stage.emulator.room('umum', [sari])
    await stage.channel.send(letter(room.id, 'Untuk yang mana?', { buttons: [[{ label: 'SETDA', token: '7.0' }]] }))
    await sari.presses('SETDA', { in: room })
    expect(kept()).toMatchObject([{ chat: { id: room.id, kind: 'room' }, roomName: '#umum' }])
  })

  test('in a room only what is meant for the bot is kept', async () => {
    const budi = stage.emulator.person('Budi')
    const room = stage.emulator.room('umum', [sari, budi])
    const sent = await stage.channel.send(letter(room.id, 'Berapa realisasinya?'))
    const root = sent.kind === 'sent' ? (sent.id.split(':')[1] ?? '') : ''
    await sari.says('25', { in: room })
    const { ts: topic } = await budi.says('rapat jam berapa?', { in: room })
    await sari.says('jam 9', { in: room, thread: topic })
    expect(kept()).toEqual([])

    await sari.says('25', { in: room, thread: root })
    await sari.says('capaian SETDA', { in: room, mention: true })
    expect(kept().map(({ chat, body, replyTo }) => ({ chat: chat.id, body, replyTo }))).toEqual([
      { chat: room.id, body: { kind: 'text', text: '25' }, replyTo: `${room.id}:${root}` },
      { chat: room.id, body: { kind: 'command', name: 'capaian', argument: 'SETDA', called: 'capaian SETDA' }, replyTo: undefined },
    ])
    // The mention came in two events.
    expect(stage.inbox.repeats).toBe(1)
  })

  test('an answer in a room goes into the thread of what it answers', async () => {
    const room = stage.emulator.room('umum', [sari])
    const { ts } = await sari.says('capaian', { in: room, mention: true })
    await stage.channel.send(letter(room.id, 'Capaian', { replyTo: kept()[0]?.id ?? '', buttons: [[{ label: 'Rinci', token: '8.0' }]] }))
    await sari.presses('Rinci', { in: room })
    await stage.channel.send(letter(room.id, 'Rincian', { outboxId: 2, replyTo: kept()[1]?.id ?? '' }))
    expect(stage.emulator.said(room).map(({ threadTs }) => threadTs)).toEqual([ts, ts])
  })

  test('edits, bots and the bot itself are not heard', async () => {
    const { ts } = await sari.says('25')
    await sari.edits(ts, '26')
    await sari.says('26', { subtype: 'bot_message' })
    expect(kept()).toHaveLength(1)
  })

  test('files are an upload with its words; a voice note is nothing to read', async () => {
    const bytes = Buffer.from('isi')
    await sari.uploads(
      [
        { name: 'bukti & foto.pdf', bytes, type: 'application/pdf' },
        { name: 'b.png', bytes, type: 'image/png' },
      ],
      '25',
    )
    await sari.uploads([{ name: 'suara.m4a', bytes, type: 'audio/mp4' }])
    const [upload, voice] = kept()
    expect(upload?.body).toMatchObject({
      kind: 'upload',
      caption: '25',
      files: [{ name: 'bukti & foto.pdf', type: 'application/pdf', size: 3 }, { name: 'b.png' }],
    })
    expect(voice?.body).toEqual({ kind: 'unreadable', what: 'audio/mp4' })
    if (upload?.body.kind !== 'upload' || !upload.body.files[0]) throw new Error('no upload')
    expect(await stage.channel.fetch(upload.body.files[0])).toEqual({ name: 'bukti & foto.pdf', type: 'application/pdf', bytes })
    const file = stage.emulator.workspace.files.get(upload.body.files[0].ref)
    if (file) file.deleted = true
    expect(await stage.channel.fetch(upload.body.files[0])).toEqual({ refused: 'gone' })
    stage.emulator.faults.next('files.info', { kind: 'rate-limited', afterSeconds: 30 })
    await expect(stage.channel.fetch(upload.body.files[0])).rejects.toMatchObject({ afterMs: 30_000 })
    expect(await stage.channel.fetch({ ...upload.body.files[0], size: 21 * 1024 * 1024 })).toEqual({ refused: 'too-large' })
  })

  test('the bot comes into a room and is put out of it', async () => {
    const room = stage.emulator.room('umum', [sari], false)
    await stage.emulator.botJoins(room, sari)
    await stage.emulator.botLeaves(room)
    expect(kept().map(({ chat, person, body }) => ({ chat: chat.id, person: person.id, body }))).toEqual([
      { chat: room.id, person: sari.user.id, body: { kind: 'membership', change: 'joined' } },
      { chat: room.id, person: stage.emulator.workspace.bot.user, body: { kind: 'membership', change: 'left' } },
    ])
  })

  test('what could not be stored is not acknowledged, and comes again', async () => {
    stage.inbox.failNext(2)
    if (mode === 'socket') return expect((await sari.commands('/tugas')).outcome).toBe('late')
    expect((await sari.says('25')).outcome).toBe('acked')
    expect(stage.emulator.delivery.attempts.map(({ outcome, status, retry }) => ({ outcome, status, retry }))).toEqual([
      { outcome: 'refused', status: 503, retry: 0 },
      { outcome: 'refused', status: 503, retry: 1 },
      { outcome: 'acked', status: 200, retry: 2 },
    ])
    expect(kept().map(({ body }) => body)).toEqual([{ kind: 'text', text: '25' }])
    stage.inbox.failNext(1)
    expect(await sari.commands('/tugas')).toMatchObject({ outcome: 'refused', status: 503 })
  })

  test('every event twice is kept once', async () => {
    stage.emulator.delivery.disorder.duplicate = true
    for (let at = 0; at < 20; at += 1) await sari.says(`${at}`)
    expect(kept().map(({ body }) => (body.kind === 'text' ? body.text : ''))).toEqual(Array.from({ length: 20 }, (_, at) => `${at}`))
    expect(stage.inbox.repeats).toBe(20)
  })
})

describe('by HTTP', () => {
  let stage: SlackStage
  beforeEach(async () => {
    stage = await openSlackStage('http')
  })
  afterEach(() => stage.close())
  const post = async (
    body: string,
    { secret = stage.emulator.signingSecret, ageSeconds = 0, signature }: { secret?: string; ageSeconds?: number; signature?: string } = {},
  ) => {
    const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds)
    const signed = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature ?? signed }
    return fetch(stage.requestUrl, { method: 'POST', body, headers })
  }
  const event = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    event: { type: 'message', channel: 'D1', user: 'U1', text: '25', ts: '1.000001' },
  })

  test('the challenge of the setup is answered', async () => {
    const answer = await post(JSON.stringify({ type: 'url_verification', challenge: 'abc' }))
    expect(await answer.json()).toEqual({ challenge: 'abc' })
  })

  test('what Slack did not sign is turned away and not kept', async () => {
    expect((await post(event, { secret: 'another-secret' })).status).toBe(401)
    expect((await post(event, { ageSeconds: 600 })).status).toBe(401)
    expect((await post(event, { signature: 'v0=' })).status).toBe(401)
    expect((await post(event, { signature: 'none' })).status).toBe(401)
    expect((await fetch(stage.requestUrl, { method: 'POST', body: event })).status).toBe(401)
    expect(stage.inbox.kept).toEqual([])
    expect((await post(event)).status).toBe(200)
    expect(stage.inbox.kept).toHaveLength(1)
  })

  test('what it does not know it acknowledges and forgets; what is no message at all is refused', async () => {
    expect((await post(JSON.stringify({ type: 'event_callback', event_id: 'Ev2', event: { type: 'emoji_changed' } }))).status).toBe(200)
    for (const ts of ['kemarin', '1'.repeat(20)]) expect((await post(event.replace(/"ts":"[^"]*"/, `"ts":"${ts}"`))).status).toBe(200)
    expect((await post('{')).status).toBe(400)
    expect(stage.inbox.kept).toEqual([])
  })

  test('200 commands at once are all acknowledged in time', async () => {
    const people = Array.from({ length: 20 }, (_, at) => stage.emulator.person(`Orang ${at}`))
    const ten = Array.from({ length: 10 })
    const attempts = await Promise.all(people.flatMap((person) => ten.map(() => person.commands('/tugas'))))
    expect(attempts.filter(({ outcome }) => outcome === 'acked')).toHaveLength(200)
    expect(new Set(stage.inbox.kept.map(({ id }) => id)).size).toBe(200)
  })
})

describe('by socket', () => {
  test('a connection that is cut, or renewed by Slack, is opened again, and nothing is lost', async () => {
    const stage = await openSlackStage('socket')
    const { sockets, faults } = stage.emulator
    const sari = stage.emulator.person('Sari')
    try {
      faults.next('apps.connections.open', { kind: 'drop-before' })
      sockets.cut()
      await until(() => sockets.count() === 0, 'cut')
      await until(() => sockets.count() === 1, 'open again')
      await sari.says('25')
      sockets.refresh()
      await until(
        () =>
          stage.emulator.workspace.calls.filter(({ method, answer }) => method === 'apps.connections.open' && answer === 'ok').length === 3,
        'renewed',
      )
      await until(() => sockets.count() === 1, 'one connection')
      await sari.says('26')
      expect(stage.inbox.kept.map(({ body }) => body)).toEqual([
        { kind: 'text', text: '25' },
        { kind: 'text', text: '26' },
      ])
    } finally {
      await stage.close()
    }
  })
})
