import { endOf } from '../../calendar/periods.ts'
import { assessAgency } from '../../domain/assess/assess.ts'
import { newestMoney } from '../../domain/money/newest-money.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import { quarterName, quarterNumber } from '../../domain/requests/requests.ts'
import type { Answers, Need, QuarterNumber, VersionFacts, Viewer } from '../../domain/requests/requests.ts'
import { agencyNames, periodVersions, reportedYears } from '../../store/plans/names.ts'
import type { VersionRow } from '../../store/plans/names.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import type { PlanRead, Reader } from '../../store/plans/plan-read.ts'
import { todayIn } from '../asking.ts'
import { maySeeAgency } from '../rights.ts'
import { defaultPeriod } from './default-period.ts'

type AgencyNeed = Omit<Extract<Need, { ask: 'agency' }>, 'ask'>

/**
 * Everything about an agency in a period. Undefined alike where there is no such agency, where it is another government's, where the
 * viewer may not see it, and where it has no plan of the asked year.
 * @param now ISO instant in UTC; it decides the period where the question names none
 */
export async function answerAgency(reader: Reader, viewer: Viewer, need: AgencyNeed, now: string): Promise<Answers['agency']> {
  if (!maySeeAgency(viewer, { agencyId: need.agencyId, governmentId: viewer.governmentId })) return undefined
  const officer = viewer.grants.length > 0 && viewer.grants.every(({ role }) => role === 'officer')
  return agencyFacts(reader, { governmentId: viewer.governmentId, zone: viewer.zone, officer }, need, now).then(
    (facts) => facts && { ...facts, mine: viewer.grants.some(({ agencyId }) => agencyId === need.agencyId) },
  )
}

/** The same for the operator's commands, who may see every government. */
export async function agencyFacts(
  reader: Reader,
  asker: { governmentId: number; zone: string; officer: boolean },
  need: AgencyNeed,
  now: string,
): Promise<Answers['agency']> {
  const [agency] = await agencyNames(reader, { governmentId: asker.governmentId, agencies: [need.agencyId] })
  if (!agency) return undefined
  const period = await periodOf(reader, asker, need, now)
  const read = period && (await readPlan(reader, { governmentId: asker.governmentId }, agency.id, period.year))
  if (!read) return undefined
  const { plan, reported } = read
  const versions = await periodVersions(reader, read.agreementId, period.quarter)
  const asOf = reported.reduce<string | undefined>((newest, { at }) => (newest === undefined || at > newest ? at : newest), undefined)
  const quarter = quarterName(period.quarter)
  const assessment = assessAgency(plan, reported, quarter)
  const assess = (asked: Quarter) => (asked === quarter ? assessment : assessAgency(plan, reported, asked))
  const money = quarter === 'year' ? undefined : newestMoney(quarter, assess)
  const today = todayIn(new Date(now), asker.zone)
  const hasEnded = (asked: Quarter | 'year') => endOf({ year: period.year, quarter: asked }) < today
  return {
    agency,
    ...period,
    assessment,
    ...(money && { money }),
    ...(!hasEnded(quarter) && { ended: quarters.filter(hasEnded).length }),
    ids: Object.fromEntries(read.indicatorIds),
    versions: versionFacts(read, versions),
    ...(asOf !== undefined && { asOf }),
    mine: false,
  }
}

/** A question that names year and quarter needs no look at what was reported. */
async function periodOf(
  reader: Reader,
  { governmentId, zone, officer }: { governmentId: number; zone: string; officer: boolean },
  { agencyId, year, quarter }: AgencyNeed,
  now: string,
): Promise<{ year: number; quarter: QuarterNumber } | undefined> {
  if (year !== undefined) return { year, quarter: quarter ?? 0 }
  return defaultPeriod({ year, quarter }, await reportedYears(reader, governmentId, agencyId), todayIn(new Date(now), zone), officer)
}

/** The versions in force of the asked period, by the key of their indicator. */
function versionFacts({ plan, reported, indicatorIds, agencyId }: PlanRead, rows: readonly VersionRow[]): Record<string, VersionFacts> {
  const byId = new Map(rows.map((row) => [row.indicatorId, row]))
  const found = plan.indicators.flatMap((indicator): [string, VersionFacts][] => {
    const indicatorId = indicatorIds.get(indicator.key)
    const row = indicatorId === undefined ? undefined : byId.get(indicatorId)
    const own = reported.find(({ indicatorKey, quarter }) => indicatorKey === indicator.key && quarterNumber(quarter) === row?.quarter)
    if (indicatorId === undefined || !row || !own) return []
    const { figure, money, cause, evidence, state, at } = own
    return [
      [
        indicator.key,
        {
          ...{ versionId: row.versionId, number: row.number, agencyId, agencyShortName: plan.agency.shortName },
          key: { indicatorId, year: plan.year, quarter: quarterNumber(own.quarter) },
          ...{ name: indicator.shortName, unit: indicator.unit, decimals: indicator.decimals, figure, evidence, state, at },
          ...(money && { money }),
          ...(cause !== undefined && { cause }),
          by: { ...(row.personId !== null && { personId: row.personId }), name: row.by ?? '' },
          ...decisionOf(row),
          ...(indicator.unitName !== undefined && { unitName: indicator.unitName }),
          ...(row.unitId !== null && { unitId: row.unitId }),
        },
      ],
    ]
  })
  return Object.fromEntries(found)
}

function decisionOf({ decision, decidedBy, decidedAt, reason }: VersionRow): Pick<VersionFacts, 'decision'> {
  if (decision !== 'verified' && decision !== 'returned' && decision !== 'reopened') return {}
  return {
    decision: { kind: decision, by: decidedBy ?? '', at: decidedAt?.toISOString() ?? '', ...(reason !== null && { reason }) },
  }
}
