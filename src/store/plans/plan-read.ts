import { z } from 'zod'
import { d } from '../../domain/decimal.ts'
import { Figure, Money, Target } from '../../domain/figure.ts'
import type { Agency, BudgetRow, Indicator, Objective, Plan, Reported } from '../../domain/plan.ts'
import { readComposite, readRules, readScale } from './agency-columns.ts'
import type { Tx } from '../database/database.ts'
import { groupedBy } from '../database/row-changes.ts'
import { revisionIn, storedPlan } from './stored-plan.ts'
import type { PlanScope, StoredIndicator, StoredPlan } from './stored-plan.ts'

/** A plan with what has been reported on it, and the ids behind its keys. */
export type PlanRead = {
  plan: Plan
  reported: Reported[]
  governmentId: number
  agencyId: number
  agreementId: number
  zone: string
  indicatorIds: Map<string, number>
}

/** What may be read through: the database's client or a transaction. */
export type Reader = Pick<Tx, '$queryRaw' | '$queryRawUnsafe'>

/**
 * The plan of an agency and a year with the reports in force. Targets of a quarter come from the revision that counts
 * in it; ceilings and the year's targets from the newest. Undefined where there is none in this scope.
 */
export async function readPlan(
  tx: Reader,
  scope: PlanScope,
  agencyId: number,
  year: number,
  only?: readonly number[],
): Promise<PlanRead | undefined> {
  const stored = await storedPlan(tx, scope, agencyId, year, only)
  return stored && planOf(stored)
}

/** A plan as the domain has it, from its rows. */
export function planOf(stored: StoredPlan): PlanRead {
  const indicators = indicatorsOf(stored)
  const keys = new Map(stored.indicators.map(({ id, key }) => [id, key]))
  const reported = stored.versions.flatMap((version) => reportedOf(version, keys) ?? [])
  return {
    plan: {
      agency: agencyOf(stored),
      year: stored.agreement.year,
      objectives: stored.objectives.map(({ key, level, name, parentKey }): Objective => ({
        key,
        level,
        name,
        ...(parentKey !== null && { parentKey }),
      })),
      indicators,
      budget: budgetOf(stored, indicators, reported),
    },
    reported,
    governmentId: stored.government.id,
    agencyId: stored.agency.id,
    agreementId: stored.agreement.id,
    zone: stored.government.zone,
    indicatorIds: new Map(stored.indicators.map(({ id, key }) => [key, id])),
  }
}

function agencyOf({ agency, government, agreement, scales }: StoredPlan): Agency {
  return {
    key: agency.key,
    name: agency.name,
    shortName: agency.shortName,
    governmentName: government.name,
    rules: readRules(agreement.rules),
    scales: scales.map(readScale),
  }
}

function indicatorsOf(stored: StoredPlan): Indicator[] {
  const revisions = ([1, 2, 3, 4, 'year'] as const).map((quarter) => revisionIn(stored.revisions, quarter))
  const targets = new Map(stored.targets.map(({ revision, indicator, quarter, target }) => [`${revision}:${indicator}:${quarter}`, target]))
  const references = groupedBy(stored.references, ({ indicator }) => indicator)
  const target = (id: number, quarter: 0 | 1 | 2 | 3 | 4): Target | null => {
    const found = targets.get(`${revisions[quarter === 0 ? 4 : quarter - 1]}:${id}:${quarter}`)
    return found === undefined ? null : Target.parse(found)
  }
  return stored.indicators.map((row) => ({
    ...fieldsOf(row),
    targets: { year: target(row.id, 0), quarters: [target(row.id, 1), target(row.id, 2), target(row.id, 3), target(row.id, 4)] },
    ...comparedWith(references.get(row.id) ?? []),
  }))
}

type Fields = Omit<Indicator, 'targets' | 'previousYears' | 'renstra' | 'comparisons'>

const Checked = z.object({
  standing: z.enum(['agreement', 'support', 'component']),
  formula: z.custom<Indicator['formula']>((v) => typeof v === 'string'),
  basis: z.enum(['parts', 'shown']),
  aggregation: z.enum(['sum', 'average', 'last', 'once']),
  evidence: z.enum(['required', 'optional']),
})

