import type { Tx } from '../database/database.ts'
import { newestVersionsOf } from '../reports/newest-versions.ts'
import type { NewestVersion } from '../reports/newest-versions.ts'

type Keyed = { id: number; key: string; name: string }

/** Everything planned by one agency for one year as it is stored: all revisions, decimals as text, JSON columns unread. */
export type StoredPlan = {
  government: Keyed & { zone: string; demo: boolean }
  agency: Keyed & { shortName: string; reminderRules: unknown; alertRules: unknown }
  agreement: { id: number; year: number; rules: unknown }
  revisions: { id: number; number: number; fromQuarter: number; signedOn: string | null; document: string | null }[]
  scales: (Keyed & { source: string | null; bands: unknown; policy: unknown })[]
  units: (Keyed & { parentKey: string | null })[]
  objectives: (Keyed & { level: string; parentKey: string | null })[]
  indicators: StoredIndicator[]
  targets: { revision: number; indicator: number; quarter: number; target: unknown }[]
  references: { indicator: number; kind: string; year: number | null; name: string; value: unknown }[]
  budget: (Keyed & { parentKey: string | null; level: string; code: string | null; previousYears: unknown })[]
  ceilings: { revision: number; row: number; ceiling: string; original: string | null; plan: unknown }[]
  realisations: { row: number; quarter: number; money: unknown }[]
  /** The reports in force; times as text. */
  versions: (Omit<NewestVersion, 'at' | 'decidedAt'> & { at: string; decidedAt: string | null })[]
}

export type StoredIndicator = Keyed & {
  code: string | null
  subject: string | null
  shortName: string
  level: string
  standing: string
  unit: string
  decimals: number
  formula: string
  baseline: string | null
  basis: string
  aggregation: string
  composite: unknown
  evidence: string
  valueScale: string | null
  validUntil: string | null
  position: number
  objectiveKey: string | null
  unitKey: string | null
  unitName: string | null
  moneyOf: string | null
  supportedBy: string[]
}

/** Whoever asks names the government: another one's agency is not found, like one that does not exist. */
export type PlanScope = { governmentId: number }

/**
 * The plan and its reports in one statement: each table would be a round trip through Prisma, and this answers `/capaian`.
 * Undefined where the agency has no plan of that year, or belongs to another government. With `only`, of these indicators and their budget
 * rows alone: what a report needs.
 */
export async function storedPlan(
  tx: Pick<Tx, '$queryRawUnsafe'>,
  scope: PlanScope,
  agencyId: number,
  year: number,
  only?: readonly number[],
): Promise<StoredPlan | undefined> {
  const rows = await tx.$queryRawUnsafe<{ plan: StoredPlan }[]>(
    only === undefined ? wholePlan : planOfSome,
    ...[agencyId, year, scope.governmentId, ...(only === undefined ? [] : [[...only]])],
  )
  return rows[0]?.plan
}

/** Which rows of the tables that an indicator decides: all of the agreement, or those of the indicators `$4`. */
type Which = { indicator: string; target: string; reference: string; row: string; ceiling: string; realisation: string }
const whole: Which = { indicator: '', target: '', reference: '', row: '', ceiling: '', realisation: '' }
const rowsOfSome = '(select money_of_id from indicator where id = any($4::int[]))'
const part: Which = {
  indicator: 'and i.id = any($4::int[])',
  target: 'and t.indicator_id = any($4::int[])',
  reference: 'and i.id = any($4::int[])',
  row: `and id in ${rowsOfSome}`,
  ceiling: `and c.budget_row_id in ${rowsOfSome}`,
  realisation: `and b.id in ${rowsOfSome}`,
}

