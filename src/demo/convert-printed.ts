import { Decimal } from '../domain/decimal.ts'
import { absorptionOf } from '../domain/money/budget.ts'
import type { Choices } from './choices.ts'
import { computed, decimalsOf, prints } from './convert-formula.ts'
import type { ConvertedIndicator } from './convert-indicators.ts'
import type { Note } from './convert-scales.ts'
import { looseSign, numberIn, rowsOf, rupiahIn, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** Says where a printed capaian does not follow from the target and the realisation that were read: a cap, another formula, or an error of the report. */
export function checkCapaian(indicators: ConvertedIndicator[], choices: Choices, note: Note): void {
  for (const { indicator, year, capaianPrinted } of indicators) {
    const printed = numberIn(capaianPrinted)
    if (capaianPrinted === undefined || printed === undefined || choices.yearReports[indicator.key] || choices.indicators[indicator.key])
      continue
    const baseline = indicator.baseline === undefined ? undefined : String(indicator.baseline)
    const value = computed(
      indicator.targets.year,
      year,
      indicator.formula ?? 'maximise',
      indicator.basis ?? 'parts',
      indicator.decimals ?? 2,
      baseline,
    )
    if (prints(value, capaianPrinted)) continue
    const ours = value ? value.toFixed(Math.max(2, decimalsOf(capaianPrinted))) : 'none'
    note(indicator.name, `capaian is printed as ${capaianPrinted}, from its target and realisation follows ${ours}`)
  }
}

/** Says where a printed absorption does not follow from the money beside it. */
export function checkAbsorption(source: SourceRow, note: Note): void {
  for (const row of rowsOf(source, 'budget')) {
    const [ceiling, spent, printed] = [rupiahIn(row['pagu']), rupiahIn(row['realisasi']), textOf(row, 'percentPrinted')]
    if (ceiling === undefined || spent === undefined || printed === undefined || numberIn(printed) === undefined) continue
    const value = absorptionOf(new Decimal(spent), new Decimal(ceiling))
    if (prints(value, printed)) continue
    const ours = value ? value.toFixed(Math.max(2, decimalsOf(printed))) : 'none (its ceiling is zero)'
    note(textOf(row, 'name') ?? 'budget row', `absorption is printed as ${printed}, from its money follows ${ours}`)
  }
}

const read: Record<string, readonly string[]> = {
  agency: [
    'name',
    'short',
    'shortName',
    'government',
    'pemda',
    'level',
    'year',
    'document',
    'zone',
    'timezone',
    'timeZone',
    'zonaWaktu',
    'province',
    'provinsi',
  ],
  scales: ['name', 'appliesTo', 'legalBasis', 'source', 'bands', 'bandsNote'],
  indicators: [
    ...['level', 'parent', 'name', 'subject', 'code', 'iku', 'unit', 'direction', 'responsible', 'responsibleInferred', 'annualTarget'],
    ...['annualTargetPrinted', 'quarterlyTargets', 'quarterlyRealisasi', 'aggregation', 'aggregationNote', 'targetsByYear', 'baseline'],
    ...['renstraEndTarget', 'realisasiByYear', 'realisasi', 'capaianPrinted', 'categoryPrinted', 'components', 'validUntil'],
  ],
  budget: [
    ...['year', 'level', 'code', 'name', 'parent', 'pagu', 'paguMurni', 'realisasi', 'percentPrinted', 'table', 'quarterlyAllocation'],
    ...['quarterlyAllocationUnit', 'quarterlyAllocationRp', 'quarterlyRealisasi', 'quarterlyRealisasiUnit', 'quarterlyRealisasiRp'],
  ],
}
const sections = [
  ...Object.keys(read),
  'about',
  'formulas',
  'comparisons',
  'aggregates',
  'efficiency',
  'capaianRows',
  'roles',
  'meaning',
  'year',
]

/** Says which sections and fields of a file are not read at all: a reader can tell whether something of weight is among them. */
export function tellUnread(source: SourceRow, note: Note): void {
  const unknown = Object.keys(source).filter((section) => !sections.includes(section))
  if (unknown.length) note('sections', `not read: ${unknown.join(', ')}`)
  for (const [section, fields] of Object.entries(read)) {
    const rows = section === 'agency' ? [source['agency']] : rowsOf(source, section)
    const found = new Set(rows.flatMap((row) => (typeof row === 'object' && row !== null ? Object.keys(row) : [])))
    const left = [...found].filter((field) => !fields.includes(field))
    if (left.length) note(section, `fields that are not read: ${left.join(', ')}`)
  }
}

/** Says what a row leaves in doubt although it could be read: a sign before its target. */
export function tellSign(row: SourceRow, name: string, note: Note): void {
  const sign = looseSign(row['annualTarget'])
  if (sign) note(name, `target “${textOf(row, 'annualTarget') ?? ''}” is taken as the number without “${sign}”`)
}

/** Lists the aggregations that a file gives and itself calls unknown, by its reason: a person has to confirm them. */
export function tellDoubtfulAggregations(indicators: ConvertedIndicator[], note: Note): void {
  const doubtful = new Map<string, string[]>()
  for (const { row, indicator } of indicators) {
    const [given, why] = [textOf(row, 'aggregation'), textOf(row, 'aggregationNote')]
    if (!given || !why || !/\b(unknown|tidak (diketahui|jelas)|atau)\b/i.test(why)) continue
    const reason = `${given}, which the file has, is in doubt (“${why}”)`
    doubtful.set(reason, [...(doubtful.get(reason) ?? []), indicator.key])
  }
  for (const [reason, keys] of doubtful) note('aggregation', `${reason}: ${keys.join(', ')}`)
}
