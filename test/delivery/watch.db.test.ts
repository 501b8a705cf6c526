import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../src/calendar/holidays.ts'
import { sendDigests } from '../../src/delivery/calendar/send-digests.ts'
import { watchAlerts } from '../../src/delivery/calendar/watch-alerts.ts'
import { bothTongues } from '../../src/house.ts'
import { alertsById, openAlerts, takeAlerts, writeAlerts } from '../../src/store/leadership/alerts.ts'
import { carryOutSlot } from '../../src/store/calendar/schedule-ledger.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'

const demo: DemoDatabase = await openDemoDatabase()
const { db } = demo
const room = { db, tongues: bothTongues(), holidays: nationalHolidays() }
beforeEach(() => demo.reset())
afterAll(() => demo.close())

const start = new Date('2024-10-04T02:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const setdaId = async () => (await db.sql<{ id: number }>(`select id from agency where key = 'SETDA'`))[0]?.id ?? 0
const letters = () =>
  db.sql<{ chatKey: string; key: string; replaces: number | null }>(
    `select chat_key as "chatKey", key, (body->>'replaces')::int as replaces from outbox where topic like 'alert:%' order by id`,
  )

/** A report of TW III by its officer, with its figure as a number. */
const report = (name: string, value: string, at: Date) =>
  db.sql(
    `with r as (
       insert into report (agency_id, indicator_id, quarter) select i.agency_id, i.id, 3 from indicator i join agency a on a.id = i.agency_id
       where i.short_name = $1 and a.key = 'SETDA' on conflict (indicator_id, quarter) do update set quarter = excluded.quarter returning id, agency_id)
     insert into report_version (agency_id, report_id, number, figure, value, at, on_time)
     select r.agency_id, r.id, 1 + (select count(*) from report_version v where v.report_id = r.id),
       jsonb_build_object('kind', 'number', 'value', $2::text), $2::numeric, $3::timestamptz, true from r returning id`,
    [name, value, at.toISOString()],
  )

describe('alerts', () => {
  test('what lay there when the watch began is noted, and nobody is told', async () => {
    const counts = await watchAlerts(room, start)
    expect(counts.looked).toBe(3)
    expect(counts.opened).toBeGreaterThan(3)
    expect(counts.told).toBe(0)
    expect(await watchAlerts(room, later(1))).toEqual({ looked: 0, opened: 0, changed: 0, closed: 0, told: 0 })
  })
  test('several at once are one message to the room of that government, when they have settled', async () => {
    await watchAlerts(room, start)
    await report('Fasilitasi Bantuan Hukum', '1', later(1))
    await report('Fasilitasi Penyusunan Produk Hukum Daerah', '1', later(3))
    expect((await watchAlerts(room, later(4))).looked).toBe(0)
    expect(await watchAlerts(room, later(9))).toMatchObject({ looked: 1, told: 1 })
    expect((await letters()).map(({ chatKey }) => chatKey)).toEqual(['local:kota-bekasi/pimpinan'])
    await watchAlerts(room, later(40))
    expect(await letters()).toHaveLength(1)
  })
  test('a state that changes and ends is written into the message that told it', async () => {
    await watchAlerts(room, start)
    await report('Fasilitasi Bantuan Hukum', '1', later(1))
    await watchAlerts(room, later(10))
    await report('Fasilitasi Bantuan Hukum', '0', later(11))
    // Its capaian, and the forecast of its year.
    expect(await watchAlerts(room, later(20))).toMatchObject({ opened: 0, changed: 2, told: 1 })
    await report('Fasilitasi Bantuan Hukum', '2', later(21))
    expect(await watchAlerts(room, later(30))).toMatchObject({ changed: 0, closed: 2, told: 1 })
    expect((await letters()).map(({ replaces }) => replaces !== null)).toEqual([false, true, true])
  })
  test('an open state is there once, whoever finds it', async () => {
    await watchAlerts(room, start)
    const agencyId = await setdaId()
    const [one] = await openAlerts(db, agencyId)
    if (!one) throw new Error('nothing is open')
    const again = {
      begun: [{ rule: one.rule, subject: one.subject, level: one.level, facts: one.facts, batch: 'x' }],
      changed: [],
      ended: [],
    }
    expect(await writeAlerts(db, agencyId, again, start)).toEqual([])
    await expect(
      db.sql(`insert into alert (agency_id, rule, subject, level, facts, opened_at) values ($1, $2, $3, 'info', '{}', now())`, [
        agencyId,
        one.rule,
        one.subject,
      ]),
    ).rejects.toThrow(/one_open_alert/)
  })
  test('of two who take one, the first stays; another government sees nothing of it', async () => {
    await watchAlerts(room, start)
    const [one] = await openAlerts(db, await setdaId())
    const people = await db.sql<{ id: number }>(`select id from person order by id limit 2`)
    const [first, second] = people.map(({ id }) => id)
    if (!one || first === undefined || second === undefined) throw new Error('nobody is there')
    expect(await takeAlerts(db, [one.id], first, start)).toEqual([one.id])
    expect(await takeAlerts(db, [one.id], second, start)).toEqual([])
    const [home] = await db.sql<{ id: number }>(`select government_id as id from agency where key = 'SETDA'`)
    const [away] = await db.sql<{ id: number }>(`select government_id as id from agency where key = 'BKD'`)
    expect(await alertsById(db, home?.id ?? 0, [one.id])).toHaveLength(1)
    expect(await alertsById(db, away?.id ?? 0, [one.id])).toEqual([])
  })
})

describe('digests', () => {
  const monday = new Date('2024-10-07T00:30:00Z')
  const said = () => db.sql<{ key: string }>(`select key from outbox where key like 'digest:%' order by id`)
  test('are registered first, and sent once at their moment to rooms and heads', async () => {
    expect(await sendDigests(room, start)).toEqual({ due: 0, sent: 0 })
    expect((await sendDigests(room, monday)).sent).toBeGreaterThan(2)
    const keys = (await said()).map(({ key }) => key)
    expect(keys.filter((key) => /^digest:week:2024-10-07:room \d+$/.test(key))).toHaveLength(2)
    expect(new Set(keys).size).toBe(keys.length)
    expect((await sendDigests(room, new Date(monday.getTime() + 60_000))).sent).toBe(0)
    expect(await said()).toHaveLength(keys.length)
  })
  test('of two processes at the same slot one carries it out', async () => {
    await sendDigests(room, start)
    const body = { parts: [], urgency: 'bulk' }
    const letter = { key: 'digest:test', chatKey: 'local:kota-bekasi/pimpinan', body, urgency: 'bulk', sendAfter: monday.toISOString() }
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => carryOutSlot(db, 'digest:test', monday, [letter])))
    expect(outcomes.filter(({ claimed }) => claimed)).toEqual([{ claimed: true, written: 1 }])
  })
  test('two ticks at once say nothing twice', async () => {
    await sendDigests(room, start)
    await Promise.all([sendDigests(room, monday), sendDigests(room, monday)])
    const keys = (await said()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.includes('room') && !key.includes('picture'))).toHaveLength(2)
  })
})