function fieldsOf(row: StoredIndicator): Fields {
  const { key, name, shortName, level, unit, decimals, position } = row
  return {
    ...{ key, name, shortName, level, unit, decimals, position },
    ...Checked.parse(row),
    ...(row.code !== null && { code: row.code }),
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.objectiveKey !== null && { objectiveKey: row.objectiveKey }),
    ...(row.baseline !== null && { baseline: d(row.baseline) }),
    ...(row.composite !== null && { composite: readComposite(row.composite) }),
    ...(row.unitKey !== null && { unitKey: row.unitKey }),
    ...(row.unitName !== null && { unitName: row.unitName }),
    ...(row.moneyOf !== null && { moneyOf: row.moneyOf }),
    ...(row.supportedBy.length > 0 && { supportedBy: row.supportedBy }),
    ...(row.validUntil !== null && { validUntil: row.validUntil }),
    ...(row.valueScale !== null && { valueScale: row.valueScale }),
  }
}

function comparedWith(rows: StoredPlan['references']): Pick<Indicator, 'previousYears' | 'renstra' | 'comparisons'> {
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const end = of('renstra-end')[0]
  return {
    previousYears: Object.fromEntries(of('previous-year').map(({ year, value }): [string, Figure] => [String(year), Figure.parse(value)])),
    renstra: {
      targets: Object.fromEntries(of('renstra-year').map(({ year, value }): [string, Target] => [String(year), Target.parse(value)])),
      ...(end && end.year !== null && { end: { year: end.year, target: Target.parse(end.value) } }),
    },
    comparisons: of('benchmark').map(({ name, value }) => ({ name, figure: Figure.parse(value) })),
  }
}

const FourMoney = z.tuple([Money, Money, Money, Money])
const Level = z.enum(['total', 'program', 'kegiatan', 'subkegiatan'])
const Years = z.record(z.string(), z.object({ ceiling: z.string().optional(), realised: z.string().optional() }))

/** Rows with a ceiling in the newest revision. Money of a quarter is what was reported with the row's indicator, else what was loaded. */
function budgetOf(stored: StoredPlan, indicators: Indicator[], reported: Reported[]): BudgetRow[] {
  const newest = revisionIn(stored.revisions, 'year')
  const ceilings = new Map(stored.ceilings.filter(({ revision }) => revision === newest).map((row) => [row.row, row]))
  const loaded = new Map(stored.realisations.map(({ row, quarter, money }) => [`${row}:${quarter}`, money]))
  const rowOf = new Map(indicators.map(({ key, moneyOf }) => [key, moneyOf]))
  const told = new Map<string, Money>()
  for (const { indicatorKey, quarter, money } of reported) if (money) told.set(`${rowOf.get(indicatorKey)}:${quarter}`, money)
  return stored.budget.flatMap((row): BudgetRow[] => {
    const ceiling = ceilings.get(row.id)
    if (!ceiling) return []
    const money = (quarter: number): Money | null => {
      const found = loaded.get(`${row.id}:${quarter}`)
      return told.get(`${row.key}:${quarter}`) ?? (found === undefined ? null : Money.parse(found))
    }
    const year = loaded.get(`${row.id}:0`)
    return [
      {
        key: row.key,
        ...(row.parentKey !== null && { parentKey: row.parentKey }),
        level: Level.parse(row.level),
        ...(row.code !== null && { code: row.code }),
        name: row.name,
        ceiling: d(ceiling.ceiling),
        ...(ceiling.original !== null && { originalCeiling: d(ceiling.original) }),
        ...(ceiling.plan !== null && { plan: FourMoney.parse(ceiling.plan) }),
        realised: { quarters: [money(1), money(2), money(3), money(4)], ...(year !== undefined && { year: Money.parse(year).value }) },
        previousYears: Object.fromEntries(
          Object.entries(Years.parse(row.previousYears)).map(([of, { ceiling: pagu, realised }]) => [
            of,
            { ...(pagu !== undefined && { ceiling: d(pagu) }), ...(realised !== undefined && { realised: d(realised) }) },
          ]),
        ),
      },
    ]
  })
}

/** The state of a version: its newest decision, or submitted where nobody has decided. */
export const stateOf = (decision: string | null): Reported['state'] =>
  decision === 'verified' || decision === 'returned' || decision === 'reopened' ? decision : 'submitted'

function reportedOf(version: StoredPlan['versions'][number], keys: ReadonlyMap<number, string>): Reported | undefined {
  const indicatorKey = keys.get(version.indicatorId)
  if (indicatorKey === undefined) return undefined
  const { quarter } = version
  return {
    indicatorKey,
    quarter: quarter === 1 || quarter === 2 || quarter === 3 || quarter === 4 ? quarter : 'year',
    figure: Figure.parse(version.figure),
    ...(version.money !== null && { money: Money.parse(version.money) }),
    state: stateOf(version.decision),
    ...(version.cause !== null && { cause: version.cause }),
    evidence: version.evidence,
    at: new Date(version.at).toISOString(),
    by: version.personKey ?? '',
    onTime: version.onTime,
    version: version.number,
  }
}
