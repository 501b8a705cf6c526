import { dueRuleNames } from '../../calendar/due-rules.ts'
import { alertLevels, alertRuleNames } from '../../domain/leadership/alerts.ts'
import { formulaIds } from '../../domain/formulas.ts'
import { aggregations, efficiencyRules, reportStates, standings } from '../../domain/plan.ts'
import { channelNames } from '../../message/references.ts'
import { roleNames, roomScopes } from '../shape/people-part.ts'

/** How a cell is read: `decimal` is a number, `figure` and `target` have short forms of their own, `money` is rupiah or "12,5%", `rupiah` never a share; an `explanation` is for people and not read. */
export type CellKind =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'figure'
  | 'target'
  | 'money'
  | 'rupiah'
  | 'keys'
  | 'date'
  | 'instant'
  | 'quarter'
  | 'days'
  | 'explanation'

/** A column: its field (the heading's key in the texts), its kind and, for a drop-down, what may stand in it. */
export type ColumnFormat = { field: HeadingField; kind: CellKind; choices?: readonly string[]; width?: number }

const text = <F extends string>(field: F, width = 24) => ({ field, kind: 'text' as const, width })
const cell = <F extends string, K extends CellKind>(field: F, kind: K, width = 13) => ({ field, kind, width })
const oneOf = <F extends string>(field: F, choices: readonly string[]) => ({ field, kind: 'text' as const, choices, width: 16 })
const yesNo = <F extends string>(field: F) => ({ field, kind: 'boolean' as const, width: 12 })

const money = ['rupiah', 'percent'] as const
const references = ['previous-year', 'renstra-year', 'renstra-end', 'benchmark'] as const
const locales = ['id', 'en'] as const

/** Every list of the workbook: sheet name in the texts, and its columns. */
export const listSheets = {
  scales: [
    ...[
      text('key'),
      text('name', 40),
      text('source', 30),
      oneOf('gap', ['band-below', 'band-above', 'nearest']),
      oneOf('overlap', ['better', 'worse']),
    ],
    ...[
      text('label'),
      cell('lower', 'decimal'),
      yesNo('lowerInclusive'),
      cell('upper', 'decimal'),
      yesNo('upperInclusive'),
      cell('better', 'integer'),
    ],
  ],
  alerts: [
    oneOf('rule', alertRuleNames),
    yesNo('on'),
    cell('threshold', 'decimal'),
    cell('urgentFrom', 'decimal'),
    oneOf('alertLevel', alertLevels),
    cell('explanation', 'explanation', 90),
  ],
  units: [text('key'), text('name', 44), text('parent')],
  objectives: [text('key'), text('level', 16), text('name', 70), text('parent')],
  indicators: [
    ...[
      text('key', 30),
      text('code', 12),
      text('name', 50),
      text('subject', 36),
      text('shortName', 30),
      text('level', 14),
      oneOf('standing', standings),
    ],
    ...[text('objective'), text('unit', 12), cell('decimals', 'integer'), oneOf('formula', formulaIds), cell('baseline', 'decimal')],
    ...[
      oneOf('basis', ['parts', 'shown']),
      oneOf('aggregation', aggregations),
      oneOf('evidence', ['required', 'optional']),
      text('responsibleUnit'),
    ],
    ...[text('moneyOf'), cell('supportedBy', 'keys', 24), text('valueScale'), text('validUntil', 14), cell('targetYear', 'target')],
    ...[cell('target1', 'target'), cell('target2', 'target'), cell('target3', 'target'), cell('target4', 'target')],
    ...[oneOf('compositeKind', ['sum', 'mean', 'weighted', 'formula']), text('expression', 40)],
  ],
  inputs: [
    ...[text('indicator', 30), text('inputKey', 16), text('name', 44), text('unit', 12), oneOf('inputKind', ['number', 'ratio'])],
    ...[cell('weight', 'decimal'), cell('maximum', 'decimal'), text('owner')],
  ],
  references: [
    text('indicator', 30),
    oneOf('referenceKind', references),
    cell('year', 'integer'),
    text('name', 36),
    cell('value', 'figure'),
  ],
  budget: [
    ...[
      text('key', 30),
      text('parent', 30),
      oneOf('budgetLevel', ['total', 'program', 'kegiatan', 'subkegiatan']),
      text('code', 12),
      text('name', 50),
    ],
    ...[cell('ceiling', 'rupiah', 18), cell('originalCeiling', 'rupiah', 18), oneOf('planUnit', money)],
    ...[cell('plan1', 'money'), cell('plan2', 'money'), cell('plan3', 'money'), cell('plan4', 'money'), oneOf('realisedUnit', money)],
    ...[
      cell('realised1', 'money'),
      cell('realised2', 'money'),
      cell('realised3', 'money'),
      cell('realised4', 'money'),
      cell('realisedYear', 'rupiah', 18),
    ],
  ],
  budgetYears: [text('row', 30), cell('year', 'integer'), cell('ceiling', 'rupiah', 18), cell('realised', 'rupiah', 18)],
  people: [text('key', 34), text('name', 40), oneOf('locale', locales), text('phone', 18)],
  roles: [
    text('person', 34),
    oneOf('role', roleNames),
    oneOf('scope', ['unit', 'agency', 'government']),
    text('unitKey'),
    cell('from', 'date'),
  ],
  duties: [text('indicator', 34), text('person', 34), cell('from', 'date')],
  identities: [text('person', 34), oneOf('channel', channelNames), text('platformId'), text('chat')],
  rooms: [
    oneOf('channel', channelNames),
    text('platformId'),
    text('title', 36),
    oneOf('locale', locales),
    oneOf('scope', roomScopes),
    cell('agencies', 'keys', 30),
  ],
  reports: [
    ...[
      text('indicator', 34),
      cell('quarter', 'quarter'),
      cell('figure', 'figure', 16),
      oneOf('moneyUnit', money),
      cell('money', 'money', 16),
    ],
    ...[
      oneOf('state', reportStates),
      text('reason'),
      text('cause', 40),
      cell('at', 'instant', 24),
      text('by'),
      cell('decidedAt', 'instant', 24),
    ],
    ...[text('decidedBy'), yesNo('onTime')],
  ],
} as const

