import type { Answers } from '../../domain/requests/requests.ts'
import { evidenceOf } from '../../store/reports/evidence.ts'
import { versionsById } from '../../store/reports/versions.ts'
import type { Asking } from '../asking.ts'
import { maySeeAgency } from '../rights.ts'

/** The evidence of a report, for whoever may see the report now; undefined alike where it is unknown or foreign. */
export async function showEvidence({ tx, viewer }: Asking, versionId: number): Promise<Answers['evidence']> {
  const [version] = await versionsById(tx, viewer.governmentId, [versionId])
  if (!version || !maySeeAgency(viewer, version)) return undefined
  // A report that was taken back, perhaps because of a wrong file, shows nothing any more.
  const withdrawn = version.decision?.kind === 'withdrawn'
  return { version, evidence: withdrawn ? [] : await evidenceOf(tx, version.agencyId, versionId) }
}
