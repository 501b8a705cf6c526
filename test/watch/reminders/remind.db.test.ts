import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import type { Holidays } from '../../../src/calendar/holidays.ts'
import { defaultReminderRules } from '../../../src/calendar/reminder-cadence.ts'
import { due } from '../../../src/cli/due.ts'
import { period } from '../../../src/cli/period.ts'
import type { Command, Context, House } from '../../../src/cli/command.ts'
import { nextDigest } from '../../../src/delivery/calendar/next-digest.ts'
import { nextLook } from '../../../src/delivery/calendar/next-look.ts'
import { nextMoment } from '../../../src/delivery/calendar/next-moment.ts'
import { roleNames } from '../../../src/domain/requests/requests.ts'
import { bothTongues } from '../../../src/house.ts'
import type { Message } from '../../../src/message/message.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { plannedYearsOf } from '../../../src/store/calendar/reporting-calendar.ts'
import type { PlannedYear } from '../../../src/store/calendar/reporting-calendar.ts'
import { admitToLocal } from '../../../src/store/local/local-seats.ts'
import { tasksOf } from '../../../src/use-cases/report/answer-tasks.ts'
import { nextReminder } from '../../../src/watch/reminders/next-reminder.ts'
import { remind } from '../../../src/watch/reminders/remind.ts'
import { whoOwes } from '../../../src/watch/reminders/who-owes.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'

const holidays = nationalHolidays()
const tongues = bothTongues()
let demo: DemoDatabase
let db: Database
beforeAll(async () => {
  demo = await openDemoDatabase()
  db = demo.db
})
beforeEach(async () => {
  await demo.reset()
  await admitToLocal(db, [])
})
afterAll(() => demo.close())

const at = (moment: string, offset = '+07:00') => new Date(`${moment}${offset}`)
const tick = (moment: string, offset?: string) => remind({ db, tongues, holidays }, at(moment, offset))

type Letter = { key: string; text: string; buttons: string[]; about: Message['about']; at: Date }
const umum = 'local:kota-bekasi/setda-kepala-bagian-umum'
async function letters(chat = umum): Promise<Letter[]> {
  const rows = await db.sql<{ key: string; at: Date; body: Message }>(
    `select key, send_after as at, body from outbox where chat_key = $1 order by id`,
    [chat],
  )
  return rows.map(({ body, ...row }) => ({
    ...row,
    text: body.parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join(''))).join('\n'),
    buttons: (body.buttons ?? []).flat().map(({ label }) => label),
    about: body.about,
  }))
}
const headings = async (chat?: string) => (await letters(chat)).map(({ text }) => text.split('\n')[0])
const doubles = () => db.sql(`select key from outbox where key is not null group by key having count(*) > 1`)

/** A report of an indicator's quarter, as somebody would have sent it. */
async function reported(shortName: string, quarter: number, figure: unknown, moment: string): Promise<void> {
  const done = await db.sql(
    `with i as (select i.id, i.agency_id from indicator i where i.short_name = $1),
       r as (insert into report (agency_id, indicator_id, quarter) select agency_id, id, $2 from i on conflict (indicator_id, quarter) do update set quarter = excluded.quarter returning id, agency_id)
     insert into report_version (agency_id, report_id, number, figure, at, on_time)
     select agency_id, id, 1 + (select count(*)::int from report_version v where v.report_id = r.id), $3::jsonb, $4::timestamptz, true from r returning id`,
    [shortName, quarter, JSON.stringify(figure), at(moment).toISOString()],
  )
  expect(done).toHaveLength(1)
}