// Two texts instead of one with "all or these": each has a plan of its own.
const statement = (which: Which) => `
    select json_build_object(
      'government', json_build_object('id', g.id, 'key', g.key, 'name', g.name, 'zone', g.zone, 'demo', g.demo),
      'agency', json_build_object('id', a.id, 'key', a.key, 'name', a.name, 'shortName', a.short_name,
        'reminderRules', a.reminder_rules, 'alertRules', a.alert_rules),
      'agreement', json_build_object('id', p.id, 'year', p.year, 'rules', p.rules),
      'revisions', (select coalesce(json_agg(json_build_object('id', id, 'number', number, 'fromQuarter', from_quarter, 'signedOn', signed_on,
          'document', document) order by number), '[]') from revision where agreement_id = p.id),
      'scales', (select coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'source', source, 'bands', bands,
          'policy', policy) order by id), '[]') from scale where agreement_id = p.id),
      'units', (select coalesce(json_agg(json_build_object('id', u.id, 'key', u.key, 'name', u.name, 'parentKey', o.key) order by u.id), '[]')
          from unit u left join unit o on o.id = u.parent_id where u.agency_id = a.id),
      'objectives', (select coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'level', level,
          'parentKey', parent_key) order by position), '[]') from objective where agreement_id = p.id),
      'indicators', (select coalesce(json_agg(json_build_object('id', i.id, 'key', i.key, 'name', i.name, 'code', i.code, 'subject', i.subject,
          'shortName', i.short_name, 'level', i.level, 'standing', i.standing, 'unit', i.unit, 'decimals', i.decimals, 'formula', i.formula,
          'baseline', trim_scale(i.baseline)::text, 'basis', i.basis, 'aggregation', i.aggregation, 'composite', i.composite,
          'evidence', i.evidence, 'valueScale', i.value_scale, 'validUntil', i.valid_until, 'position', i.position,
          'objectiveKey', o.key, 'unitKey', u.key, 'unitName', u.name, 'moneyOf', b.key, 'supportedBy', i.supported_by) order by i.position, i.id), '[]')
          from indicator i left join objective o on o.id = i.objective_id left join unit u on u.id = i.unit_id
          left join budget_row b on b.id = i.money_of_id where i.agreement_id = p.id and i.retired_at is null ${which.indicator}),
      'targets', (select coalesce(json_agg(json_build_object('revision', t.revision_id, 'indicator', t.indicator_id, 'quarter', t.quarter,
          'target', t.target)), '[]') from target t join revision r on r.id = t.revision_id
          where r.agreement_id = p.id ${which.target}),
      'references', (select coalesce(json_agg(json_build_object('indicator', f.indicator_id, 'kind', f.kind, 'year', f.year, 'name', f.name,
          'value', f.value) order by f.id), '[]') from reference f join indicator i on i.id = f.indicator_id and i.agency_id = f.agency_id
          where i.agreement_id = p.id ${which.reference}),
      'budget', (select coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'parentKey', parent_key, 'level', level,
          'code', code, 'previousYears', previous_years) order by position, id), '[]') from budget_row
          where agreement_id = p.id ${which.row}),
      'ceilings', (select coalesce(json_agg(json_build_object('revision', c.revision_id, 'row', c.budget_row_id,
          'ceiling', trim_scale(c.ceiling)::text, 'original', trim_scale(c.original)::text, 'plan', c.plan)), '[]')
          from budget_ceiling c join revision r on r.id = c.revision_id
          where r.agreement_id = p.id ${which.ceiling}),
      'realisations', (select coalesce(json_agg(json_build_object('row', m.budget_row_id, 'quarter', m.quarter, 'money', m.money)), '[]')
          from budget_realisation m join budget_row b on b.id = m.budget_row_id
          where b.agreement_id = p.id ${which.realisation}),
      'versions', (select coalesce(json_agg(n), '[]') from (${newestVersionsOf('p.id', which.indicator)}) n)
    ) as plan
    from agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id
    where p.agency_id = $1 and p.year = $2 and a.government_id = $3`

const wholePlan = statement(whole)
/** The plan of the agency `$1`, the year `$2` and the government `$3`, of the indicators `$4`. */
export const planOfSome = statement(part)

/** The revision that counts in a quarter: the highest number that has begun by then, else the first. `year` asks for the newest. */
export function revisionIn(revisions: StoredPlan['revisions'], quarter: number | 'year'): number | undefined {
  const begun = quarter === 'year' ? revisions : revisions.filter(({ fromQuarter }) => fromQuarter <= quarter)
  return (begun.at(-1) ?? revisions[0])?.id
}
