import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../emulators/slack/people.ts'
import { openSlackStage, until } from './slack-stage.ts'
import type { SlackStage } from './slack-stage.ts'

let stage: SlackStage
let sari: Person
let budi: Person
beforeEach(async () => {
  stage = await openSlackStage('http')
  sari = stage.emulator.person('Sari')
  budi = stage.emulator.person('Budi')
})
afterEach(() => stage.close())
const asked = () => stage.emulator.workspace.calls.filter(({ method }) => method === 'conversations.info').length

test('who types a command where the app is no member is told how to invite it, and nobody else there', async () => {
  const room = stage.emulator.room('umum', [sari, budi], false)
  await sari.commands('/capaian', 'SETDA', room)
  await until(() => sari.whispered(room).length > 0, 'an answer')
  expect(sari.whispered(room)).toEqual([
    `Di kanal ini aplikasi belum diundang, jadi tidak dapat menjawab. Ketik /invite <@${stage.emulator.workspace.bot.user}> di sini lalu ulangi perintahnya, atau kirim perintahnya sebagai pesan langsung kepada aplikasi.`,
  ])
  expect(budi.whispered(room)).toEqual([])
  // The command is kept all the same: whether it is answered is for the house to say.
  expect(stage.inbox.kept).toHaveLength(1)
})

test('a private channel that Slack does not show is one of these', async () => {
  stage.emulator.faults.next('conversations.info', { kind: 'error', error: 'channel_not_found' })
  const room = stage.emulator.room('tertutup', [sari], false)
  await sari.commands('/tugas', '', room)
  await until(() => sari.whispered(room).length > 0, 'an answer')
})

test('where it is a member, in a direct channel, and while Slack can not be asked, nothing is said of it', async () => {
  const room = stage.emulator.room('umum', [sari])
  await sari.commands('/tugas', '', room)
  await sari.commands('/tugas')
  await until(() => asked() === 1, 'it is looked for once')
  stage.emulator.faults.next('conversations.info', { kind: 'status', status: 500 })
  const other = stage.emulator.room('lain', [sari], false)
  await sari.commands('/tugas', '', other)
  await until(() => asked() === 2, 'it is looked for again')
  await stage.channel.stop()
  expect([room, other, sari.direct()].flatMap((channel) => sari.whispered(channel))).toEqual([])
})

test('an address that is not of Slack is never called', async () => {
  let calls = 0
  const stranger = createServer((_, response) => void response.end(String((calls += 1))))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const room = stage.emulator.room('umum', [sari], false)
  await stage.emulator.delivery.deliver('slash_commands', {
    command: '/capaian',
    text: '',
    user_id: sari.user.id,
    channel_id: room.id,
    trigger_id: 'trigger.1',
    response_url: `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/commands/R1`,
  })
  await until(() => asked() === 1, 'it is looked for')
  await stage.channel.stop()
  await new Promise((resolve) => stranger.close(resolve))
  expect(calls).toBe(0)
})
