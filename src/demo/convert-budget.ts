import type { DocumentInput } from '../documents/document.ts'
import { uniqueKeys, sameName } from './source-keys.ts'
import { numberIn, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'
import type { Note } from './convert-scales.ts'

type BudgetInput = NonNullable<DocumentInput['budget']>[number]
type MoneyInput = { kind: 'rupiah' | 'percent'; value: string }
export type ConvertedBudget = BudgetInput & { quarters: (MoneyInput | null)[] }

const levels = ['total', 'program', 'kegiatan', 'subkegiatan'] as const
type Level = (typeof levels)[number]

/** A ceiling is no debt: a negative one is not understood. */
const ceilingIn = (value: unknown): string | undefined => {
  const number = numberIn(value)
  return number?.startsWith('-') ? undefined : number
}

const levelOf = (row: SourceRow): Level | undefined => {
  const level = (textOf(row, 'level') ?? '').toLowerCase().replace(/[^a-z]/g, '')
  return level === 'jumlah' ? 'total' : levels.find((known) => known === level)
}

/** The budget tree of the year. Rows of other years become what the row was before; quarterly realisations are kept apart, for reports. */
export function convertBudget(source: SourceRow, year: number, note: Note): ConvertedBudget[] {
  const all = rowsOf(source, 'budget').map((row) => ({
    row,
    year: Number(numberIn(row['year']) ?? year),
    level: levelOf(row),
    name: textOf(row, 'name') ?? textOf(row, 'code') ?? '',
    code: textOf(row, 'code'),
  }))
  const identity = (one: (typeof all)[number]) => [one.level, one.code ?? '', sameName(one.name), textOf(one.row, 'parent') ?? ''].join('|')
  const now = new Map<string, (typeof all)[number]>()
  const kept = all.filter((one) => {
    if (one.year !== year) return false
    if (!one.level || one.name === '' || ceilingIn(one.row['pagu']) === undefined) {
      note(one.name || 'budget row', 'no level, name or ceiling; left out')
      return false
    }
    if (
      one.level === 'total' &&
      all.some((other) => other !== one && other.level === 'total' && other.year === year && now.has(identity(other)))
    )
      return false
    const twin = now.get(identity(one))
    if (twin && numberIn(twin.row['pagu']) === numberIn(one.row['pagu'])) return false
    now.set(identity(one), one)
    return true
  })
  const keys = uniqueKeys(kept.map(({ name, level, row, code }) => [name, level, textOf(row, 'parent'), code]))
  const parents = kept.map((one, i) => parentOf(kept, i))
  return kept.map(({ row, level = 'program', name, code, ...one }, i) => {
    const parent = parents[i]
    const before = all.filter(
      (other) => other.year < year && other.year >= 1950 && identity(other) === identity({ row, level, name, code, ...one }),
    )
    const realised = numberIn(row['realisasi'])
    return {
      key: keys[i] ?? `baris-${i + 1}`,
      ...(parent !== undefined && { parent: keys[parent] }),
      level,
      ...(code !== undefined && { code }),
      name,
      ceiling: ceilingIn(row['pagu']) ?? '0',
      ...(ceilingIn(row['paguMurni']) !== undefined && { originalCeiling: ceilingIn(row['paguMurni']) }),
      ...planOf(row, name, note),
      realised: { ...(realised !== undefined && { year: realised }) },
      previousYears: Object.fromEntries(
        before.map(({ row: old, year: of }) => [
          of,
          withoutUndefined({ ceiling: numberIn(old['pagu']), realised: numberIn(old['realisasi']) }),
        ]),
      ),
      quarters: cells(row['quarterlyRealisasi'], unitOf(row, 'quarterlyRealisasi')) ?? [null, null, null, null],
    }
  })
}

const withoutUndefined = <T extends object>(from: T): Partial<T> => {
  const kept: Partial<T> = { ...from }
  for (const key in kept) if (kept[key] === undefined) delete kept[key]
  return kept
}

/** By its parent's name, else by its code (1.2.01 is above 1.2.01.1), else the last row before it of a higher level. */
function parentOf(rows: { row: SourceRow; level?: Level; name: string; code?: string }[], at: number): number | undefined {
  const self = rows[at]
  if (!self?.level || self.level === 'total') return undefined
  const rank = levels.indexOf(self.level)
  const higher = rows.flatMap((row, i) => (row.level && levels.indexOf(row.level) < rank && i !== at ? [{ ...row, i }] : []))
  const named = textOf(self.row, 'parent')
  const byName = named && higher.filter(({ name }) => sameName(name) === sameName(named)).at(-1)
  if (byName) return byName.i
  const byCode = higher
    .filter(({ code }) => code && self.code?.startsWith(`${code}.`))
    .sort((a, b) => (b.code?.length ?? 0) - (a.code?.length ?? 0))[0]
  if (byCode) return byCode.i
  const above = higher.filter(({ i, level }) => (i < at && level !== 'total') || level === 'total')
  return (above.filter(({ level }) => level !== 'total').at(-1) ?? above[0])?.i
}

const unitOf = (row: SourceRow, field: string): 'rupiah' | 'percent' => {
  const said = textOf(row, `${field}Unit`)
  if (said) return /rp|rupiah/i.test(said) ? 'rupiah' : 'percent'
  const values = row[field]
  return Array.isArray(values) && values.some((value) => Math.abs(Number(numberIn(value) ?? 0)) > 1000) ? 'rupiah' : 'percent'
}

/** Four cells of money; undefined where there are not four. */
const cells = (value: unknown, kind: 'rupiah' | 'percent'): (MoneyInput | null)[] | undefined => {
  if (!Array.isArray(value) || value.length !== 4) return undefined
  return value.map((cell) => {
    const number = numberIn(cell)
    return number === undefined ? null : { kind, value: number }
  })
}

function planOf(row: SourceRow, name: string, note: Note): Pick<BudgetInput, 'plan'> {
  const percent = cells(row['quarterlyAllocation'], unitOf(row, 'quarterlyAllocation'))
  const plan = percent ?? cells(row['quarterlyAllocationRp'], 'rupiah')
  if (!plan) return {}
  if (plan.some((cell) => cell === null)) note(name, 'empty cells of the quarterly plan count as 0')
  return { plan: plan.map((cell) => cell ?? { kind: plan.find((other) => other)?.kind ?? 'percent', value: '0' }) }
}