describe('one message for all that is due', () => {
  test('says how much, until when in words, and how to answer', async () => {
    const counts = await tick('2024-10-04T08:00')
    expect(counts.said).toBeGreaterThan(5)
    expect(counts).toMatchObject({ expanded: counts.said, silent: 0, escalated: 0 })
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter?.text.split('\n').slice(0, 2)).toEqual([
      'Laporan TW III 2024: 18 indikator belum dilaporkan',
      'Batas: Senin, 7 Okt (3 hari lagi)',
    ])
    expect(letter?.text).toContain('Bahan Logistik Kantor · target 25.589 paket')
    expect(letter?.text).toMatch(/… dan 8 lainnya, lihat \/tugas\nBalas dengan nomor dan angka, misalnya 1: [\d.,]+$/)
    expect(letter?.buttons).toEqual(['Lapor satu per satu', 'Ingatkan besok', 'Bukan tugas saya'])
    expect(letter?.about).toMatchObject({ kind: 'tasks', items: { length: 10 } })
    expect(letter?.key).toMatch(/^reminder:2024-3:\d+:2024-10-04$/)
  })
  test('stops by itself when all is in', async () => {
    await reported('Fasilitasi Bantuan Hukum', 3, { kind: 'number', value: '2' }, '2024-10-02T09:00')
    await reported('Fasilitasi Penyusunan Produk Hukum Daerah', 3, { kind: 'number', value: '4' }, '2024-10-02T09:00')
    await tick('2024-10-04T08:00')
    expect(await letters('local:kota-bekasi/setda-kepala-bagian-hukum')).toEqual([])
    expect(await letters()).toHaveLength(1)
  })
  test('what is not yet published is no debt, and is asked about once a month', async () => {
    for (const name of ['Fasilitasi Bantuan Hukum', 'Fasilitasi Penyusunan Produk Hukum Daerah'])
      await reported(name, 3, { kind: 'not-yet-published', expected: '2024-12' }, '2024-10-02T09:00')
    for (const day of ['2024-10-04', '2024-10-07', '2024-10-09', '2024-11-07', '2024-11-08', '2024-12-06', '2024-12-09', '2025-01-03'])
      await tick(`${day}T08:00`)
    const asked = await letters('local:kota-bekasi/setda-kepala-bagian-hukum')
    expect(asked[0]?.text.split('\n')[0]).toBe('Sudah terbit? 2 indikator TW III 2024 masih tercatat belum rilis')
    expect(asked.filter(({ text }) => text.startsWith('Sudah terbit?'))).toHaveLength(1)
  })
})

