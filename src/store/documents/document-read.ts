import type { Tx } from '../database/database.ts'
import { readPeople, readRooms } from './document-read-people.ts'
import { withoutNull } from '../database/json-column.ts'
import { stateOf } from '../plans/plan-read.ts'
import { groupedBy } from '../database/row-changes.ts'
import { revisionIn, storedPlan } from '../plans/stored-plan.ts'
import type { PlanScope, StoredIndicator, StoredPlan } from '../plans/stored-plan.ts'

/**
 * What an agency has for a year as the import document has it, from the newest revision: importing it again changes nothing. It is still
 * unread input: whoever needs a `Document` passes it through the schema. Undefined where there is no plan in this scope.
 */
export async function readDocument(tx: Tx, scope: PlanScope, agencyId: number, year: number): Promise<unknown> {
  const stored = await storedPlan(tx, scope, agencyId, year)
  if (!stored) return undefined
  const revision = stored.revisions.at(-1)
  return {
    format: 1,
    government: pick(stored.government, ['key', 'name', 'zone', 'demo']),
    agency: pick(stored.agency, ['key', 'name', 'shortName']),
    year,
    revision: revision && withoutNull(pick(revision, ['number', 'fromQuarter', 'signedOn', 'document'])),
    rules: stored.agreement.rules,
    reminders: stored.agency.reminderRules,
    alerts: stored.agency.alertRules,
    scales: stored.scales.map((scale) => withoutNull(pick(scale, ['key', 'name', 'source', 'bands', 'policy']))),
    units: stored.units.map(({ key, name, parentKey }) => withoutNull({ key, name, parent: parentKey })),
    objectives: stored.objectives.map(({ key, level, name, parentKey }) => withoutNull({ key, level, name, parent: parentKey })),
    indicators: indicatorsOf(stored),
    budget: budgetOf(stored),
    people: await readPeople(tx, stored),
    rooms: await readRooms(tx, stored),
    reports: reportsOf(stored),
  }
}

const pick = <T extends object, K extends keyof T>(from: T, fields: K[]): Partial<Pick<T, K>> => {
  const picked: Partial<Pick<T, K>> = {}
  for (const field of fields) picked[field] = from[field]
  return picked
}

function indicatorsOf(stored: StoredPlan): object[] {
  const newest = revisionIn(stored.revisions, 'year')
  const targets = groupedBy(
    stored.targets.filter(({ revision }) => revision === newest),
    ({ indicator }) => indicator,
  )
  const references = groupedBy(stored.references, ({ indicator }) => indicator)
  return stored.indicators.map((row) => {
    const of = new Map((targets.get(row.id) ?? []).map(({ quarter, target }) => [quarter, target]))
    return withoutNull({
      ...fieldsOf(row),
      targets: { year: of.get(0) ?? null, quarters: [1, 2, 3, 4].map((quarter) => of.get(quarter) ?? null) },
      ...comparedWith(references.get(row.id) ?? []),
    })
  })
}

const fieldsOf = ({ id: _, position: _position, objectiveKey, unitKey, unitName: _name, moneyOf, ...row }: StoredIndicator): object => ({
  ...row,
  objective: objectiveKey,
  responsibleUnit: unitKey,
  moneyOf,
})

function comparedWith(rows: StoredPlan['references']): object {
  const byYear = (kind: string): Record<string, unknown> =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ year, value }): [string, unknown] => [String(year), value]))
  const end = rows.find(({ kind }) => kind === 'renstra-end')
  return {
    previousYears: byYear('previous-year'),
    renstra: { targets: byYear('renstra-year'), ...(end && { end: { year: end.year, target: end.value } }) },
    comparisons: rows.filter(({ kind }) => kind === 'benchmark').map(({ name, value }) => ({ name, figure: value })),
  }
}

function budgetOf(stored: StoredPlan): object[] {
  const newest = revisionIn(stored.revisions, 'year')
  const ceilings = new Map(stored.ceilings.filter(({ revision }) => revision === newest).map((row) => [row.row, row]))
  const loaded = new Map(stored.realisations.map(({ row, quarter, money }) => [`${row}:${quarter}`, money]))
  return stored.budget.flatMap(({ id, key, parentKey, level, code, name, previousYears }) => {
    const ceiling = ceilings.get(id)
    if (!ceiling) return []
    const year = loaded.get(`${id}:0`)
    return [
      withoutNull({
        ...{ key, parent: parentKey, level, code, name, previousYears },
        ceiling: ceiling.ceiling,
        originalCeiling: ceiling.original,
        plan: ceiling.plan,
        realised: {
          quarters: [1, 2, 3, 4].map((quarter) => loaded.get(`${id}:${quarter}`) ?? null),
          ...(typeof year === 'object' && year !== null && 'value' in year && { year: year.value }),
        },
      }),
    ]
  })
}

function reportsOf(stored: StoredPlan): object[] {
  const keys = new Map(stored.indicators.map(({ id, key }) => [id, key]))
  return stored.versions.flatMap((version) => {
    const indicator = keys.get(version.indicatorId)
    if (indicator === undefined) return []
    const state = stateOf(version.decision)
    return [
      withoutNull({
        indicator,
        quarter: version.quarter === 0 ? 'year' : version.quarter,
        figure: version.figure,
        money: version.money,
        state,
        cause: version.cause,
        at: isoTime(version.at),
        by: version.personKey,
        onTime: version.onTime,
        ...(state !== 'submitted' && {
          reason: version.reason,
          decidedAt: version.decidedAt === null ? undefined : isoTime(version.decidedAt),
          decidedBy: version.decidedByKey,
        }),
      }),
    ]
  })
}

const isoTime = (time: string): string => new Date(time).toISOString()
