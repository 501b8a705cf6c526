import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../src/calendar/holidays.ts'
import { sendDigests } from '../../src/delivery/calendar/send-digests.ts'
import { nextLook } from '../../src/delivery/calendar/next-look.ts'
import { startTick } from '../../src/delivery/calendar/tick.ts'
import { watchAlerts } from '../../src/delivery/calendar/watch-alerts.ts'
import { bothTongues } from '../../src/house.ts'
import { createLogger } from '../../src/logger.ts'
import type { Database, Row } from '../../src/store/database/database.ts'
import { alertsById, openAlerts, takeAlerts, writeAlerts } from '../../src/store/leadership/alerts.ts'
import { admitToLocal } from '../../src/store/local/local-seats.ts'
import { gatherDigest } from '../../src/use-cases/digest/gather-digest.ts'
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

const scopeOfSetda = async () => {
  const [setda] = await db.sql<{ governmentId: number }>(`select government_id as "governmentId" from agency where key = 'SETDA'`)
  return { governmentId: setda?.governmentId ?? 0, zone: 'Asia/Jakarta', agencies: [await setdaId()] }
}

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
    // Settled five minutes after the last of them.
    expect(await nextLook(db, room.holidays, later(4))).toEqual(later(8))
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
  test('missing reports are told of until their period is locked, over the turn of the quarter; then it is said that they never came', async () => {
    const setda = await setdaId()
    const missing = async () => (await openAlerts(db, setda)).flatMap(({ rule, facts }) => (rule === 'not-reported' ? [facts.quarter] : []))
    await watchAlerts(room, start)
    await db.sql(
      `insert into period_exception (agency_id, year, quarter, lock, why, at) values ($1, 2024, 3, '2025-01-15', 'SE 1/2025', now())`,
      [setda],
    )
    await watchAlerts(room, new Date('2024-10-15T02:00:00Z'))
    expect(await missing()).toEqual([])
    await watchAlerts(room, new Date('2024-10-16T02:00:00Z'))
    expect(await missing()).toEqual([3])
    // TW IV runs since 1 January.
    for (const day of ['2025-01-02', '2025-01-15']) {
      await watchAlerts(room, new Date(`${day}T02:00:00Z`))
      expect(await missing()).toEqual([3])
    }
    await watchAlerts(room, new Date('2025-01-16T02:00:00Z'))
    expect(await missing()).toEqual([])
    const [told] = await db.sql<{ text: string }>(
      `select string_agg(span->>'text', '' order by place, at) as text from (select body from outbox where topic like 'alert:%' order by id desc limit 1) o,
         jsonb_array_elements(body->'parts') with ordinality as p(part, place), jsonb_array_elements(part->'spans') with ordinality as s(span, at)`,
    )
    expect(told?.text).toContain('Dikunci tanpa laporan · SETDA · TW III 2024')
    expect(told?.text).toMatch(/29 laporan tidak masuk sampai periodenya dikunci: .*Bagian Umum 18/)
    expect(told?.text).toContain('✕ Dikunci tanpa laporan, Kamis, 16 Jan 2025, pukul 09.00')
    const facts = await gatherDigest(db.prisma, await scopeOfSetda(), 'week', new Date('2025-01-16T02:00:00Z'), room.holidays, {
      said: new Date('2025-01-13T00:30:00Z'),
    })
    expect(facts?.agencies[0]?.locked).toMatchObject({ quarter: 3, lock: '2025-01-15' })
    expect(facts?.agencies[0]?.locked?.missing).toHaveLength(29)
    expect(facts?.agencies[0]?.alerts.closed.filter(({ rule }) => rule === 'not-reported')).toEqual([])
    const next = await gatherDigest(db.prisma, await scopeOfSetda(), 'week', new Date('2025-01-20T00:30:00Z'), room.holidays, {
      said: new Date('2025-01-16T02:00:00Z'),
    })
    expect(next?.agencies[0]?.locked).toBeUndefined()
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
  test('count as new what came since the last of any kind: without that they are one line, and no picture follows', async () => {
    await sendDigests(room, start)
    const on = async (day: string) => {
      await sendDigests(room, new Date(`${day}T00:30:00Z`))
      return db.sql<{ key: string; text: string }>(
        `select o.key, (select string_agg(span->>'text', '' order by at) from jsonb_array_elements(o.body->'parts'->0->'spans') with ordinality as s(span, at)) as text
         from outbox o join room r on o.key like '%:room ' || r.id || '%' where r.chat_key = 'local:kota-bekasi/pimpinan' and o.key like '%:' || $1 || ':%' order by o.id`,
        [day],
      )
    }
    const closing = await on('2024-10-10')
    expect(closing.map(({ text }) => text)[0]).toBe('Penutupan TW III 2024 Kota Bekasi · Kamis, 10 Okt 2024')
    expect(closing.map(({ key }) => key.endsWith(':picture'))).toEqual([false, true])
    const quiet = await on('2024-10-14')
    expect(quiet.map(({ text }) => text)).toEqual(['Kota Bekasi: tidak ada perubahan sejak ringkasan 10 Okt. TW IV berakhir 31 Des.'])
    await report('Fasilitasi Bantuan Hukum', '1', new Date('2024-10-15T03:00:00Z'))
    expect((await on('2024-10-21')).map(({ text }) => text)[0]).toBe('Ringkasan mingguan Kota Bekasi · Senin, 21 Okt 2024')
  })
  test('that are late say what came up to then, and the next ones do not say it again', async () => {
    await sendDigests(room, start)
    const monday = new Date('2024-10-14T00:30:00Z')
    await report('Fasilitasi Bantuan Hukum', '1', new Date('2024-10-14T01:00:00Z'))
    await sendDigests(room, new Date('2024-10-14T02:00:00Z'))
    await sendDigests(room, new Date(monday.getTime() + 7 * 86_400_000))
    const rows = await db.sql<{ key: string; text: string }>(
      `select o.key, o.body->'parts'->0->'spans'->0->>'text' as text from outbox o
       where o.chat_key = 'local:kota-bekasi/pimpinan' and o.key like 'digest:week:%' and o.key not like '%:picture' order by o.id`,
    )
    expect(rows.map(({ text }) => text)).toEqual([
      'Ringkasan mingguan Kota Bekasi · Senin, 14 Okt 2024',
      'Kota Bekasi: tidak ada perubahan minggu ini. TW IV berakhir 31 Des.',
    ])
  })
  test('tell when the first quarter of a year that is not planned yet is due by the rule of the year before', async () => {
    await db.sql(`update agreement set rules = rules || '{"dueRule": "fixed-day", "dueNumber": 10}'`)
    await sendDigests(room, start)
    await sendDigests(room, new Date('2025-01-13T00:30:00Z'))
    const [row] = await db.sql<{ body: object }>(
      `select body from outbox where chat_key = 'local:kota-bekasi/pimpinan' and key like 'digest:%:2025-01-%' order by id limit 1`,
    )
    expect(JSON.stringify(row?.body)).toContain('TW I 2025 berakhir 31 Mar, batas lapor Kamis, 10 Apr')
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

describe('a tick of which a part fails', () => {
  const monday = new Date('2024-10-07T00:30:00Z')
  /** The database without the statement in which these words stand. */
  const without = (words: string): Database => ({
    ...db,
    sql: <T extends Row>(text: string, values?: unknown[]): Promise<T[]> =>
      words !== '' && text.includes(words) ? Promise.reject(new Error('tabel hilang')) : db.sql<T>(text, values),
  })
  const done = async () => {
    const [row] = await db.sql<Record<string, boolean>>(
      `select exists (select 1 from inbox where body->'body'->>'kind' = 'wake') as conversations,
         exists (select 1 from outbox where key like 'reminder:%') as reminders,
         exists (select 1 from schedule_ledger where name like 'alerts:%' and last_slot = $1::timestamptz) as alerts,
         exists (select 1 from outbox where key like 'digest:%') as digests`,
      [monday.toISOString()],
    )
    return row
  }
  /** One tick, and what it wrote into the log. */
  const tick = async (words: string) => {
    const lines: { level: string; msg: string; err?: { message: string } }[] = []
    const logger = createLogger({
      level: 'warn',
      to: { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
    })
    const { now, stop } = startTick({ ...room, db: without(words) }, { now: () => monday }, logger)
    await now()
    await stop()
    return lines
  }
  /** Somebody has left a report lying since the day before, and the digests are known. */
  const prepare = async () => {
    await admitToLocal(db, [])
    await sendDigests(room, start)
    await db.sql(
      `with who as (select i.person_id, c.key from identity i join chat c on c.platform_id = i.platform_id and c.channel = i.channel where i.ended_at is null order by i.id limit 1)
       insert into conversation (id, chat_key, person_id, name, version, step, draft, status, opened_at, touched_at, ask_again_at, closes_at)
       select 999999, key, person_id, 'report', 1, 'value', '{}', 'active', $1::timestamptz, $1::timestamptz, $1::timestamptz, $1::timestamptz + interval '6 days' from who returning id`,
      [start.toISOString()],
    )
  }
  test.each([
    ['conversations', 'update conversation c set ask_again_at', 'waking conversations'],
    ['reminders', 'insert into reminder_slot', 'reminding'],
    ['alerts', "l.name = 'alerts:'", 'looking for alerts'],
    ['digests', 'known_since as since, last_slot as last from schedule_ledger', 'writing digests'],
  ])('does everything but the %s, says once what failed, and makes up for it in the next minute', async (part, words, name) => {
    await prepare()
    const lines = await tick(words)
    expect(lines.map(({ level, msg }) => `${level} ${msg}`)).toEqual(['error a tick failed; the next one finds what it missed'])
    expect(lines[0]?.err?.message).toContain(`a look at the calendar failed in part: ${name} failed`)
    const all = { conversations: true, reminders: true, alerts: true, digests: true }
    expect(await done()).toEqual({ ...all, [part]: false })
    expect(await tick('')).toEqual([])
    expect(await done()).toEqual(all)
  })
  test('an agency whose rules can’t be read keeps no other from being looked at', async () => {
    await watchAlerts(room, start)
    await report('Fasilitasi Bantuan Hukum', '1', later(1))
    await db.sql(`update agreement set rules = rules - 'decimals' where agency_id = (select min(id) from agency)`)
    await expect(watchAlerts(room, monday)).rejects.toThrow(/^looking for alerts failed in part: agency \d+ failed$/)
    const looked = await db.sql(`select name from schedule_ledger where name like 'alerts:%' and last_slot = $1::timestamptz`, [
      monday.toISOString(),
    ])
    expect(looked).toHaveLength(2)
  })
})