describe('the clock may do what it likes', () => {
  test('nothing at night, at the weekend, on a holiday; the opening of the offices is in time', async () => {
    for (const moment of ['2024-10-04T07:29', '2024-10-04T16:00', '2024-10-05T09:00', '2024-12-25T09:00'])
      expect(await tick(moment)).toMatchObject({ expanded: 0, said: 0 })
    expect((await tick('2024-10-07T07:30')).said).toBeGreaterThan(0)
  })
  test('a tick may come twice, and a hundred times', async () => {
    await tick('2024-10-04T07:30')
    for (let minute = 31; minute < 60; minute += 1)
      expect(await tick(`2024-10-04T07:${minute}`)).toEqual({ expanded: 0, said: 0, silent: 0, escalated: 0 })
    expect(await letters()).toHaveLength(1)
  })
  test('four instances at once say everything once', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => tick('2024-10-04T07:30')))
    const said = all.reduce((sum, counts) => sum + counts.said, 0)
    const [row] = await db.sql<{ people: number; letters: number }>(
      `select count(distinct person_id)::int as people, count(*)::int as letters from outbox where key like 'reminder:%'`,
    )
    expect(row).toEqual({ people: said, letters: said })
    expect(await doubles()).toEqual([])
  })
  test('one that is killed between two parts is taken up by the next', async () => {
    let left = 4
    const dying = {
      ...db,
      sql: (async (text: string, values?: unknown[]) =>
        left-- > 0 ? db.sql(text, values) : Promise.reject(new Error('killed'))) as Database['sql'],
    }
    await expect(remind({ db: dying, tongues, holidays }, at('2024-10-04T07:30'))).rejects.toThrow('killed')
    await db.sql(`update reminder set locked_until = null`)
    await tick('2024-10-04T07:31')
    expect(await letters()).toHaveLength(1)
    expect(await doubles()).toEqual([])
  })
  test('a day of downtime is made up for once; a week of it too, never as a burst', async () => {
    await tick('2024-10-01T08:00')
    // Down on the 4th, up again on the evening of the 5th, a Saturday.
    await tick('2024-10-05T20:00')
    await tick('2024-10-07T07:30')
    expect(await headings()).toEqual([
      'Laporan TW III 2024: 18 indikator belum dilaporkan',
      'Hari terakhir laporan TW III 2024: 18 indikator belum dilaporkan',
    ])
    // The 9th, 11th and 15th pass without a house: the 16th says it once, the 17th is a day of the cadence.
    await tick('2024-10-16T09:00')
    await tick('2024-10-17T08:00')
    expect((await letters()).slice(2).map(({ key }) => key.split(':').at(-1))).toEqual(['2024-10-16', '2024-10-17'])
  })
  test('stepped forward and back it says nothing twice, and leaves nothing out', async () => {
    await tick('2024-10-01T08:00')
    await tick('2024-10-09T08:00')
    await tick('2024-10-04T08:00')
    await tick('2024-10-04T08:01')
    await tick('2024-10-07T08:00')
    await tick('2024-10-09T08:00')
    expect((await letters()).map(({ key }) => key.split(':').at(-1))).toEqual(['2024-10-01', '2024-10-09', '2024-10-04', '2024-10-07'])
    expect(await doubles()).toEqual([])
  })
  test('at the end of the year the year itself is due with TW IV', async () => {
    await tick('2025-01-02T08:00')
    const [letter] = await letters()
    expect(letter?.text).toMatch(/^Laporan TW IV 2024: \d+ indikator belum dilaporkan\nBatas: Rabu, 8 Jan \(6 hari lagi\)/)
    expect(letter?.key).toMatch(/2025-01-02$/)
  })
  test.each([
    ['Asia/Makassar', '+08:00'],
    ['Asia/Jayapura', '+09:00'],
  ])('in %s the offices open by its own clocks', async (zone, offset) => {
    await db.sql(`update government set zone = $1 where key = 'kota-bekasi'`, [zone])
    await tick('2024-10-04T07:29', offset)
    expect(await letters()).toEqual([])
    await tick('2024-10-04T07:30', offset)
    expect(await letters()).toHaveLength(1)
  })
})

describe('lateness is told upwards', () => {
  const verifier = 'local:kota-bekasi/setda-verifikator'
  test('to the verifier after 3 working days, to the head after 5, noted for the digest after 7; each once, with what was tried', async () => {
    for (let day = 1; day <= 18; day += 1) await tick(`2024-10-${String(day).padStart(2, '0')}T08:00`)
    const told = (await letters(verifier)).filter(({ key }) => key.startsWith('escalation:'))
    expect(told).toHaveLength(1)
    expect(told[0]?.at).toEqual(at('2024-10-10T08:00'))
    expect(told[0]?.text).toMatch(/^TW III 2024 · SETDA: 29 laporan terlambat 3 hari kerja/)
    expect(told[0]?.text).toContain('Kepala Bagian Umum: 18 laporan · diingatkan 4 kali, terakhir kemarin, Rabu, 9 Okt')
    const levels = await db.sql<{ level: string; on: string }>(
      `select e.level, (e.at at time zone 'Asia/Jakarta')::date::text as on from escalation e join agency a on a.id = e.agency_id where a.key = 'SETDA' order by e.at`,
    )
    expect(levels).toEqual([
      { level: 'verifier', on: '2024-10-10' },
      { level: 'head', on: '2024-10-14' },
      { level: 'leadership', on: '2024-10-16' },
    ])
  })
  test('what nobody was reminded of is not told before it was tried', async () => {
    await tick('2024-10-16T08:00')
    expect(await db.sql('select 1 from escalation')).toEqual([])
    await tick('2024-10-17T08:00')
    expect((await db.sql('select level from escalation e join agency a on a.id = e.agency_id where a.key = $1', ['SETDA'])).length).toBe(3)
  })
})

