import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import { roomRows } from '../../../src/delivery/in/room-rows.ts'
import { sendDigests } from '../../../src/delivery/calendar/send-digests.ts'
import { watchAlerts } from '../../../src/delivery/calendar/watch-alerts.ts'
import { rooms } from '../../../src/cli/rooms.ts'
import type { Context, House } from '../../../src/cli/command.ts'
import type { Grant, Need, Viewer } from '../../../src/domain/requests/requests.ts'
import { bothTongues } from '../../../src/house.ts'
import { openAlerts } from '../../../src/store/leadership/alerts.ts'
import { approversOf, everyRoom, roomsOver } from '../../../src/store/leadership/rooms.ts'
import { speakerOf } from '../../../src/store/people/people.ts'
import { answer } from '../../../src/use-cases/answer.ts'
import type { Asking } from '../../../src/use-cases/asking.ts'
import { perform } from '../../../src/use-cases/perform.ts'
import { agenciesSeen, mayFollowUp, mayManageRoom, mayReport, maySeeAgency } from '../../../src/use-cases/rights.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { askingAs } from '../perform-as.ts'

const demo: DemoDatabase = await openDemoDatabase()
const { db } = demo
const surroundings = { db, tongues: bothTongues(), holidays: nationalHolidays() }
const start = new Date('2024-10-04T02:00:00Z')
afterAll(() => demo.close())

let ids: Record<string, number>
let home: number
/** A third agency of Kota Bekasi, without figures, and a room of one that is asked for in the tests. */
beforeEach(async () => {
  await demo.reset()
  await db.sql(
    `insert into agency (government_id, key, name, short_name) select id, 'DINKES', 'Dinas Kesehatan', 'DINKES' from government where key = 'kota-bekasi'`,
  )
  const rows = await db.sql<{ id: number; key: string; governmentId: number }>(
    `select id, key, government_id as "governmentId" from agency`,
  )
  ids = Object.fromEntries(rows.map(({ key, id }) => [key, id]))
  home = rows.find(({ key }) => key === 'SETDA')?.governmentId ?? 0
})

const id = (key: string): number => ids[key] ?? 0
const viewer = (...grants: Grant[]): Viewer => ({
  personId: 1,
  governmentId: home,
  name: 'Asisten',
  locale: 'id',
  zone: 'Asia/Jakarta',
  grants,
})
const leader = (): Viewer => viewer({ role: 'leadership' })
const asked = <T>(of: Viewer, work: (asking: Asking) => Promise<T>): Promise<T> => askingAs(db, of, start, work)
const register = (of: Viewer, covers: 'all' | number[], chat = 'kota-bekasi/asisten') =>
  asked(of, (asking) =>
    perform(asking, { do: 'ask-room', channel: 'local', platformId: chat, title: 'Ruang Asisten', locale: 'id', covers }, () => undefined),
  )
const covered = async () => (await everyRoom(db, false)).find(({ title }) => title === 'Ruang Asisten')?.covers

