import { catalogue } from './catalogue.ts'
import type { Decimal } from '../domain/decimal.ts'
import type { Texts } from './texts.ts'

type KnownUnit = keyof (typeof catalogue)['id']['units']['word']
const isKnown = (unit: string): unit is KnownUnit => Object.hasOwn(catalogue.id.units.word, unit)

/**
 * A unit as documents type it (`Persen`, `%`, `Nilai (0-4)`, `OB`), understood. Percent is written as a sign; indices,
 * values and grades have no unit word; anything else is a word that follows the number.
 */
export type UnitKind = { kind: 'percent' } | { kind: 'bare' } | { kind: 'word'; word: string }

const percents = /^(persen|prosen|percent|%)/
const bares = /^(nilai|indeks|index|skor|score|predikat|kategori|grade|poin|point|angka|rasio|level|-|n\/a)?$/

export const readUnit = (unit: string): UnitKind => {
  // What stands in brackets explains the unit to the planner: `Nilai (0-4)`, `Persen (indeks konversi)`.
  const bare = unit
    .replace(/\(.*?\)/g, ' ')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim()
  const lower = bare.toLowerCase()
  if (percents.test(lower)) return { kind: 'percent' }
  if (bares.test(lower)) return { kind: 'bare' }
  return { kind: 'word', word: isKnown(lower) ? lower : bare.split(' ').map(cased).join(' ') }
}

/** Abbreviations and signs keep their capitals: OB, KH, °C, kWh; a word has none in the middle of a line. */
const cased = (word: string): string => (/^[A-Z0-9/°]{2,6}$/.test(word) || /[a-z][A-Z]/.test(word) ? word : word.toLowerCase())

/** The unit's word beside an amount, translated where the locale knows it: `paket`, `packages`, `1 package`; empty for percent and bare values. */
export const writeUnit = (unit: string, amount: Decimal, texts: Texts): string => {
  const read = readUnit(unit)
  if (read.kind !== 'word') return ''
  // The plural form needs no more than whether it is one.
  return isKnown(read.word) ? texts.plain(`units.word.${read.word}`, { count: amount.abs().eq(1) ? 1 : 2 }) : read.word
}
