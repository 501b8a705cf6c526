import type { ListSheet } from './workbook-format.ts'

/** A row of a list sheet as read: values by field, and the row's number in the sheet. */
export type ReadRow = { number: number; values: Record<string, unknown> }
export type ReadSheets = Record<ListSheet, ReadRow[]>

/** Where a path of the document came from; the longest prefix that is known answers. */
export type Origins = Map<string, { sheet: ListSheet | 'agency'; row: number; field?: string }>

type Json = Record<string, unknown>

/** Puts the rows of the lists together as the JSON document that the schema reads, and remembers where each part stood. */
export function collect(single: Json, sheets: ReadSheets, origins: Origins): Json {
  const mark = (path: string, sheet: ListSheet, { number, values }: ReadRow, as: Record<string, string> = {}): void => {
    origins.set(path, { sheet, row: number })
    for (const field of new Set([...Object.keys(as), ...Object.keys(values)]))
      origins.set(`${path}.${as[field] ?? field}`, { sheet, row: number, field })
  }
  const of = (sheet: ListSheet, field: string, key: unknown): ReadRow[] => sheets[sheet].filter(({ values }) => values[field] === key)
  const simple = (sheet: ListSheet, to: string): Json[] =>
    sheets[sheet].map((row, i) => {
      mark(`${to}.${i}`, sheet, row)
      return row.values
    })
  return {
    ...single,
    scales: collectScales(sheets.scales, mark),
    ...(sheets.alerts.length > 0 && { alerts: collectAlerts(sheets.alerts, mark) }),
    units: simple('units', 'units'),
    objectives: simple('objectives', 'objectives'),
    indicators: sheets.indicators.map((row, i) => {
      const path = `indicators.${i}`
      mark(path, 'indicators', row, targetPaths)
      const { targetYear, target1, target2, target3, target4, compositeKind, expression, ...values } = row.values
      const cells = [target1, target2, target3, target4].map((cell) => cell ?? null)
      const inputs = of('inputs', 'indicator', values['key'])
      for (const [j, input] of inputs.entries())
        mark(`${path}.composite.inputs.${j}`, 'inputs', input, { inputKey: 'key', inputKind: 'kind' })
      return {
        ...values,
        targets: { year: targetYear ?? null, quarters: cells },
        ...((compositeKind !== undefined || inputs.length > 0) && {
          composite: { kind: compositeKind, expression, inputs: inputs.map(inputOf) },
        }),
        ...references(of('references', 'indicator', values['key']), path, mark),
      }
    }),
    budget: sheets.budget.map((row, i) => {
      mark(`budget.${i}`, 'budget', row, budgetPaths)
      const {
        budgetLevel,
        planUnit: _,
        realisedUnit: _unit,
        plan1,
        plan2,
        plan3,
        plan4,
        realised1,
        realised2,
        realised3,
        realised4,
        realisedYear,
        ...values
      } = row.values
      const plan = [plan1, plan2, plan3, plan4]
      const done = [realised1, realised2, realised3, realised4].map((cell) => cell ?? null)
      const years = of('budgetYears', 'row', values['key'])
      for (const year of years) mark(`budget.${i}.previousYears.${String(year.values['year'])}`, 'budgetYears', year)
      return {
        ...values,
        level: budgetLevel,
        ...(plan.some((cell) => cell !== undefined) && { plan }),
        realised: { quarters: done, ...(realisedYear !== undefined && { year: realisedYear }) },
        previousYears: Object.fromEntries(years.map(({ values: { year, ceiling, realised } }) => [String(year), { ceiling, realised }])),
      }
    }),
    people: sheets.people.map((row, i) => {
      mark(`people.${i}`, 'people', row)
      const list = (sheet: ListSheet, to: string, as?: Record<string, string>) =>
        of(sheet, 'person', row.values['key']).map((item, j) => {
          mark(`people.${i}.${to}.${j}`, sheet, item, as)
          const { person: _, unitKey, ...values } = item.values
          return { ...values, ...(unitKey !== undefined && { unit: unitKey }) }
        })
      return {
        ...row.values,
        roles: list('roles', 'roles', { unitKey: 'unit' }),
        responsible: list('duties', 'responsible'),
        identities: list('identities', 'identities'),
      }
    }),
    rooms: simple('rooms', 'rooms'),
    reports: sheets.reports.map((row, i) => {
      mark(`reports.${i}`, 'reports', row)
      const { moneyUnit: _, ...values } = row.values
      return values
    }),
  }
}

