import type { Zone } from '../../src/calendar/zones.ts'
import { zones } from '../../src/calendar/zones.ts'
import { importDocuments } from '../../src/documents/import-documents.ts'
import type { DocumentInput } from '../../src/documents/shape/document.ts'
import type { Database } from '../../src/store/database/database.ts'
import { manyIndicators, officerKey } from './many-indicators.ts'

const officers = 4
/** What nobody reports in these tests, by year; TW III and IV of each are due. */
export const plannedIn = [2023, 2024]

/** An agency that nobody of reports, but for its first officer, who has reported everything before it was asked for. */
export type SilentAgency = {
  agencyId: number
  zone: Zone
  roomId: number
  /** Chats by person id. */
  chats: Map<number, string>
  officers: number[]
  verifiers: number[]
  heads: number[]
}

/**
 * A government in each zone, with an agency, its officers, verifier and head, and a room of its leadership. TW IV 2023 is due on the leap
 * day and TW III 2024 on New Year's Eve, by hand.
 */
export async function openGovernments(db: Database): Promise<SilentAgency[]> {
  const agencies: SilentAgency[] = []
  for (const [at, zone] of zones.entries()) {
    for (const year of plannedIn) {
      const bytes = new TextEncoder().encode(JSON.stringify(documentOf(at, zone, year)))
      const imported = await importDocuments(db, { name: 'uji.json', bytes }, { yes: true, now: new Date(`${year}-01-02T01:00:00Z`) })
      if (!imported.applied) throw new Error(JSON.stringify(imported.findings))
    }
    agencies.push(await settle(db, at, zone))
  }
  return agencies
}

const documentOf = (at: number, zone: Zone, year: number): DocumentInput => {
  const document = manyIndicators(officers, 2, at + 1)
  return {
    ...document,
    year,
    government: { key: `kota-${at + 1}`, name: `Kota Uji ${at + 1}`, zone },
    people: [
      ...(document.people ?? []),
      { key: `kepala-${at + 1}`, name: 'Kepala Dinas', roles: [{ role: 'head' as const, scope: 'agency' as const }] },
    ],
  }
}

async function settle(db: Database, at: number, zone: Zone): Promise<SilentAgency> {
  const [agency] = await db.sql<{ id: number; governmentId: number }>(
    `select a.id, a.government_id as "governmentId" from agency a join government g on g.id = a.government_id where g.key = $1`,
    [`kota-${at + 1}`],
  )
  if (!agency) throw new Error('the agency is not there')
  await db.sql(
    `insert into period_exception (agency_id, year, quarter, opens, due, lock, why, at) values
       ($1, 2023, 4, '2024-02-19', '2024-02-29', '2024-03-14', 'SE 1', now()), ($1, 2024, 3, '2024-10-01', '2024-12-31', '2025-01-10', 'SE 2', now())`,
    [agency.id],
  )
  const people = await db.sql<{ id: number; key: string; chatKey: string }>(
    `with known as (
       insert into identity (person_id, channel, platform_id, chat_key)
       select id, 'local', $2 || '/' || key, 'local:' || $2 || '/' || key from person where government_id = $1 returning person_id, channel, platform_id, chat_key),
     chats as (insert into chat (key, channel, platform_id, kind) select chat_key, channel, platform_id, 'private' from known returning key)
     select p.id, p.key, k.chat_key as "chatKey" from known k join person p on p.id = k.person_id where (select count(*) from chats) >= 0 order by p.id`,
    [agency.governmentId, `kota-${at + 1}`],
  )
  const [room] = await db.sql<{ id: number }>(
    `with chat as (insert into chat (key, channel, platform_id, kind) values ($2, 'local', $3, 'group') returning key)
     insert into room (government_id, whole, channel, platform_id, chat_key, title, approved_at) select $1, true, 'local', $3, key, 'Pimpinan', now() from chat returning id`,
    [agency.governmentId, `local:pimpinan-${at + 1}`, `pimpinan-${at + 1}`],
  )
  await reportAll(db, agency.id, officerKey(0, at + 1))
  const of = (part: string) => people.filter(({ key }) => key.startsWith(part)).map(({ id }) => id)
  return {
    agencyId: agency.id,
    zone,
    roomId: room?.id ?? 0,
    chats: new Map(people.map(({ id, chatKey }) => [id, chatKey])),
    officers: of('pejabat').filter((id) => people.find((one) => one.id === id)?.key !== officerKey(0, at + 1)),
    verifiers: of('verifikator'),
    heads: of('kepala'),
  }
}

/** Everything that one officer owes, as they would have reported it on the second day of each year. */
const reportAll = (db: Database, agencyId: number, officer: string): Promise<unknown> =>
  db.sql(
    `with owed as (
       select i.id, q.quarter, p.year from indicator i join agreement p on p.id = i.agreement_id join responsibility r on r.indicator_id = i.id
       join person w on w.id = r.person_id and w.key = $2 cross join (values (3), (4)) as q(quarter) where i.agency_id = $1),
     told as (insert into report (agency_id, indicator_id, quarter) select $1, id, quarter from owed returning id, indicator_id)
     insert into report_version (agency_id, report_id, number, figure, value, at, on_time)
     select $1, t.id, 1, '{"kind": "number", "value": "200"}', 200, make_timestamptz(p.year, 1, 2, 1, 0, 0, 'UTC'), true
     from told t join indicator i on i.id = t.indicator_id join agreement p on p.id = i.agreement_id returning id`,
    [agencyId, officer],
  )
