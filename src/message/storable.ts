/** Neither NUL nor half a surrogate pair, as JSON writes them. */
const unstorable = /\\u0000|\\ud[89a-f]/i

/**
 * What came in without what PostgreSQL's JSON can't hold, wherever it stands: one such letter would be asked for again for ever, and all that
 * comes behind it would wait. NUL is left out, half a surrogate pair becomes the sign for what can't be read.
 */
export const storable = <T extends object>(incoming: T): T =>
  unstorable.test(JSON.stringify(incoming)) ? (cleaned(incoming) as T) : incoming

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, cleaned(own)]))
}
