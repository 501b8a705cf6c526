import { assessIndicator } from '../../domain/assess/assess.ts'
import type { Answers, Waiting, WaitingOf } from '../../domain/requests/requests.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import { versionsWaiting } from '../../store/reports/versions.ts'
import type { StoredVersion } from '../../store/reports/versions.ts'
import type { Asking } from '../asking.ts'
import { agenciesSeen, mayVerify } from '../rights.ts'

/**
 * Reports that wait for a decision, by agency and period: of one agency whole, for those who see it, or (`agencyId` absent) what the
 * viewer verifies. With `only`, of one unit and period alone. Plausible is what no threshold of the agency asks about.
 */
export async function answerWaiting(asking: Asking, agencyId?: number, only?: WaitingOf): Promise<Answers['waiting']> {
  const { tx, viewer } = asking
  const agencies = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: agenciesSeen(viewer) })
  const asked = agencies.filter((a) => agencyId === undefined || a.id === agencyId)
  const versions = await versionsWaiting(
    tx,
    asked.map((a) => a.id),
    only,
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
  for (const group of groups.values()) await judge(asking, group)
  return [...groups.values()]
}

/** How many reports wait for the viewer's own decision. */
export async function countWaiting({ tx, viewer }: Asking): Promise<number> {
  const agencies = viewer.grants.flatMap((g) => (g.role === 'verifier' && g.agencyId !== undefined ? [g.agencyId] : []))
  if (agencies.length === 0) return 0
  const versions: StoredVersion[] = await versionsWaiting(tx, [...new Set(agencies)])
  return versions.filter((v) => mayVerify(viewer, { agencyId: v.agencyId, unitId: v.unitId })).length
}

async function judge({ tx, viewer }: Asking, group: Waiting): Promise<void> {
  const ids = group.versions.map(({ key }) => key.indicatorId)
  const read = await readPlan(tx, { governmentId: viewer.governmentId }, group.agency.id, group.year, ids)
  if (!read) return
  const { plan, reported, indicatorIds } = read
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
    if (!rated?.shown) continue
    version.shown = { value: rated.shown, decimals: plan.agency.rules.decimals }
    version.plausible = rated.shown.gte(plan.agency.rules.causeBelow) && rated.shown.lte(plan.agency.rules.causeAbove)
  }
}