export type ListSheet = keyof typeof listSheets
export const listSheetNames = Object.keys(listSheets) as ListSheet[]
type HeadingField = (typeof listSheets)[ListSheet][number]['field']
export type { HeadingField }

/** The sheet of single values: paths of the document, in the order of the sheet. */
export const singleFields = [
  ...[
    'format',
    'government.key',
    'government.name',
    'government.zone',
    'government.demo',
    'agency.key',
    'agency.name',
    'agency.shortName',
    'year',
  ],
  ...[
    'revision.number',
    'revision.fromQuarter',
    'revision.signedOn',
    'revision.document',
    'rules.decimals',
    'rules.causeBelow',
    'rules.causeAbove',
  ],
  ...[
    'rules.cap',
    'rules.floorAtZero',
    'rules.ratingOn',
    'rules.meanOf',
    'rules.efficiency',
    'rules.renstraComparison',
    'rules.capaianScale',
  ],
  ...['rules.absorptionScale', 'rules.efficiencyScale', 'rules.dueRule', 'rules.dueNumber', 'rules.lockAfter', 'rules.lockDay'],
  ...['reminders.before', 'reminders.every', 'reminders.escalate.verifier', 'reminders.escalate.head', 'reminders.escalate.leadership'],
] as const

export const singleChoices: Partial<Record<string, readonly string[]>> = {
  'government.zone': ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  'rules.ratingOn': ['shown', 'unrounded'],
  'rules.meanOf': ['unrounded', 'realisation-as-shown', 'shown'],
  'rules.efficiency': efficiencyRules,
  'rules.renstraComparison': ['ratio', 'side-by-side'],
  'rules.dueRule': dueRuleNames,
}
export const singleIntegers = new Set<string>([
  'format',
  'year',
  'revision.number',
  'revision.fromQuarter',
  'rules.decimals',
  'rules.dueNumber',
  'rules.lockAfter',
  'rules.lockDay',
  'reminders.every',
  'reminders.escalate.verifier',
  'reminders.escalate.head',
  'reminders.escalate.leadership',
])
export const singleBooleans = new Set<string>(['government.demo', 'rules.floorAtZero'])
export const singleDecimals = new Set<string>(['rules.causeBelow', 'rules.causeAbove', 'rules.cap'])

/** The most that a workbook may hold. */
export const limits = { bytes: 20 * 1024 * 1024, unpacked: 200 * 1024 * 1024, entries: 500, rows: 20_000, cells: 5_000_000 }
