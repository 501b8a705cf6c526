import type { Outcomes } from '../../domain/requests/requests.ts'
import { audit, decide, decisionsOn } from '../../store/reports/report-writes.ts'
import { versionsById } from '../../store/reports/versions.ts'
import type { Asking } from '../asking.ts'

/** “Salah kirim”: whoever reported takes it back until it is decided on; the version before is in force again. */
export async function withdrawReport({ tx, viewer, channel, now }: Asking, versionId: number): Promise<Outcomes['withdraw-report']> {
  const [version] = await versionsById(tx, viewer.governmentId, [versionId])
  if (!version) return { kind: 'refused', why: 'gone' }
  if (version.by.personId !== viewer.personId) return { kind: 'refused', why: 'not-yours' }
  if (version.decision) return { kind: 'refused', why: 'decided', version }
  const done = await decide(tx, {
    agencyId: version.agencyId,
    versionId,
    kind: 'withdrawn',
    personId: viewer.personId,
    at: now,
    after: await decisionsOn(tx, versionId),
  })
  if (!done) return { kind: 'refused', why: 'gone', version }
  const { indicatorId, year, quarter } = version.key
  await audit(tx, {
    governmentId: viewer.governmentId,
    agencyId: version.agencyId,
    personId: viewer.personId,
    channel,
    at: now,
    what: 'report-withdrawn',
    subject: `indicator:${indicatorId}:${year}:${quarter}`,
    from: { figure: version.figure, version: version.number },
  })
  return { kind: 'withdrawn', version }
}
