import type { EvidenceSeen } from '../../domain/requests/requests.ts'
import type { Raw } from '../plans/indicator-place.ts'

type Row = { fileId: number | null; name: string | null; link: string | null; by: string | null; at: Date }

/**
 * The evidence of a version, in the order in which it was given. A version takes over the evidence of the one before it: who gave it, and
 * when, is said by the first version of the report that had it.
 */
export async function evidenceOf(tx: Raw, agencyId: number, versionId: number): Promise<EvidenceSeen[]> {
  const rows = await tx.$queryRawUnsafe<Row[]>(statement, agencyId, versionId)
  return rows.flatMap(({ fileId, name, link, by, at }): EvidenceSeen[] => {
    const given = { by: by ?? '', at: new Date(at).toISOString() }
    if (fileId !== null) return [{ kind: 'file', fileId, name: name ?? '', ...given }]
    return link === null ? [] : [{ kind: 'link', url: link, ...given }]
  })
}

const statement = `
  select e.file_id as "fileId", f.name, e.link, p.name as by, g.at
  from evidence e join report_version v on v.id = e.version_id and v.agency_id = e.agency_id
  left join stored_file f on f.id = e.file_id
  cross join lateral (
    select w.at, w.person_id from report_version w join evidence x on x.agency_id = w.agency_id and x.version_id = w.id
    where w.report_id = v.report_id and x.file_id is not distinct from e.file_id and x.link is not distinct from e.link
    order by w.number limit 1) g
  left join person p on p.id = g.person_id
  where e.agency_id = $1 and e.version_id = $2 order by e.id`
