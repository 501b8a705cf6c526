import type { Outcomes } from '../../domain/requests/requests.ts'
import { audit, decide, decisionsOn } from '../../store/reports/report-writes.ts'
import { versionsById } from '../../store/reports/versions.ts'
import type { StoredVersion } from '../../store/reports/versions.ts'
import type { Asking } from '../asking.ts'
import { mayReopen, mayReport, mayVerify } from '../rights.ts'

type Kind = 'verified' | 'returned' | 'reopened'

/** Accepts reports. Two people pressing at once: the second hears who decided. */
export async function verifyReports(asking: Asking, versionIds: number[]): Promise<Outcomes['verify-reports']> {
  const verified: StoredVersion[] = []
  const already: StoredVersion[] = []
  for (const version of await versionsById(asking.tx, asking.viewer.governmentId, versionIds)) {
    if (!mayVerify(asking.viewer, version)) continue
    const done = isOpen(version) && (await decideOn(asking, version, 'verified'))
    const [now = version] = await versionsById(asking.tx, asking.viewer.governmentId, [version.versionId])
    ;(done ? verified : already).push(now)
  }
  return { verified, already }
}

/** Returns a report with a reason; its figure still counts, marked so, until a new version replaces it. */
export async function returnReport(asking: Asking, versionId: number, reason: string): Promise<Outcomes['return-report']> {
  const [version] = await versionsById(asking.tx, asking.viewer.governmentId, [versionId])
  if (!version) return { kind: 'refused', why: 'gone' }
  if (!mayVerify(asking.viewer, version)) return { kind: 'refused', why: 'not-yours' }
  const done = isOpen(version) && (await decideOn(asking, version, 'returned', reason))
  const [now = version] = await versionsById(asking.tx, asking.viewer.governmentId, [versionId])
  return { kind: done ? 'returned' : 'already', version: now }
}

/** Opens a verified report again, so that a new version can come. */
export async function reopenReport(asking: Asking, versionId: number, reason: string): Promise<Outcomes['reopen-report']> {
  const [version] = await versionsById(asking.tx, asking.viewer.governmentId, [versionId])
  if (!version?.newest) return { kind: 'refused', why: 'gone' }
  if (!mayReopen(asking.viewer, version)) return { kind: 'refused', why: 'not-yours' }
  if (version.state === 'returned' || version.state === 'reopened') return { kind: 'refused', why: 'not-verified' }
  if (!(await decideOn(asking, version, 'reopened', reason))) return { kind: 'refused', why: 'gone' }
  const [now = version] = await versionsById(asking.tx, asking.viewer.governmentId, [versionId])
  return { kind: 'reopened', version: now }
}

/** Whether an officer may ask for a correction of a report: it is theirs to report. What is told to whom is the conversation's. */
export async function askReopening({ tx, viewer }: Asking, versionId: number): Promise<Outcomes['ask-reopening']> {
  const [version] = await versionsById(tx, viewer.governmentId, [versionId])
  if (!version) return { kind: 'refused', why: 'gone' }
  const mine = version.by.personId === viewer.personId || mayReport(viewer, { agencyId: version.agencyId, unitId: version.unitId })
  return mine ? { kind: 'asked' } : { kind: 'refused', why: 'not-yours' }
}

const isOpen = (version: StoredVersion): boolean => version.newest && version.state === 'submitted' && version.decision === undefined

async function decideOn({ tx, viewer, channel, now }: Asking, version: StoredVersion, kind: Kind, reason?: string): Promise<boolean> {
  const after = await decisionsOn(tx, version.versionId)
  const done = await decide(tx, {
    agencyId: version.agencyId,
    versionId: version.versionId,
    kind,
    personId: viewer.personId,
    at: now,
    after,
    ...(reason !== undefined && { reason }),
  })
  if (!done) return false
  const { indicatorId, year, quarter } = version.key
  await audit(tx, {
    governmentId: viewer.governmentId,
    agencyId: version.agencyId,
    personId: viewer.personId,
    channel,
    at: now,
    what: `report-${kind}`,
    subject: `indicator:${indicatorId}:${year}:${quarter}`,
    to: { version: version.number },
    ...(reason !== undefined && { why: reason }),
  })
  return true
}
