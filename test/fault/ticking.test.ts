import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, instantAt } from '../../src/calendar/dates.ts'
import type { PlainDate } from '../../src/calendar/dates.ts'
import { isWorkingDay, nationalHolidays } from '../../src/calendar/holidays.ts'
import { zones } from '../../src/calendar/zones.ts'
import { digestPlans } from '../../src/delivery/calendar/digest-readers.ts'
import { plannedYears } from '../../src/store/calendar/reporting-calendar.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { bundled } from '../setup/bundled.ts'
import type { Bundled } from '../setup/bundled.ts'
import { spawnBot } from '../setup/running-bot.ts'
import { emptyDatabase } from './town.ts'
import { onServer } from '../setup/server.ts'
import { setClock } from './clock-in-file.ts'
import { pureYear } from './pure-year.ts'
import { seededRandom } from './seeded-random.ts'
import { openGovernments, plannedIn } from './three-governments.ts'
import type { SilentAgency } from './three-governments.ts'

const holidays = nationalHolidays()
const random = seededRandom(20240229)
const processes = 4
const mostKills = 8

const folder = mkdtempSync(join(tmpdir(), 'capaian-ticking-'))
const clock = join(folder, 'clock')
let url = ''
let server = ''
let db: Database
let agencies: SilentAgency[]
let house: Bundled

beforeAll(async () => {
  ;({ url, server } = await emptyDatabase())
  db = await openDatabase({ url })
  agencies = await openGovernments(db)
  house = await bundled('test/fault/tick-house.ts')
}, 60_000)
afterAll(async () => {
  await db.close()
  await house.forget()
  await onServer(server, (admin) => admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`))
  rmSync(folder, { recursive: true, force: true })
})

type Bot = ReturnType<typeof spawnBot>
const start = (): Bot => spawnBot({}, folder, [house.file, JSON.stringify({ url, clock, dataDir: folder })])
const isReady = ({ written }: Bot): boolean => written.stdout.includes('ready')

/** Five minutes after the offices open in each zone, from one day to another, and once on days without work; on some days the house is down, at some moments the clock is set back a day. */
function moments(from: PlainDate, to: PlainDate, down: readonly PlainDate[]): Date[] {
  const all: Date[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (down.includes(day)) continue
    const open = isWorkingDay(day, holidays) ? zones.toReversed() : (['Asia/Makassar'] as const)
    for (const zone of open) all.push(instantAt(day, '07:35', zone))
    const before = addDays(day, -1)
    if (random() < 0.15 && before >= from && !down.includes(before)) all.push(instantAt(before, '07:40', 'Asia/Jakarta'))
  }
  return all
}

/** What was said by the calendar, with where it went; alerts and the pictures beside digests are left out. */
const said = () =>
  db.sql<{ key: string; chatKey: string }>(
    `select key, chat_key as "chatKey" from outbox where key similar to '(reminder|escalation|digest):%' and key not like '%:picture' order by id`,
  )
const unfinished = async (): Promise<number> => (await db.sql(`select id from reminder where done_at is null`)).length

test('four processes that are killed and started again say everything once, whichever way the clock goes, over holidays, year end and leap day', async () => {
  const began = new Date('2024-02-25T02:00:00Z')
  setClock(clock, began)
  const bots = Array.from({ length: processes }, start)
  const ended: Bot[] = []
  const digests = await digestPlans(db, holidays, began)
  const names = digests.flatMap(({ schedules }) => schedules.map(({ schedule }) => schedule.name)).sort()
  const known = async () =>
    (await db.sql<{ name: string }>(`select name from schedule_ledger where name like 'digest:%' order by name`)).map(({ name }) => name)
  await expect.poll(known, { timeout: 30_000 }).toEqual(names)
  const planned = (await Promise.all(agencies.map(({ agencyId }) => plannedYears(db, plannedIn, { agencyId })))).flat()
  const pure = pureYear(agencies, planned, digests, holidays, began)

  const expected: { key: string; chatKey: string }[] = []
  /** Waits until everything is said that was to be said by now; meanwhile the processes look at the calendar again, as they do each minute. */
  async function settled(): Promise<void> {
    for (let round = 1; round <= 400; round += 1) {
      const keys = new Set((await said()).map(({ key }) => key))
      if (expected.every(({ key }) => keys.has(key)) && (await unfinished()) === 0) return
      await sleep(25)
      if (round % 20 !== 0) continue
      // The minute passes after which what a killed process had taken is free again.
      await db.sql(`update reminder set locked_until = locked_until - interval '1 minute' where done_at is null`)
      await db.notify('calendar')
    }
    const keys = new Set((await said()).map(({ key }) => key))
    expect(expected.filter(({ key }) => !keys.has(key))).toEqual([])
    expect(await unfinished()).toBe(0)
  }
  async function killOne(): Promise<void> {
    await sleep(random() * 40)
    const at = Math.floor(random() * processes)
    const bot = bots[at]
    if (!bot || !isReady(bot)) return
    bots[at] = start()
    ended.push(bot)
    await bot.kill()
  }

  const winter = moments('2024-02-26', '2024-03-15', ['2024-02-28', '2024-03-06'])
  const newYear = moments('2024-12-23', '2025-01-13', ['2024-12-27', '2025-01-07'])
  for (const moment of [...winter, ...newYear]) {
    setClock(clock, moment)
    const fresh = pure.at(moment)
    for (const [key, chatKey] of fresh) expected.push({ key, chatKey })
    await db.notify('calendar')
    // Where there is something to say a process is killed at it, sooner or later.
    if (fresh.size > 0 && ended.length < mostKills && random() < 0.5) await killOne()
    await settled()
  }
  await expect.poll(() => bots.every(isReady), { timeout: 30_000 }).toBe(true)
  const endings = await Promise.all(bots.map((bot) => bot.stop()))

  const sorted = (letters: readonly { key: string; chatKey: string }[]) => letters.map(({ key, chatKey }) => `${chatKey} ${key}`).sort()
  const heard = await said()
  expect(sorted(heard)).toEqual(sorted(expected))
  expect(new Set(heard.map(({ key }) => key)).size).toBe(heard.length)
  // A person hears of what is due once a day, however much of it there is.
  const perDay = heard.filter(({ key }) => key.startsWith('reminder:')).map(({ key, chatKey }) => `${chatKey} ${key.split(':').at(-1)}`)
  expect(new Set(perDay).size).toBe(perDay.length)
  const told = await db.sql<{ name: string }>(`select agency_id || ':' || year || '-' || quarter || ':' || level as name from escalation`)
  expect(told.map(({ name }) => name).sort()).toEqual(pure.told())
  // All that the months hold: reminders up to the leap day and New Year's Eve and after them, all three levels, digests of each kind.
  const days = new Set(perDay.map((one) => one.split(' ').at(-1)))
  for (const day of ['2024-02-29', '2024-03-14', '2024-12-31', '2025-01-02']) expect(days).toContain(day)
  for (const kind of ['week', 'month', 'quarter']) expect(heard.some(({ key }) => key.startsWith(`digest:${kind}:`))).toBe(true)
  expect(pure.told().filter((name) => name.endsWith(':leadership'))).toHaveLength(2 * zones.length)
  expect(ended.length).toBeGreaterThanOrEqual(mostKills / 2)
  expect(endings.map(({ status }) => status)).toEqual(bots.map(() => 0))
  // Nothing failed but what was killed: no tick met another one in a way that it had to give up.
  expect([...bots, ...ended].map(({ written }) => written.stderr).join('')).toBe('')
}, 240_000)
