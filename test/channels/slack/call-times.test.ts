import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackApi } from '../../../src/channels/slack/api.ts'
import type { SlackApi } from '../../../src/channels/slack/api.ts'
import { upload } from '../../../src/channels/slack/upload.ts'
import { openSlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import type { SlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import { manifestCommands } from './slack-stage.ts'

const times = { callMs: 150, uploadMs: 600 }
let emulator: SlackEmulator
let api: SlackApi
let channel: string
beforeEach(async () => {
  emulator = await openSlackEmulator({ commands: manifestCommands })
  api = createSlackApi({ token: emulator.botToken, apiUrl: emulator.apiUrl, logger: pino({ level: 'silent' }), times })
  channel = emulator.person('Verifikator').direct().id
})
afterEach(() => emulator.close())

const file = { name: 'putusan.pdf', type: 'application/pdf', bytes: new Uint8Array(1024).fill(1) }
const send = () => upload(api, file, { channel, thread: undefined })
const timed = async <T>(work: Promise<T>): Promise<{ answer: T; took: number }> => {
  const from = performance.now()
  return { answer: await work, took: performance.now() - from }
}
const lost = { kind: 'answer-lost' }

test('a file that goes through arrives whole', async () => {
  expect(await send()).toEqual({ kind: 'there' })
  expect([...emulator.workspace.files.values()].map(({ name, bytes }) => [name, bytes.length])).toEqual([['putusan.pdf', 1024]])
})

test('what a file holds may be longer on its way than a call, and no longer than is said', async () => {
  const silent = { kind: 'hang', carriedOut: false } as const
  emulator.faults.next('chat.postMessage', silent)
  const call = await timed(api.call('chat.postMessage', { channel, text: 'a' }))
  expect(call.answer).toMatchObject({ ok: false, failure: lost })
  expect(call.took).toBeLessThan(times.uploadMs)
  emulator.faults.next('upload', silent)
  const sent = await timed(send())
  expect(sent.answer).toMatchObject({ kind: 'not-put', failure: { ...lost, late: true } })
  expect(sent.took).toBeGreaterThan(times.callMs * 2)
  expect(sent.took).toBeLessThan(times.uploadMs * 2)
})
