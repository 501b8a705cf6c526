/** What has to be done so that stored rows say what is wanted. `gone` are rows that nobody wants any more. */
export type RowChanges<Wanted, Stored> = { create: Wanted[]; update: { id: number; row: Wanted }[]; gone: Stored[]; same: number }

/** Compares by key, and rows of one key field by field, so that an unchanged document writes nothing. */
export function rowChanges<Wanted extends { key: string }, Stored extends { id: number; key: string }>(
  wanted: readonly Wanted[],
  stored: readonly Stored[],
): RowChanges<Wanted, Stored> {
  const byKey = new Map(stored.map((row) => [row.key, row]))
  const changes: RowChanges<Wanted, Stored> = { create: [], update: [], gone: [], same: 0 }
  for (const row of wanted) {
    const before = byKey.get(row.key)
    byKey.delete(row.key)
    if (!before) changes.create.push(row)
    else if (sameFields(row, before)) changes.same++
    else changes.update.push({ id: before.id, row })
  }
  changes.gone.push(...byKey.values())
  return changes
}

/** Whether every field of `wanted` has that value in `stored`. Nothing, null and undefined are one; so are a decimal and its text. */
export const sameFields = (wanted: object, stored: object): boolean => {
  const before = new Map(Object.entries(stored))
  return Object.entries(wanted).every(([field, value]) => canonical(value) === canonical(before.get(field)))
}

type WithText = { toFixed: () => string }
const isDecimal = (value: object): value is WithText => 'toFixed' in value && typeof value.toFixed === 'function'

/** One text for equal values, whatever the order of their keys (jsonb keeps none). */
export function canonical(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isDecimal(value)) return JSON.stringify(value.toFixed())
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(',')}}`
}

/** Rows by what `of` says of them, in their order. */
export function groupedBy<Key, Row>(rows: readonly Row[], of: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(of(row))
    if (group) group.push(row)
    else groups.set(of(row), [row])
  }
  return groups
}
