import { afterAll, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import type { QuarterNumber, Viewer } from '../../../src/domain/requests/requests.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import { performAs } from '../perform-as.ts'

const demo = await openDemoDatabase()
const { db } = demo
afterAll(() => demo.close())

test('a report is refused by the house itself before its period opens and after it is locked, and taken in between', async () => {
  const [duty] = await db.sql<{ indicatorId: number; agencyId: number; governmentId: number; personId: number }>(
    `select i.id as "indicatorId", i.agency_id as "agencyId", a.government_id as "governmentId", r.person_id as "personId"
     from indicator i join agency a on a.id = i.agency_id and a.key = 'SETDA' join responsibility r on r.indicator_id = i.id
     where not exists (select 1 from report x where x.indicator_id = i.id and x.quarter >= 3) order by i.id limit 1`,
  )
  if (!duty) throw new Error('the demo has nothing to report')
  const { indicatorId, agencyId, governmentId, personId } = duty
  const officer: Viewer = {
    ...{ personId, governmentId, name: 'Petugas', locale: 'id', zone: 'Asia/Jakarta' },
    grants: [{ role: 'officer', agencyId }],
  }
  const report = (quarter: QuarterNumber, on: string) =>
    performAs(db, officer, new Date(on), {
      ...{ do: 'submit-report', year: 2024, indicatorId, quarter, evidence: [], basedOn: 0 },
      figure: { kind: 'number', value: d(1), provisional: false },
    })
  const stored = () => db.prisma.reportVersion.count({ where: { report: { indicatorId, quarter: { gte: 3 } } } })

  expect(await report(3, '2024-09-30T02:00:00Z')).toEqual({ kind: 'refused', why: 'not-open' })
  expect(await report(4, '2025-06-02T02:00:00Z')).toEqual({ kind: 'refused', why: 'locked' })
  expect(await stored()).toBe(0)
  expect(await report(3, '2024-10-01T02:00:00Z')).toMatchObject({ kind: 'submitted' })
  expect(await stored()).toBe(1)
})
