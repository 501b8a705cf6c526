import { afterAll, beforeEach, expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import { watchAlerts } from '../../../src/delivery/calendar/watch-alerts.ts'
import type { Grant, Viewer } from '../../../src/domain/requests/requests.ts'
import type { RulesChange } from '../../../src/domain/requests/rules-requests.ts'
import { bothTongues } from '../../../src/house.ts'
import { openAlerts } from '../../../src/store/leadership/alerts.ts'
import { answer } from '../../../src/use-cases/answer.ts'
import type { Asking } from '../../../src/use-cases/asking.ts'
import { perform } from '../../../src/use-cases/perform.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'
import { askingAs } from '../perform-as.ts'

const demo: DemoDatabase = await openDemoDatabase()
const { db } = demo
beforeEach(() => demo.reset())
afterAll(() => demo.close())

const now = new Date('2024-10-04T02:00:00Z')
const [place] = await db.sql<{ agencyId: number; governmentId: number; personId: number }>(
  `select a.id as "agencyId", a.government_id as "governmentId", r.person_id as "personId" from agency a
   join role r on r.agency_id = a.id and r.role = 'verifier' where a.key = 'SETDA' limit 1`,
)
if (!place) throw new Error('no demo')
const { agencyId, governmentId, personId } = place
const viewer = (...grants: Grant[]): Viewer => ({
  personId,
  governmentId,
  name: 'Verifikator SETDA',
  locale: 'id',
  zone: 'Asia/Jakarta',
  grants,
})
const asked = <T>(of: Viewer, work: (asking: Asking) => Promise<T>): Promise<T> => askingAs(db, of, now, work)
const set = (change: RulesChange, of = viewer({ role: 'verifier', agencyId })) =>
  asked(of, (asking) => perform(asking, { do: 'set-rules', agencyId, change }, () => undefined))

test('each change is kept, takes effect, and is audited with what was there before', async () => {
  await set({ of: 'reminders', every: 4 })
  await set({ of: 'escalation', level: 'head', days: 6 })
  await set({ of: 'due', rule: 'fixed-day', number: 7 })
  await set({ of: 'alert', rule: 'drop', set: { on: false } })
  await set({ of: 'alert', rule: 'capaian-low', set: { threshold: '30' } })
  const shown = await asked(viewer({ role: 'officer', agencyId }), (asking) => answer(asking, { ask: 'rules' }, 'local:x'))
  expect(shown).toMatchObject({
    kind: 'shown',
    rules: {
      due: { rule: 'fixed-day', number: 7, lockAfter: 10 },
      reminders: { every: 4, escalate: { verifier: 3, head: 6, leadership: 7 } },
      maySet: false,
    },
  })
  const audited = await db.sql<{ what: string; personId: number; from: unknown; to: unknown }>(
    `select what, person_id as "personId", from_value as "from", to_value as "to" from audit where subject = $1 and channel = 'local' order by id`,
    [`agency:${agencyId}`],
  )
  expect(audited.map(({ what }) => what)).toEqual(['reminder-rules', 'reminder-rules', 'due-rule', 'alert-rules', 'alert-rules'])
  expect(audited.every((row) => row.personId === personId)).toBe(true)
  expect(audited[2]).toMatchObject({ from: { rule: 'working-day', number: 5 }, to: { rule: 'fixed-day', number: 7 } })
  expect(audited[4]).toMatchObject({
    from: { drop: { on: false } },
    to: { drop: { on: false }, 'capaian-low': { on: true, threshold: '30' } },
  })
  // The watch goes by it: 40 percent is not low any more.
  await watchAlerts({ db, tongues: bothTongues(), holidays: nationalHolidays() }, now)
  expect((await openAlerts(db, agencyId)).map(({ rule }) => rule)).not.toContain('capaian-low')
  const [dates] = await db.sql<{ rules: { dueRule: string } }>(`select rules from agreement where agency_id = $1 and year = 2024`, [
    agencyId,
  ])
  expect(dates?.rules.dueRule).toBe('fixed-day')
})

test('a rule that goes back to its default is named no more', async () => {
  await set({ of: 'alert', rule: 'drop', set: { threshold: '40' } })
  await set({ of: 'alert', rule: 'drop' })
  expect(await db.sql(`select alert_rules as rules from agency where id = $1`, [agencyId])).toEqual([{ rules: {} }])
})

test.each<[string, Grant[]]>([
  ['an officer', [{ role: 'officer', agencyId }]],
  ['a head', [{ role: 'head', agencyId }]],
  ['leadership', [{ role: 'leadership' }]],
  ['a verifier of one unit', [{ role: 'verifier', agencyId, unitId: 1 }]],
  ['a verifier of another agency', [{ role: 'verifier', agencyId: agencyId + 1 }]],
])('%s sets nothing', async (_, grants) => {
  expect(await set({ of: 'reminders', every: 4 }, viewer(...grants))).toEqual({ kind: 'refused', why: 'not-yours' })
})

test.each<[string, RulesChange]>([
  ['no days between reminders', { of: 'reminders', every: 0 }],
  ['an unknown due rule', { of: 'due', rule: 'never' }],
  ['half a working day', { of: 'alert', rule: 'not-reported', set: { threshold: '2.5' } }],
  ['a lock after a year', { of: 'due', lockAfter: 400 }],
])('%s is not possible', async (_, change) => {
  expect(await set(change, viewer({ role: 'admin' }))).toEqual({ kind: 'refused', why: 'not-possible' })
})