describe('what a room covers', () => {
  test('is one agency, several, or the whole government; several by those who look after each of them', async () => {
    expect(await register(leader(), [id('SETDA'), id('DINKES')])).toMatchObject({ kind: 'registered' })
    expect(await covered()).toEqual([
      { id: id('DINKES'), shortName: 'DINKES' },
      { id: id('SETDA'), shortName: 'SETDA' },
    ])
    const coordinator = viewer({ role: 'leadership', agencyId: id('SETDA') }, { role: 'leadership', agencyId: id('DINKES') })
    expect(mayManageRoom(coordinator, [id('SETDA'), id('DINKES')])).toBe(true)
    expect(mayManageRoom(coordinator, [id('SETDA'), id('BKPSDM')])).toBe(false)
    expect(mayManageRoom(coordinator, 'all')).toBe(false)
    expect(mayManageRoom(leader(), [])).toBe(false)
  })
  test('can’t be what the person may not see, nor an agency of another government', async () => {
    const officer = viewer({ role: 'officer', agencyId: id('SETDA') })
    expect(await register(officer, [id('SETDA'), id('BKPSDM')])).toEqual({ kind: 'refused', why: 'not-yours' })
    await register(leader(), [id('SETDA')])
    await expect(
      db.sql(
        `insert into room_agency (room_id, agency_id, government_id) select m.id, $1, m.government_id from room m where m.title = 'Ruang Asisten'`,
        [id('BKD')],
      ),
    ).rejects.toThrow(/room_agency_government_id_agency_id_fkey/)
  })
  test('is asked of those who may speak for all of it', async () => {
    const admin = (agency: string, person: number) =>
      db.sql(`insert into role (government_id, person_id, role, agency_id, from_date) values ($1, $2, 'admin', $3, '2024-01-01')`, [
        home,
        person,
        id(agency),
      ])
    const [one, both] = (await db.sql<{ id: number }>(`select id from person where government_id = $1 order by id limit 2`, [home])).map(
      (row) => row.id,
    )
    await admin('SETDA', one ?? 0)
    await admin('SETDA', both ?? 0)
    await admin('DINKES', both ?? 0)
    expect(await approversOf(db, home, [id('SETDA'), id('DINKES')], '2024-10-04')).toEqual([both])
    expect(await approversOf(db, home, [id('SETDA')], '2024-10-04')).toEqual([one, both])
  })
  test('is changed by who may speak for what it was and for what it will be', async () => {
    await register(leader(), [id('SETDA'), id('DINKES')])
    const [room] = (await everyRoom(db, true)).filter(({ title }) => title === 'Ruang Asisten')
    if (!room) throw new Error('no room')
    const change = (of: Viewer, covers: 'all' | number[]) =>
      asked(of, (asking) =>
        perform(asking, { do: 'set-room', roomId: room.id, settings: room.settings, locale: 'id', covers }, () => undefined),
      )
    const head = viewer({ role: 'head', agencyId: id('SETDA') })
    expect(await change(head, [id('SETDA')])).toEqual({ kind: 'refused', why: 'not-yours' })
    // From within the room: what it covers so far binds nobody.
    expect(await change({ ...leader(), within: [id('SETDA'), id('DINKES')] }, [id('BKPSDM')])).toMatchObject({ kind: 'set' })
    expect(await covered()).toEqual([{ id: id('BKPSDM'), shortName: 'BKPSDM' }])
    const audited = await db.sql<{ to: { covers: number[] } }>(`select to_value as "to" from audit where what = 'room-set'`)
    expect(audited[0]?.to.covers).toEqual([id('BKPSDM')])
  })
  test('ends with its registration, by who may speak for all of it; then no older request for it can be approved, and it can be asked for anew', async () => {
    await register(leader(), [id('SETDA'), id('DINKES')])
    const roomId = (await everyRoom(db, true)).find(({ title }) => title === 'Ruang Asisten')?.id ?? 0
    const close = (of: Viewer) => asked(of, (asking) => perform(asking, { do: 'close-room', roomId }, () => undefined))
    expect(await close(viewer({ role: 'head', agencyId: id('SETDA') }))).toEqual({ kind: 'refused', why: 'not-yours' })
    expect(await close(leader())).toEqual({ kind: 'closed' })
    expect(await close(leader())).toEqual({ kind: 'refused', why: 'gone' })
    expect(await covered()).toEqual([])
    const approve = await asked(leader(), (asking) => perform(asking, { do: 'decide-room', roomId, approve: true }, () => undefined))
    expect(approve).toEqual({ kind: 'refused', why: 'not-yours' })
    expect(await db.sql(`select 1 from audit where what = 'room-closed' and subject = $1`, [`room:${roomId}`])).toHaveLength(1)
    expect(await register(leader(), [id('SETDA')])).toMatchObject({ kind: 'registered' })
  })
})

describe('a room learns only of the agencies that it covers', () => {
  test('whoever speaks there sees no more, whatever their rights are elsewhere', () => {
    const here: Viewer = { ...viewer({ role: 'leadership' }, { role: 'officer', agencyId: id('BKPSDM') }), within: [id('SETDA')] }
    expect(agenciesSeen(here)).toEqual([id('SETDA')])
    expect(maySeeAgency(here, { agencyId: id('BKPSDM'), governmentId: home })).toBe(false)
    expect(mayFollowUp(here, id('BKPSDM'))).toBe(false)
    expect(mayReport(here, { agencyId: id('BKPSDM'), responsibleId: 1 })).toBe(false)
  })
  test('the speaker of a chat carries what its room covers', async () => {
    await register(leader(), [id('SETDA'), id('DINKES')], '-700')
    const [account] = await db.sql<{ platformId: string }>(
      `insert into identity (person_id, channel, platform_id, chat_key) select id, 'local', 'asisten-1', 'local:asisten-1' from person where government_id = $1 order by id limit 1 returning platform_id as "platformId"`,
      [home],
    )
    const speaker = (chat: string) => speakerOf(db, { channel: 'local', id: account?.platformId ?? '' }, chat, '2024-10-04')
    expect((await speaker('local:-700'))?.viewer.within?.toSorted()).toEqual([id('SETDA'), id('DINKES')].toSorted())
    // A topic is its room's; a private chat is nobody's room.
    expect((await speaker('local:-700:5'))?.viewer.within).toHaveLength(2)
    expect((await speaker('local:asisten-1'))?.viewer.within).toBeUndefined()
  })
  test.each<[string, (asking: Asking) => Need]>([
    ['its figures', () => ({ ask: 'agency', agencyId: id('SETDA'), year: 2024 })],
    ['its name', () => ({ ask: 'find', text: 'SETDA', among: 'agencies' })],
    ['its indicators', () => ({ ask: 'find', text: 'Diklat Pegawai', among: 'indicators' })],
    ['its digest', () => ({ ask: 'digest', of: 'week', agencyId: id('SETDA') })],
    ['who is late', () => ({ ask: 'late-officers', agencyId: id('SETDA') })],
    ['its rules', () => ({ ask: 'rules', agencyId: id('SETDA') })],
  ])('of another one not even %s is told', async (_, need) => {
    const told = async (within: number[]) =>
      JSON.stringify((await asked({ ...leader(), within }, (asking) => answer(asking, need(asking), 'local:x'))) ?? '')
    expect(await told([id('BKPSDM')])).not.toContain('"SETDA"')
    expect(await told([id('BKPSDM')])).not.toContain('Diklat Pegawai')
    expect(await told([id('SETDA')])).toMatch(/"SETDA"|Diklat Pegawai/)
  })
  test('an alert that somebody names by its number is unknown there', async () => {
    await watchAlerts(surroundings, start)
    const [alert] = await openAlerts(db, id('SETDA'))
    const take = (within: number[]) =>
      asked({ ...leader(), within }, (asking) => perform(asking, { do: 'take-alerts', alertIds: [alert?.id ?? 0] }, () => undefined))
    expect(await take([id('BKPSDM')])).toEqual({ kind: 'refused', why: 'gone' })
    expect(await take([id('SETDA')])).toMatchObject({ kind: 'taken' })
  })
})

