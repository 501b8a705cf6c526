import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Outgoing } from '../../../src/channels/channel.ts'
import { createSlackApi } from '../../../src/channels/slack/api.ts'
import { createSend } from '../../../src/channels/slack/send.ts'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import type { Person } from '../../emulators/slack/people.ts'
import { letter, openSlackStage, slackPartsFor } from './slack-stage.ts'
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

const picture = { name: 'capaian.png', type: 'image/png', bytes: Buffer.from('gambar') }
const both = () => letter(sari.user.id, 'Capaian', { file: picture })
const shown = () => said().map(({ files, text }) => (files ? 'file' : text))
/** Sends it again as the house does, with why it came to nothing and without its file once that is lost, until it is sent. */
const untilSent = async (outgoing: Outgoing, waits = false): Promise<number> => {
  let delivery = await send(outgoing)
  let attempts = 1
  let { file } = outgoing
  while ((delivery.kind === 'later' || delivery.kind === 'file-lost') && attempts < 10) {
    const afterMs = delivery.kind === 'later' ? delivery.afterMs : 0
    if (delivery.kind === 'file-lost') file = undefined
    if (waits) await new Promise((resolve) => setTimeout(resolve, afterMs))
    const { file: _, ...words } = outgoing
    delivery = await send(again({ ...words, ...(file && { file }) }, delivery.why))
    attempts += 1
  }
  expect(delivery.kind).toBe('sent')
  return attempts
}

test.each([
  ['is limited', { kind: 'rate-limited', afterSeconds: 1 }],
  ['meets an error of Slack', { kind: 'status', status: 500 }],
  ['loses its answer', { kind: 'drop-after' }],
  ['never leaves', { kind: 'drop-before' }],
] as const)('the text %s, three times: the file is there once', async (_, fault) => {
  stage.emulator.faults.next('chat.postMessage', fault, fault, fault)
  await untilSent(both())
  expect(shown()).toEqual(['file', 'Capaian'])
})

test('the answer to the file is lost: it is looked for, and there once', async () => {
  stage.emulator.faults.next('files.completeUploadExternal', { kind: 'drop-after' })
  expect(await untilSent(both())).toBe(2)
  expect(shown()).toEqual(['file', 'Capaian'])
})

test('the file never came: it is sent again', async () => {
  stage.emulator.faults.next('files.getUploadURLExternal', { kind: 'status', status: 503 })
  stage.emulator.faults.next('upload', { kind: 'drop-before' })
  stage.emulator.faults.next('files.completeUploadExternal', { kind: 'rate-limited', afterSeconds: 1 }, { kind: 'status', status: 503 })
  expect(await untilSent(both(), true)).toBe(5)
  expect(shown()).toEqual(['file', 'Capaian'])
})

test('whatever Slack shows of it, a file is repeated once at most, and its text comes', async () => {
  stage.emulator.faults.next('files.completeUploadExternal', { kind: 'drop-after' }, { kind: 'drop-after' }, { kind: 'drop-after' })
  // What was sent is kept from those who look for it.
  stage.emulator.workspace.hiddenFiles = true
  await untilSent(both())
  expect(shown()).toEqual(['file', 'file', 'Capaian'])
  expect(callsOf('files.completeUploadExternal')).toHaveLength(2)
})

test('what Slack does not let be uploaded holds up no words', async () => {
  stage.emulator.faults.next('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' })
  expect(await send(both())).toEqual({ kind: 'file-lost', why: 'file_uploads_disabled' })
})

test.each([
  ['is too slow on its way', { kind: 'hang', carriedOut: false }, 2],
  ['meets a wall where Slack keeps files', { kind: 'drop-before' }, 6],
] as const)('a file that %s is lost in the end, and nothing else waits for it', async (_, fault, most) => {
  const times = { callMs: 2_000, uploadMs: 100 }
  const logger = pino({ level: 'silent' })
  const { apiUrl, botToken: token } = stage.emulator
  const sendSoon = createSend({ api: createSlackApi({ token, apiUrl, logger, times }), now: () => performance.now() })
  stage.emulator.faults.next('upload', ...Array.from({ length: 20 }, () => fault))
  let delivery = await sendSoon(both())
  for (let attempts = 1; delivery.kind === 'later' && attempts < 20; attempts += 1) delivery = await sendSoon(again(both(), delivery.why))
  expect(delivery.kind).toBe('file-lost')
  expect(callsOf('upload')).toHaveLength(most)
  const { file: __, ...words } = both()
  expect((await sendSoon(again(words, 'without its file'))).kind).toBe('sent')
  expect(shown()).toEqual(['Capaian'])
})

test('a file alone whose answer was lost is found, in a thread too', async () => {
  const room = stage.emulator.room('umum', [sari])
  await sari.says('capaian', { in: room, mention: true })
  const alone: Outgoing = {
    ...both(),
    parts: [],
    chat: { channel: 'slack', id: room.id, kind: 'room' },
    replyTo: stage.inbox.kept[0]?.id ?? '',
  }
  stage.emulator.faults.next('files.completeUploadExternal', { kind: 'drop-after' })
  expect(await untilSent(alone)).toBe(2)
  expect(stage.emulator.said(room)).toHaveLength(1)
})

test('another process, which knows nothing of it, sees by the text that the file is there', async () => {
  await send(both())
  const other = createSlackChannel(slackPartsFor(stage.emulator, 'http'))
  expect((await other.send(again(both(), null))).kind).toBe('sent')
  expect(shown()).toEqual(['file', 'Capaian'])
})