const targetPaths = {
  ...{ targetYear: 'targets.year', target1: 'targets.quarters.0', target2: 'targets.quarters.1', target3: 'targets.quarters.2' },
  ...{ target4: 'targets.quarters.3', compositeKind: 'composite.kind', expression: 'composite.expression' },
}
const budgetPaths = {
  ...{ budgetLevel: 'level', plan1: 'plan.0', plan2: 'plan.1', plan3: 'plan.2', plan4: 'plan.3', realised1: 'realised.quarters.0' },
  ...{
    realised2: 'realised.quarters.1',
    realised3: 'realised.quarters.2',
    realised4: 'realised.quarters.3',
    realisedYear: 'realised.year',
  },
}

/** Parts of a row that have several columns, and the column that stands for all of them. */
export const wholes: Partial<Record<string, string>> = {
  targets: 'targetYear',
  composite: 'compositeKind',
  plan: 'plan1',
  realised: 'realisedYear',
}

/** A row for each rule; a rule that is listed and of which nothing is said stands as it is by default. */
const collectAlerts = (rows: ReadRow[], mark: Mark): Json =>
  Object.fromEntries(
    rows.map((row) => {
      const { rule, alertLevel, ...set } = row.values
      mark(`alerts.${String(rule)}`, 'alerts', row, { alertLevel: 'level' })
      return [String(rule), { ...set, ...(alertLevel !== undefined && { level: alertLevel }) }]
    }),
  )

const inputOf = ({ values: { indicator: _, inputKey, inputKind, ...values } }: ReadRow): Json => ({
  ...values,
  key: inputKey,
  kind: inputKind,
})

type Mark = (path: string, sheet: ListSheet, row: ReadRow, as?: Record<string, string>) => void

/** Bands of one key are one scale; what is said of the scale stands in its first row. */
function collectScales(rows: ReadRow[], mark: Mark): Json[] {
  const keys = [...new Set(rows.map(({ values }) => values['key']))]
  return keys.map((key, i) => {
    const bands = rows.filter(({ values }) => values['key'] === key)
    const { gap, overlap, name, source } = bands[0]?.values ?? {}
    for (const [j, band] of bands.entries()) mark(`scales.${i}.bands.${j}`, 'scales', band)
    if (bands[0]) mark(`scales.${i}`, 'scales', bands[0], { gap: 'policy.gap', overlap: 'policy.overlap' })
    const read = bands.map(({ values: { label, lower, lowerInclusive, upper, upperInclusive, better } }) => ({
      label,
      lower,
      lowerInclusive,
      upper,
      upperInclusive,
      better,
    }))
    return { key, name, source, policy: { gap, overlap }, bands: read }
  })
}

function references(rows: ReadRow[], path: string, mark: Mark): Json {
  const kindOf = ({ values }: ReadRow) => values['referenceKind']
  const byYear = (kind: string, to: string) =>
    Object.fromEntries(
      rows
        .filter((row) => kindOf(row) === kind)
        .map((row) => {
          mark(`${path}.${to}.${String(row.values['year'])}`, 'references', row)
          return [String(row.values['year']), row.values['value']]
        }),
    )
  const end = rows.find((row) => kindOf(row) === 'renstra-end')
  if (end) mark(`${path}.renstra.end`, 'references', end, { value: 'target' })
  return {
    previousYears: byYear('previous-year', 'previousYears'),
    renstra: {
      targets: byYear('renstra-year', 'renstra.targets'),
      ...(end && { end: { year: end.values['year'], target: end.values['value'] } }),
    },
    comparisons: rows
      .filter((row) => kindOf(row) === 'benchmark')
      .map((row, i) => {
        mark(`${path}.comparisons.${i}`, 'references', row, { value: 'figure' })
        return { name: row.values['name'], figure: row.values['value'] }
      }),
  }
}
