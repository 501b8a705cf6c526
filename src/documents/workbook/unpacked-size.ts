import { inflateRawSync } from 'node:zlib'
import { limits } from './workbook-format.ts'
import { zipEntries } from './zip-directory.ts'

/**
 * Unpacks every entry of a zip to count its true size, and gives up beyond the limit: what the directory claims may be a lie (a zip bomb).
 * Returns `too-large`, `broken`, or `fine`.
 */
export function inspectZip(bytes: Uint8Array, unpacked = limits.unpacked): 'fine' | 'too-large' | 'broken' {
  const read = zipEntries(bytes, limits.entries)
  if (read === 'too-many') return 'too-large'
  if (read === 'broken') return read
  let total = 0
  for (const { deflated, packed } of read.entries) {
    if (deflated) {
      try {
        total += inflateRawSync(packed, { maxOutputLength: unpacked - total + 1 }).length
      } catch (cause) {
        return cause instanceof RangeError ? 'too-large' : 'broken'
      }
    } else total += packed.length
    if (total > unpacked) return 'too-large'
  }
  return 'fine'
}
