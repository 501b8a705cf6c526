import type { DocumentInput } from '../documents/shape/document.ts'
import { uniqueKeys, sameName } from './source-keys.ts'
import { fourCells } from './source-quarters.ts'
import { isBlank, numberIn, rowsOf, rupiahIn, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'
import type { Note } from './convert-scales.ts'

type BudgetInput = NonNullable<DocumentInput['budget']>[number]
type MoneyInput = { kind: 'rupiah' | 'percent'; value: string }
export type ConvertedBudget = BudgetInput & { quarters: (MoneyInput | null)[] }

const levels = ['total', 'program', 'kegiatan', 'subkegiatan'] as const
type Level = (typeof levels)[number]

/** A ceiling is no debt: a negative one is not understood. */
const ceilingIn = (value: unknown): string | undefined => {
  const number = rupiahIn(value)
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
    if (one.year > year) note(one.name, `a budget row of ${one.year}, after ${year}; left out`)
    if (one.year !== year) return false
    if (!one.level || one.name === '' || ceilingIn(one.row['pagu']) === undefined) {
      note(one.name || 'budget row', 'no level, name or ceiling; left out')
      return false
    }
    const printedTotal =
      one.level === 'total' &&
      all.some((other) => other !== one && other.level === 'total' && other.year === year && now.has(identity(other)))
    const twin = now.get(identity(one))
    if (printedTotal || (twin && rupiahIn(twin.row['pagu']) === rupiahIn(one.row['pagu']))) {
      note(one.name, `${printedTotal ? 'another total' : 'a second row with the same name, code and ceiling'}; left out`)
      return false
    }
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
    const realised = rupiahIn(row['realisasi'])
    const odd = (field: string, what: string) => {
      if (!isBlank(row[field]) && rupiahIn(row[field]) === undefined)
        note(name, `${what} “${String(row[field])}” is not understood; left out`)
    }
    odd('realisasi', 'realisation')
    odd('paguMurni', 'original ceiling')
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
          withoutUndefined({ ceiling: rupiahIn(old['pagu']), realised: rupiahIn(old['realisasi']) }),
        ]),
      ),
      quarters: cells(row, 'quarterlyRealisasi', name, note) ?? cells(row, 'quarterlyRealisasiRp', name, note) ?? [null, null, null, null],
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
  if (field.endsWith('Rp')) return 'rupiah'
  const said = textOf(row, `${field}Unit`)
  if (said) return /rp|rupiah/i.test(said) ? 'rupiah' : 'percent'
  return (fourCells(row[field]) ?? []).some((value) => Math.abs(Number(rupiahIn(value) ?? 0)) > 1000) ? 'rupiah' : 'percent'
}

/** Four cells of money; undefined where the row has none. A cell that says its unit itself ("20%", "Rp 5 jt") has that. */
function cells(row: SourceRow, field: string, name: string, note: Note): (MoneyInput | null)[] | undefined {
  const four = fourCells(row[field])
  if (!four) note(name, `${field} “${JSON.stringify(row[field])}” has not one cell for each quarter; left out`)
  if (!four || four.every(isBlank)) return undefined
  const kind = unitOf(row, field)
  return four.map((cell, i) => {
    const own = typeof cell === 'string' ? (cell.includes('%') ? 'percent' : /rp|juta|jt|miliar/i.test(cell) ? 'rupiah' : kind) : kind
    const value = own === 'percent' ? numberIn(cell) : rupiahIn(cell)
    if (value === undefined && !isBlank(cell)) note(name, `${field} TW ${i + 1} “${String(cell)}” is not understood; left out`)
    return value === undefined ? null : { kind: own, value }
  })
}

function planOf(row: SourceRow, name: string, note: Note): Pick<BudgetInput, 'plan'> {
  const plan = cells(row, 'quarterlyAllocation', name, note) ?? cells(row, 'quarterlyAllocationRp', name, note)
  if (!plan) return {}
  if (plan.some((cell) => cell === null)) note(name, 'empty cells of the quarterly plan count as 0')
  return { plan: plan.map((cell) => cell ?? { kind: plan.find((other) => other)?.kind ?? 'percent', value: '0' }) }
}
