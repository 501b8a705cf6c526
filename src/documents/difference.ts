import { canonical } from '../store/database/row-changes.ts'
import type { Document } from './shape/document.ts'
import { foundText } from './check/finding.ts'

/** One thing that an import would change; `path` names it by keys, `from` and `to` are short texts. */
export type Change = { path: string; kind: 'added' | 'removed' | 'changed'; from?: string; to?: string }

/** Lists that are told apart by a key; every other value is compared as a whole. */
const keyOf = (row: unknown): string | undefined => {
  if (typeof row !== 'object' || row === null) return undefined
  const of = (field: string): string | undefined => {
    const value: unknown = Reflect.get(row, field)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const indicator = of('indicator')
  if (of('key') !== undefined) return of('key')
  if (indicator !== undefined) return of('quarter') === undefined ? indicator : `${indicator} ${of('quarter')}`
  if (of('role') !== undefined) return [of('role'), of('scope'), of('unit')].filter(Boolean).join(' ')
  if (of('platformId') !== undefined) return `${of('channel')}:${of('platformId')}`
  return undefined
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What differs between two documents, as readable lines; none where they say the same. Order counts for indicators and budget rows only. */
export function difference(from: Document, to: Document): Change[] {
  const changes: Change[] = []
  compare('', from, to, changes)
  for (const section of ['indicators', 'budget', 'objectives'] as const) {
    const [before, after] = [from[section].map(({ key }) => key), to[section].map(({ key }) => key)]
    const common = (keys: string[], others: string[]) => keys.filter((key) => others.includes(key)).join(' ')
    if (common(before, after) !== common(after, before)) changes.push({ path: `${section} (order)`, kind: 'changed' })
  }
  return changes
}

/** What differs between parts of two documents. */
export function differenceOfParts(from: object, to: object): Change[] {
  const changes: Change[] = []
  compare('', from, to, changes)
  return changes
}

function compare(path: string, from: unknown, to: unknown, changes: Change[]): void {
  if (canonical(from) === canonical(to)) return
  const [absent, missing] = [from === undefined || from === null, to === undefined || to === null]
  if (absent) changes.push({ path, kind: 'added', to: brief(to) })
  else if (missing) changes.push({ path, kind: 'removed', from: brief(from) })
  else if (isKeyed(from) && isKeyed(to)) {
    const [before, after] = [byKey(from), byKey(to)]
    for (const key of new Set([...before.keys(), ...after.keys()])) compare(joined(path, key), before.get(key), after.get(key), changes)
  } else if (isObject(from) && isObject(to) && from['kind'] === undefined && to['kind'] === undefined) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) compare(joined(path, key), from[key], to[key], changes)
  } else changes.push({ path, kind: 'changed', from: brief(from), to: brief(to) })
}

const isKeyed = (rows: unknown): rows is unknown[] => Array.isArray(rows) && rows.every((row) => keyOf(row) !== undefined)
const joined = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)
const byKey = (rows: unknown[]): Map<string, unknown> => new Map(rows.map((row) => [keyOf(row) ?? '', row]))

/** A value as a reader needs it: the name of a thing, the number of a figure. */
function brief(value: unknown): string {
  if (Array.isArray(value)) return foundText(value.map(brief).join(', '))
  if (!isObject(value)) return foundText(value)
  if (typeof value['name'] === 'string') return foundText(value['name'])
  if (isObject(value['figure'])) return brief(value['figure'])
  if (value['kind'] === 'number' || value['kind'] === 'percent' || value['kind'] === 'rupiah') {
    const parts = value['parts']
    const number = isObject(parts) ? `${String(parts['numerator'])}/${String(parts['denominator'])}` : String(value['value'])
    return value['kind'] === 'percent' ? `${number}%` : number
  }
  if (value['kind'] === 'not-yet-published') return 'N/A'
  if (value['kind'] === 'grade')
    return value['score'] === undefined ? foundText(value['letter']) : `${foundText(value['letter'])} (${foundText(value['score'])})`
  if (value['kind'] === 'range') return `${String(value['low'])}–${String(value['high'])}`
  return foundText(value)
}