describe('who owes what', () => {
  test('is the same in the database and in the list of tasks, for every officer', async () => {
    const today = '2024-10-09'
    const owed = await whoOwes(db, holidays, { on: today, now: at('2024-10-09T08:00') })
    const people = await db.sql<{ id: number; governmentId: number }>(
      `select distinct p.id, p.government_id as "governmentId" from person p join responsibility r on r.person_id = p.id`,
    )
    expect(people.length).toBeGreaterThan(10)
    for (const { id, governmentId } of people) {
      const viewer = { personId: id, governmentId, name: '', locale: 'id' as const, zone: 'Asia/Jakarta', grants: [{ role: roleNames[0] }] }
      const tasks = await tasksOf(
        { tx: db.prisma, viewer, channel: 'local', now: at('2024-10-09T08:00'), holidays, atEnd: () => undefined, wake: () => undefined },
        id,
        today,
      )
      const open = tasks.filter(({ state }) => state === 'due' || state === 'late' || state === 'returned')
      const key = (one: { indicatorId: number; quarter: number }) => `${one.indicatorId}:${one.quarter}`
      expect(
        owed
          .filter(({ personId }) => personId === id)
          .map(key)
          .sort(),
      ).toEqual(open.map(key).sort())
    }
  })
  test('capaian due names agency, period, person and standing; a date by hand moves it', async () => {
    const before = await ran(due, '--on', '2024-10-09')
    expect(before.json.owed).toContainEqual(
      expect.objectContaining({
        agency: 'SETDA',
        quarter: 3,
        due: '2024-10-07',
        standing: 'late',
        person: 'setda-kepala-bagian-hukum',
        name: 'Fasilitasi Bantuan Hukum',
      }),
    )
    expect(before.out).toContain('kota-bekasi/SETDA TW III 2024: due Senin, 7 Okt 2024')
    expect((await ran(period, 'SETDA', '2024-3', '--due', '2024-10-10')).status).toBe(2)
    expect((await ran(period, 'SETDA', '2024-3', '--due', '2024-10-10', '--why', 'SE 100/2024')).json).toMatchObject({
      due: '2024-10-10',
      lock: '2024-10-24',
    })
    const after = await ran(due, '--on', '2024-10-09')
    expect(after.json.owed).toContainEqual(expect.objectContaining({ agency: 'SETDA', due: '2024-10-10', standing: 'due' }))
    await tick('2024-10-10T08:00')
    expect(await headings()).toEqual(['Hari terakhir laporan TW III 2024: 18 indikator belum dilaporkan'])
    expect((await ran(period, 'SETDA', '2024-3', '--reset')).json).toMatchObject({ due: '2024-10-07' })
  })
  test('an opening by hand: before it nobody owes anything and nobody is reminded, from then on the cadence runs', async () => {
    const set = await ran(period, 'SETDA', '2024-3', '--opens', '2024-10-04', '--why', 'SE 101/2024')
    expect(set.out).toBe('kota-bekasi/SETDA 2024-3: opens 2024-10-04, due 2024-10-07, locked after 2024-10-21')
    const ofSetda = async (on: string) =>
      (await ran(due, '--on', on)).json.owed?.filter((one) => (one as { agency: string }).agency === 'SETDA')
    expect(await ofSetda('2024-10-03')).toEqual([])
    await tick('2024-10-01T08:00')
    await tick('2024-10-03T08:00')
    expect(await letters()).toEqual([])
    expect((await ofSetda('2024-10-04'))?.length).toBeGreaterThan(20)
    await tick('2024-10-04T08:00')
    expect((await letters()).map(({ text }) => text.split('\n')[0])).toEqual(['Laporan TW III 2024: 18 indikator belum dilaporkan'])
    expect((await ran(period, 'SETDA', '2024-3', '--reset')).json).toMatchObject({ opens: '2024-10-01' })
  })
  test('dates by hand stand in their order, whichever of them is set', async () => {
    const refusal = async (...dates: string[]) => (await ran(period, 'SETDA', '2024-3', ...dates, '--why', 'x')).err
    expect(await refusal('--opens', '2024-10-08')).toContain('due on 2024-10-07, before it opens on 2024-10-08')
    expect(await refusal('--lock', '2024-10-04')).toContain('locked on 2024-10-04, before it is due on 2024-10-07')
    expect((await ran(period, 'SETDA', '2024-3')).json).toMatchObject({ opens: '2024-10-01', due: '2024-10-07', lock: '2024-10-21' })
    await expect(
      db.sql(
        `insert into period_exception (agency_id, year, quarter, opens, due, why, at) select id, 2024, 3, '2024-10-08', '2024-10-07', 'x', now() from agency limit 1`,
      ),
    ).rejects.toThrow(/period_exception_order/)
  })
  test('the next thing that happens is the next reminder, escalation, alert or digest', async () => {
    await tick('2024-10-04T08:00')
    expect(await nextMoment(db, at('2024-10-04T08:00'))).toEqual(at('2024-10-07T07:30'))
    const next = async (look: (db: Database, holidays: Holidays, now: Date) => Promise<Date | undefined>, moment: string) =>
      look(db, holidays, at(moment))
    expect(await next(nextReminder, '2024-10-09T08:00')).toEqual(at('2024-10-10T07:30'))
    expect(await next(nextReminder, '2024-10-22T08:00')).toEqual(at('2025-01-02T07:30'))
    // Seven working days after the due date a room hears of what is missing, and the day after the lock that it never came.
    expect(await next(nextLook, '2024-10-14T08:00')).toEqual(at('2024-10-16T07:30'))
    expect(await next(nextLook, '2024-10-16T08:00')).toEqual(at('2024-10-22T07:30'))
    // The quarter closes on the 8th working day, a month begins on a Friday.
    expect(await next(nextDigest, '2024-10-07T08:00')).toEqual(at('2024-10-10T07:30'))
    expect(await next(nextDigest, '2024-10-28T08:00')).toEqual(at('2024-11-01T07:30'))
    expect(await nextMoment(db, at('2024-10-22T08:00'))).toEqual(at('2024-10-28T07:30'))
  })
  test('a zone’s agencies are looked at some at a time, whole and in order, those without a plan left out', async () => {
    await db.sql(
      `insert into agency (government_id, key, name, short_name) select government_id, 'DINKES', 'Dinas Kesehatan', 'DINKES' from agency limit 1`,
    )
    const whole: PlannedYear[] = []
    for await (const part of plannedYearsOf(db, [2024, 2023], 'Asia/Jakarta')) whole.push(...part)
    const agencies = [...new Set(whole.map(({ agencyId }) => agencyId))]
    expect(agencies).toHaveLength(3)
    const parts: number[][] = []
    for await (const part of plannedYearsOf(db, [2024, 2023], 'Asia/Jakarta', 1)) parts.push(part.map(({ agencyId }) => agencyId))
    expect(parts.map(([first]) => first)).toEqual(agencies)
    expect(parts.flat()).toEqual(whole.map(({ agencyId }) => agencyId))
    for await (const part of plannedYearsOf(db, [2024], 'Asia/Jayapura')) expect(part).toEqual([])
  })
  test('an agency may have its own cadence', async () => {
    await db.sql(`update agency set reminder_rules = $1::jsonb where key = 'SETDA'`, [
      JSON.stringify({ ...defaultReminderRules, before: [2] }),
    ])
    await tick('2024-10-03T08:00')
    expect(await letters()).toEqual([])
    await tick('2024-10-04T08:00')
    expect(await letters()).toHaveLength(1)
  })
})

async function ran(command: Command, ...argv: string[]) {
  const said = { status: -1, out: '', err: '', json: {} as { owed?: unknown[] } & Record<string, unknown> }
  const context: Context = {
    openHouse: () => Promise.resolve({ database: db } as House),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    json: (value) => void (said.json = JSON.parse(JSON.stringify(value)) as typeof said.json),
    readFile: () => Promise.reject(new Error('reads no file')),
    writeFile: () => Promise.reject(new Error('writes no file')),
    now: () => at('2024-10-09T08:00'),
  }
  const prepared = command.prepare(argv)
  if ('wrong' in prepared) throw new Error(prepared.wrong)
  const status = await prepared.run(context)
  return { ...said, status: typeof status === 'number' ? status : status.status }
}