describe('what comes by itself', () => {
  test('alerts go to the rooms that cover the agency', async () => {
    await register(leader(), [id('SETDA'), id('DINKES')])
    await register(leader(), [id('BKPSDM'), id('DINKES')], 'kota-bekasi/asisten-lain')
    const chats = async (agency: string) => (await roomsOver(db, id(agency))).map(({ chatKey }) => chatKey)
    expect(await chats('SETDA')).toEqual(['local:kota-bekasi/pimpinan', 'local:kota-bekasi/asisten'])
    expect(await chats('BKPSDM')).toEqual(['local:kota-bekasi/pimpinan', 'local:kota-bekasi/asisten-lain'])
    expect(await chats('BKD')).toEqual(['local:dki-jakarta/pimpinan'])
  })
  test('an answer arrives in the rooms that hear of what was asked about', async () => {
    await register(leader(), [id('SETDA')])
    await db.sql(`update room set settings = '{"alerts": "urgent"}' where title = 'Ruang Asisten'`)
    const rooms = async (level: 'attention' | 'urgent') =>
      (
        await roomRows(
          { to: { roomsOver: id('SETDA'), level }, write: () => ({ parts: [], urgency: 'notice' }) },
          { roomsOver: id('SETDA'), level },
          start.toISOString(),
          surroundings,
        )
      ).map(({ chatKey }) => chatKey)
    expect(await rooms('attention')).toEqual(['local:kota-bekasi/pimpinan'])
    expect(await rooms('urgent')).toEqual(['local:kota-bekasi/pimpinan', 'local:kota-bekasi/asisten'])
  })
  test('the digest is of those agencies, under their names', async () => {
    await register(leader(), [id('SETDA'), id('BKPSDM')])
    await sendDigests(surroundings, start)
    await sendDigests(surroundings, new Date('2024-10-07T00:30:00Z'))
    const [letter] = await db.sql<{ body: { parts: { spans: { text: string }[] }[] } }>(
      `select body from outbox where chat_key = 'local:kota-bekasi/asisten' and key like 'digest:week:%' order by id limit 1`,
    )
    expect(letter?.body.parts[0]?.spans.map(({ text }) => text).join('')).toBe('Ringkasan mingguan BKPSDM, SETDA · Senin, 7 Okt 2024')
  })
})

test('capaian rooms lists what each covers', async () => {
  await register(leader(), [id('SETDA'), id('DINKES')])
  const said = { out: '', json: undefined as unknown }
  const context = {
    openHouse: () => Promise.resolve({ database: db } as House),
    out: (text: string) => void (said.out += `${text}\n`),
    json: (value: unknown) => void (said.json = value),
  } as unknown as Context
  const prepared = rooms.prepare(['--json'])
  if ('wrong' in prepared) throw new Error(prepared.wrong)
  await prepared.run(context)
  expect(said.json).toContainEqual(expect.objectContaining({ title: 'Ruang Asisten', scope: 'agencies', agencies: ['DINKES', 'SETDA'] }))
  expect(said.out).toContain('“Ruang Asisten”  Kota Bekasi / DINKES / SETDA')
})
