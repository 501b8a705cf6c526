import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSlackChannel } from '../../../src/channels/slack/slack-channel.ts'
import { createServer } from '../../../src/http/server.ts'
import { localeOfAccount } from '../../../src/store/people/account-locale.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { buttonsIn } from '../../emulators/slack/people.ts'
import type { Person } from '../../emulators/slack/people.ts'
import { openSlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import type { SlackEmulator } from '../../emulators/slack/slack-emulator.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { openDemoHouse } from '../../transcripts/play/demo-house.ts'
import type { DemoHouse } from '../../transcripts/play/demo-house.ts'
import { moveToSlack } from '../../transcripts/play/slack-harness.ts'
import { manifestCommands, slackPartsFor, until } from './slack-stage.ts'

let demo: DemoDatabase
let folder: string
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-slack-house-'))
})
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

let emulator: SlackEmulator
let house: DemoHouse
let officer: Person
let verifier: Person
let closeDoor: () => Promise<unknown>
beforeEach(async () => {
  await demo.reset()
  // As strict with floods as Slack is: the sender's pacing has to keep within it.
  emulator = await openSlackEmulator({ commands: manifestCommands })
  const accounts = await moveToSlack(demo.db, emulator)
  const seat = (key: string): Person => {
    const person = accounts.get(`kota-bekasi/${key}`)
    if (!person) throw new Error(`no ${key}`)
    return person
  }
  officer = seat('setda-kepala-bagian-umum')
  verifier = seat('setda-verifikator')
  const localeOf = (user: string) => localeOfAccount(demo.db, { channel: 'slack', id: user })
  const channel = createSlackChannel({ ...slackPartsFor(emulator, 'http'), localeOf })
  const parts: { house?: DemoHouse } = {}
  const door = await createServer({
    logger: pino({ level: 'silent' }),
    channels: [channel],
    keep: async (incoming) => parts.house?.keep(incoming),
    ready: async () => true,
  })
  closeDoor = () => door.close()
  emulator.sendTo(`${await door.listen({ host: '127.0.0.1', port: 0 })}/slack/events`)
  house = await openDemoHouse(demo.db, createFileStore(demo.db, folder), new Date('2024-10-04T01:00:00Z'), () => channel)
  parts.house = house
  await house.quiet()
})
afterEach(async () => {
  await house.stop()
  await closeDoor()
  await emulator.close()
})

const said = (person: Person) => emulator.said(person.direct())
const textsOf = (person: Person) => said(person).map(({ blocks }) => JSON.stringify(blocks))
const lastOf = (person: Person) => textsOf(person).at(-1) ?? ''
const labels = (person: Person) => buttonsIn(said(person).at(-1)?.blocks ?? []).map(({ label }) => label)
const reports = async () => Number((await demo.db.sql<{ count: number }>('select count(*)::int as count from report_version')).at(0)?.count)

test('an officer reports a figure by /lapor, corrects it and saves it; the verifier hears of it', async () => {
  const before = await reports()
  await officer.commands('/lapor', 'bahan logistik')
  await house.quiet()
  expect(lastOf(officer)).toContain('Bahan Logistik Kantor')
  await officer.says('21.31o')
  await house.quiet()
  expect(lastOf(officer)).toContain('21.31o')
  await officer.says('21.310')
  await house.quiet()
  expect(lastOf(officer)).toContain('83,28%')
  expect(labels(officer)).toContain('Simpan')
  await officer.presses('Simpan', { repeat: true })
  await house.quiet()
  expect(textsOf(officer).some((text) => text.includes('Tersimpan, menunggu verifikasi'))).toBe(true)
  expect(await reports()).toBe(before + 1)
  expect(lastOf(verifier)).toContain('21.310')
  expect(labels(verifier)).toEqual(expect.arrayContaining(['Terima', 'Kembalikan']))
  expect(emulator.workspace.calls.filter(({ answer }) => answer !== 'ok')).toEqual([])
  expect(emulator.delivery.attempts.filter(({ outcome, ms }) => outcome !== 'acked' || ms > 3000)).toEqual([])
})

test('a value that is typed in the modal is read as an answer to its question', async () => {
  const before = await reports()
  await officer.says('25')
  await house.quiet()
  const choices = buttonsIn(said(officer).at(-1)?.blocks ?? []).filter(({ actionId }) => actionId.startsWith('press:'))
  expect(choices.length).toBeGreaterThan(1)
  await officer.commands('/lapor')
  await house.quiet()
  const offered = buttonsIn(said(officer).at(-1)?.blocks ?? []).find(({ actionId }) => actionId.startsWith('value:'))
  if (!offered) throw new Error(`no button that asks for a value: ${labels(officer).join(', ')}`)
  await officer.presses(offered.label)
  await house.quiet()
  await until(() => (officer.modal()?.updates ?? 0) > 0, 'the question in the modal')
  expect(JSON.stringify(officer.modal()?.view)).toContain(offered.label.replace(/^\d+\. /, '').slice(0, 10))
  await officer.submits('81,o2')
  await house.quiet()
  expect(lastOf(officer)).toContain('81,o2')
  // To write it anew the modal opens again, with the question in it.
  await officer.presses('Tulis ulang')
  await house.quiet()
  await until(() => (officer.modal()?.updates ?? 0) > 0, 'the question in the modal')
  // What can't be read is answered with what was typed, and with a way back into the modal.
  await officer.submits('abc')
  await house.quiet()
  expect(lastOf(officer)).toContain('“abc” tidak terbaca')
  expect(labels(officer)).toEqual(['Ubah'])
  await officer.presses('Ubah')
  await house.quiet()
  await until(() => (officer.modal()?.updates ?? 0) > 0, 'the question in the modal')
  await officer.submits('81,02')
  await house.quiet()
  expect(lastOf(officer)).toContain('81,02')
  expect(await reports()).toBe(before)
})

test('the home page shows the tasks and the figures of the agency, and talks to nobody', async () => {
  const before = said(officer).length
  await officer.opensHome()
  await house.quiet()
  const page = JSON.stringify(officer.home()?.view.blocks ?? [])
  expect(page).toContain('belum dilaporkan')
  expect(page).toContain('TW III 2024')
  expect(said(officer)).toHaveLength(before)
})

test('the home page of who sees the whole agency shows its summary, and not what its picture is called', async () => {
  await verifier.opensHome()
  await house.quiet()
  const page = JSON.stringify(verifier.home()?.view.blocks ?? [])
  expect(page).toContain('Dilaporkan ')
  expect(page).not.toContain('gambar capaian')
})

test('while Slack loses answers, refuses and asks for pauses, every letter arrives once', async () => {
  let calls = 0
  emulator.faults.often((method) => {
    if (method !== 'chat.postMessage') return undefined
    calls += 1
    if (calls % 4 === 1) return { kind: 'drop-after' }
    if (calls % 4 === 2) return { kind: 'status', status: 502 }
    return calls % 4 === 3 ? { kind: 'rate-limited', afterSeconds: 1 } : undefined
  })
  const before = said(officer).length
  await officer.commands('/bantuan')
  await house.quiet()
  await officer.commands('/target', 'bahan logistik')
  await house.quiet()
  const fresh = textsOf(officer).slice(before)
  expect(fresh).toHaveLength(2)
  expect(new Set(fresh).size).toBe(2)
})
