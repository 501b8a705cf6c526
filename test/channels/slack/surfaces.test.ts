import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../emulators/slack/people.ts'
import { buttonsIn } from '../../emulators/slack/people.ts'
import type { View } from '../../emulators/slack/workspace.ts'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import { letter, openSlackStage, slackPartsFor, until } from './slack-stage.ts'
import type { Mode, SlackStage } from './slack-stage.ts'

const textOf = (view: View | undefined): string => JSON.stringify(view?.view.blocks ?? [])
const choose = (chat: string) =>
  letter(chat, 'Yang mana?', {
    buttons: [
      [
        { label: 'Diklat', token: '1.0', asks: 'value' },
        { label: 'Nanti', token: '1.1' },
      ],
    ],
  })

describe.each<Mode>(['http', 'socket'])('a value is typed in a modal, by %s', (mode) => {
  let stage: SlackStage
  let sari: Person
  beforeEach(async () => {
    stage = await openSlackStage(mode)
    sari = stage.emulator.person('Sari')
    await stage.channel.send(choose(sari.user.id))
  })
  afterEach(() => stage.close())

  test('it opens at once, is filled with the question, and its value is an answer to that question', async () => {
    await sari.presses('Diklat')
    await until(() => sari.modal() !== undefined, 'a modal')
    expect(stage.inbox.kept.map(({ body }) => body)).toEqual([{ kind: 'press', token: '1.0' }])
    expect(textOf(sari.modal())).toContain('sedang disiapkan')
    const replyTo = stage.inbox.kept.at(-1)?.id ?? ''
    // What else is said meanwhile is not the question.
    await stage.channel.send(letter(sari.user.id, 'Selamat pagi', { outboxId: 9 }))
    const question = await stage.channel.send(letter(sari.user.id, 'Berapa realisasi Diklat?', { outboxId: 2, replyTo }))
    await until(() => sari.modal()?.updates === 1, 'the question in it')
    expect(textOf(sari.modal())).toContain('Berapa realisasi Diklat?')
    expect(await sari.submits(' 81,o2 ')).toMatchObject({ outcome: 'acked' })
    expect(stage.inbox.kept.at(-1)).toMatchObject({
      chat: { id: sari.user.id, kind: 'private' },
      person: { id: sari.user.id },
      body: { kind: 'text', text: '81,o2' },
      replyTo: question.kind === 'sent' ? question.id : '',
    })
    expect(sari.modal()).toBeUndefined()
  })

  test('a question that was faster than the modal is in it all the same', async () => {
    const opening = sari.presses('Diklat')
    await until(() => stage.inbox.kept.length === 1, 'kept')
    await stage.channel.send(letter(sari.user.id, 'Berapa?', { outboxId: 2, replyTo: stage.inbox.kept[0]?.id ?? '' }))
    await opening
    await until(() => textOf(sari.modal()).includes('Berapa?'), 'the question in it')
  })

  test('it is filled by another process too: the one that sends need not be the one that heard the press', async () => {
    await sari.presses('Diklat')
    await until(() => sari.modal() !== undefined, 'a modal')
    const sender = createSlackChannel(slackPartsFor(stage.emulator, mode))
    await sender.send(letter(sari.user.id, 'Berapa?', { outboxId: 2, replyTo: stage.inbox.kept[0]?.id ?? '' }))
    await until(() => textOf(sari.modal()).includes('Berapa?'), 'the question in it')
    await sender.stop()
  })

  test('where it does not open, the press goes its way', async () => {
    stage.emulator.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' })
    expect((await sari.presses('Diklat')).outcome).toBe('acked')
    expect(stage.inbox.kept).toHaveLength(1)
    expect(sari.modal()).toBeUndefined()
  })

  test('other buttons open none', async () => {
    await sari.presses('Nanti')
    await stage.channel.send(letter(sari.user.id, 'Baik.', { outboxId: 2 }))
    expect(stage.emulator.workspace.calls.some(({ method }) => method === 'views.open')).toBe(false)
  })

  test('in a room the value is answered in the thread of the button', async () => {
    const room = stage.emulator.room('umum', [sari])
    const sent = await stage.channel.send(choose(room.id))
    const root = sent.kind === 'sent' ? sent.id.split(':')[1] : undefined
    await sari.presses('Diklat', { in: room })
    await until(() => sari.modal() !== undefined, 'a modal')
    await sari.submits('25')
    const said = stage.inbox.kept.at(-1)
    expect(said).toMatchObject({ chat: { id: room.id, kind: 'room' }, body: { kind: 'text', text: '25' } })
    await stage.channel.send(letter(room.id, 'Tercatat', { outboxId: 3, replyTo: said?.id ?? '' }))
    expect(stage.emulator.said(room).at(-1)?.threadTs).toBe(root)
  })
})

describe('the home page', () => {
  let stage: SlackStage
  let sari: Person
  beforeEach(async () => {
    stage = await openSlackStage('http')
    sari = stage.emulator.person('Sari')
  })
  afterEach(() => stage.close())

  test('asks the house for its two parts and shows both', async () => {
    await sari.opensHome()
    const asked = stage.inbox.kept
    expect(asked.map(({ body }) => (body.kind === 'command' ? body.name : ''))).toEqual(['tugas', 'capaian'])
    for (const [at, { chat }] of asked.entries()) {
      const delivery = await stage.channel.send({
        ...letter(chat.id, at === 0 ? '18 indikator <belum>' : 'Capaian 104,63%', {
          outboxId: at + 1,
          buttons: [[{ label: 'Mulai', token: '1.0' }]],
        }),
        chat,
      })
      expect(delivery.kind).toBe('sent')
    }
    const home = sari.home()
    expect(textOf(home)).toContain('18 indikator <belum>')
    expect(textOf(home)).toContain('Capaian 104,63%')
    expect(buttonsIn(home?.view.blocks ?? []).map(({ label }) => label)).toEqual(['Lapor', 'Tugas saya', 'Capaian', 'Target', 'Bantuan'])
    expect(sari.direct().messages).toEqual([])
  })

  test('its buttons are commands in the private chat', async () => {
    await sari.opensHome()
    await stage.channel.send({ ...letter('x', 'Tugas'), chat: { channel: 'slack', id: `${sari.user.id}/tugas`, kind: 'private' } })
    await sari.pressesHome('Lapor')
    expect(stage.inbox.kept.at(-1)).toMatchObject({
      chat: { id: sari.user.id, kind: 'private' },
      body: { kind: 'command', name: 'lapor', argument: '' },
    })
  })
})
