import { afterAll, beforeEach, expect, test } from 'vitest'
import { AlertFacts } from '../../../src/domain/leadership/alerts.ts'
import type { Request, Viewer } from '../../../src/domain/requests/requests.ts'
import { writeAlerts } from '../../../src/store/leadership/alerts.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import { performAs } from '../perform-as.ts'

const demo = await openDemoDatabase()
const { db } = demo
const now = new Date('2024-10-04T02:00:00Z')
afterAll(() => demo.close())

let alertId: number
let leader: Viewer
let verifier: Viewer
/** An alert about the money of all SETDA: no indicator, and so no officer, is behind it. */
beforeEach(async () => {
  await demo.reset()
  const [agency] = await db.sql<{ id: number; governmentId: number }>(
    `select id, government_id as "governmentId" from agency where key = 'SETDA'`,
  )
  const [person] = await db.sql<{ id: number; name: string }>(
    `select p.id, p.name from person p join role r on r.person_id = p.id where r.role = 'verifier' and r.agency_id = $1`,
    [agency?.id],
  )
  if (!agency || !person) throw new Error('the demo has no verifier')
  const facts = AlertFacts.parse({ year: 2024, quarter: 2, decimals: 2, measured: { spent: '30', planned: '50', points: '-20' } })
  const begun = [{ rule: 'money-off-plan' as const, subject: '2024:money', level: 'attention' as const, facts, batch: 'uji' }]
  const [opened] = await writeAlerts(db, agency.id, { begun, changed: [], ended: [] }, now)
  alertId = opened ?? 0
  const here = { governmentId: agency.governmentId, locale: 'id' as const, zone: 'Asia/Jakarta' }
  leader = { ...here, personId: 0, name: 'Asisten', grants: [{ role: 'leadership' }] }
  verifier = { ...here, personId: person.id, name: person.name, grants: [{ role: 'verifier', agencyId: agency.id }] }
  const [someone] = await db.sql<{ id: number }>(`select id from person where government_id = $1 and id <> $2 order by id limit 1`, [
    agency.governmentId,
    person.id,
  ])
  leader.personId = someone?.id ?? 0
})

const does = (viewer: Viewer, request: Request) => performAs(db, viewer, now, request)

test('about what is a whole agency’s own its verifier is asked, and answers', async () => {
  expect(await does(leader, { do: 'ask-about-alerts', alertIds: [alertId] })).toMatchObject({
    kind: 'asked',
    of: [{ personId: verifier.personId, name: verifier.name, alerts: [{ id: alertId, asked: { by: expect.any(String) } }] }],
  })
  expect(await does(leader, { do: 'ask-about-alerts', alertIds: [alertId] })).toMatchObject({ of: [], before: true })
  const text = 'Pembayaran bergeser ke Oktober'
  expect(await does(verifier, { do: 'answer-alerts', alertIds: [alertId], text })).toMatchObject({
    kind: 'answered',
    alerts: [{ id: alertId, answer: { by: verifier.name, text } }],
  })
})

test('nobody is asked by themselves', async () => {
  expect(await does(verifier, { do: 'ask-about-alerts', alertIds: [alertId] })).toMatchObject({ kind: 'asked', of: [], before: false })
})
