import { isRow } from './source-values.ts'

const names = [/^(?:triwulan|tw|q|kuartal)?[\s_.-]*(?:i|1)$/i, /^(?:triwulan|tw|q|kuartal)?[\s_.-]*(?:ii|2)$/i] as const
const later = [/^(?:triwulan|tw|q|kuartal)?[\s_.-]*(?:iii|3)$/i, /^(?:triwulan|tw|q|kuartal)?[\s_.-]*(?:iv|4)$/i] as const

/**
 * The four cells of a year: a list of four, or an object by quarter ("TW I", "Q1", "1"); nothing printed gives none. `undefined` where it
 * cannot be told which cell belongs to which quarter.
 */
export function fourCells(value: unknown): unknown[] | undefined {
  if (value === null || value === undefined || value === '' || value === '-') return [null, null, null, null]
  if (Array.isArray(value)) return value.length === 4 ? value : value.length === 0 ? [null, null, null, null] : undefined
  if (!isRow(value)) return undefined
  const entries = Object.entries(value)
  const found = [...names, ...later].map((name) => entries.filter(([key]) => name.test(key.trim())))
  const known = found.reduce((total, cells) => total + cells.length, 0)
  if (known !== entries.length || found.some((cells) => cells.length > 1)) return undefined
  return found.map(([cell]) => cell?.[1] ?? null)
}
