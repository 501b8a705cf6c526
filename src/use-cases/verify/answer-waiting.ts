import { isFarOff, missedReason } from '../../domain/capaian.ts'
import { assessIndicator } from '../../domain/assess/assess.ts'
import type { Answers, UnitStanding, Waiting } from '../../domain/requests/requests.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import type { PlanRead } from '../../store/plans/plan-read.ts'
import type { UnitPeriod } from '../../message/message.ts'
import type { Tx } from '../../store/database/database.ts'
import { statements } from '../../store/database/statements.ts'
import { unitReports } from '../../store/reports/late-officers.ts'
import { unitWaiting } from '../../store/reports/unit-waiting.ts'
import { versionsWaiting } from '../../store/reports/versions.ts'
import type { StoredVersion } from '../../store/reports/versions.ts'
import type { Asking } from '../asking.ts'
import { agenciesSeen, mayVerify } from '../rights.ts'

/**
 * Reports that wait for a decision, by agency and period: of one agency whole, for those who see it, or (`agencyId` absent) what the
 * viewer verifies. Plausible is what no threshold of the agency asks about.
 */
export async function answerWaiting(asking: Asking, agencyId?: number): Promise<Answers['waiting']> {
  const { tx, viewer } = asking
  const agencies = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: agenciesSeen(viewer) })
  const asked = agencies.filter((a) => agencyId === undefined || a.id === agencyId)
  const versions = await versionsWaiting(
    tx,
    asked.map((a) => a.id),
  )
  const mine = agencyId === undefined ? versions.filter((v) => mayVerify(viewer, { agencyId: v.agencyId, unitId: v.unitId })) : versions
  const groups = new Map<string, Waiting>()
  for (const version of mine) {
    const agency = asked.find((a) => a.id === version.agencyId)
    if (!agency) continue
    const key = `${agency.id}:${version.key.year}:${version.key.quarter}`
    const group = groups.get(key) ?? { agency, year: version.key.year, quarter: version.key.quarter, versions: [] }
    groups.set(key, group)
    group.versions.push({ ...version, plausible: true })
  }
  for (const group of groups.values()) {
    const ids = group.versions.map(({ key }) => key.indicatorId)
    const read = await readPlan(tx, { governmentId: viewer.governmentId }, group.agency.id, group.year, ids)
    if (read) judge(group, read)
  }
  return [...groups.values()]
}

/** How a unit's reports of a period stand, for whoever tells its verifiers. Both statements are sent before the first is answered. */
export async function unitStanding(tx: Tx, governmentId: number, of: UnitPeriod): Promise<UnitStanding> {
  const { agencyId, year, quarter, unitId = null } = of
  const [found, counts] = await Promise.all([
    unitWaiting(tx, governmentId, of),
    unitReports(statements(tx), { agencyId, unitId, year, quarter }),
  ])
  if (!found || found.versions.length === 0) return counts
  const { agency, versions, read } = found
  const waiting: Waiting = { agency, year, quarter, versions: versions.map((version) => ({ ...version, plausible: true })) }
  judge(waiting, read)
  return { ...counts, waiting }
}

/** How many reports wait for the viewer's own decision. */
export async function countWaiting({ tx, viewer }: Asking): Promise<number> {
  const agencies = viewer.grants.flatMap((g) => (g.role === 'verifier' && g.agencyId !== undefined ? [g.agencyId] : []))
  if (agencies.length === 0) return 0
  const versions: StoredVersion[] = await versionsWaiting(tx, [...new Set(agencies)])
  return versions.filter((v) => mayVerify(viewer, { agencyId: v.agencyId, unitId: v.unitId })).length
}

function judge(group: Waiting, { plan, reported, indicatorIds }: PlanRead): void {
  const keys = new Map([...indicatorIds].map(([key, id]) => [id, key]))
  for (const version of group.versions) {
    const key = keys.get(version.key.indicatorId)
    const indicator = plan.indicators.find((i) => i.key === key)
    if (!indicator) continue
    const quarter = quarterName(group.quarter)
    const target = quarter === 'year' ? indicator.targets.year : indicator.targets.quarters[quarter - 1]
    if (target) version.target = target
    if (indicator.evidence === 'required' && version.evidence === 0) version.lacksEvidence = true
    const assessment = assessIndicator(
      plan,
      indicator,
      reported.filter((r) => r.indicatorKey === key),
      quarter,
    )
    const rated = quarter === 'year' ? assessment.year : assessment.quarters[quarter - 1]
    if (!rated) continue
    if (rated.shown) version.shown = { value: rated.shown, decimals: plan.agency.rules.decimals }
    version.plausible = !missedReason(rated.capaian) && !isFarOff(rated, plan.agency.rules)
  }
}
