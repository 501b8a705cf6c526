import { afterAll, beforeAll, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import type { Grant, Viewer } from '../../../src/domain/requests/requests.ts'
import { perform } from '../../../src/use-cases/perform.ts'
import { showEvidence } from '../../../src/use-cases/verify/show-evidence.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import { askingAs } from '../perform-as.ts'

const demo = await openDemoDatabase()
const { db } = demo
afterAll(() => demo.close())

const now = new Date('2024-10-04T01:00:00Z')
let officer: Viewer
let place: { indicatorId: number; agencyId: number; unitId: number; otherAgency: number; otherGovernment: number }
const someone = (grants: Grant[], more: Partial<Viewer> = {}): Viewer => ({ ...officer, personId: -1, grants, ...more })
const asked = (viewer: Viewer, versionId: number) => askingAs(db, viewer, now, (asking) => showEvidence(asking, versionId))

/** Saves a report as its officer; `files` are the house's numbers of them by what stands in the request. */
const submit = async (at: string, given: ({ file: number } | { link: string })[], basedOn: number): Promise<number> => {
  const outcome = await askingAs(db, officer, new Date(at), (asking) =>
    perform(
      asking,
      {
        ...{ do: 'submit-report', indicatorId: place.indicatorId, year: 2024, quarter: 3, basedOn },
        figure: { kind: 'number', value: d(2), provisional: false },
        evidence: given.map((one) =>
          'link' in one ? { kind: 'link', url: one.link } : { kind: 'file', ref: String(one.file), name: 'x.pdf' },
        ),
      },
      Number,
    ),
  )
  if (!('kind' in outcome) || outcome.kind !== 'submitted') throw new Error(JSON.stringify(outcome))
  return outcome.version.versionId
}
const keep = async (name: string): Promise<number> => {
  const { id } = await db.prisma.storedFile.create({
    data: { governmentId: officer.governmentId, sha256: name, name, type: 'application/pdf', size: 1, at: now },
  })
  return id
}

let first: number
let second: number
beforeAll(async () => {
  const [row] = await db.sql<typeof place & { personId: number; governmentId: number; name: string }>(
    `select i.id as "indicatorId", i.agency_id as "agencyId", i.unit_id as "unitId", p.id as "personId", p.name, p.government_id as "governmentId",
       (select id from agency where key = 'BKPSDM' and government_id = a.government_id) as "otherAgency",
       (select id from government where key = 'dki-jakarta') as "otherGovernment"
     from indicator i join agency a on a.id = i.agency_id and a.key = 'SETDA' join responsibility r on r.indicator_id = i.id
     join person p on p.id = r.person_id where i.short_name = 'Fasilitasi Bantuan Hukum'`,
  )
  if (!row) throw new Error('the demo has nothing to report')
  place = row
  const { personId, governmentId, name, agencyId } = row
  officer = { personId, governmentId, name, locale: 'id', zone: 'Asia/Jakarta', grants: [{ role: 'officer', agencyId }] }
  first = await submit('2024-10-04T01:00:00Z', [{ file: await keep('sidang.jpg') }], 0)
  second = await submit('2024-10-04T02:00:00Z', [{ file: await keep('putusan.pdf') }, { link: 'https://bekasikota.go.id/12' }], 1)
})

test('it is shown newest first, each with who gave it and when', async () => {
  const facts = await asked(officer, second)
  expect(facts?.version).toMatchObject({ name: 'Fasilitasi Bantuan Hukum', number: 2, evidence: 3 })
  const by = officer.name
  expect(facts?.evidence).toMatchObject([
    { kind: 'file', name: 'putusan.pdf', by, at: '2024-10-04T02:00:00.000Z' },
    { kind: 'link', url: 'https://bekasikota.go.id/12', by, at: '2024-10-04T02:00:00.000Z' },
    { kind: 'file', name: 'sidang.jpg', by, at: '2024-10-04T01:00:00.000Z' },
  ])
  expect((await asked(officer, first))?.evidence).toMatchObject([{ name: 'sidang.jpg' }])
})

test('whoever may see the report now may see it, and nobody else', async () => {
  const { agencyId, unitId, otherAgency, otherGovernment } = place
  const seeing: Grant[][] = [
    [{ role: 'verifier', agencyId }],
    [{ role: 'verifier', agencyId, unitId }],
    [{ role: 'head', agencyId }],
    [{ role: 'evaluator' }],
    [{ role: 'leadership' }],
  ]
  for (const grants of seeing) expect((await asked(someone(grants), second))?.evidence).toHaveLength(3)
  const foreign: Viewer[] = [
    someone([]),
    someone([{ role: 'verifier', agencyId: otherAgency }]),
    someone([{ role: 'head', agencyId: otherAgency }]),
    someone([{ role: 'admin', agencyId: otherAgency }]),
    someone([{ role: 'leadership' }], { governmentId: otherGovernment }),
    someone([{ role: 'leadership' }], { within: [otherAgency] }),
    { ...officer, grants: [] },
  ]
  for (const viewer of foreign) expect(await asked(viewer, second)).toBeUndefined()
  expect(await asked(officer, 999_999)).toBeUndefined()
})

test('a report that was taken back shows none', async () => {
  await askingAs(db, officer, now, (asking) => perform(asking, { do: 'withdraw-report', versionId: second }, () => undefined))
  expect(await asked(someone([{ role: 'verifier', agencyId: place.agencyId }]), second)).toMatchObject({
    version: { decision: { kind: 'withdrawn' } },
    evidence: [],
  })
})
