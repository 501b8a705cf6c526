import { inflateRawSync } from 'node:zlib'
import { limits } from './workbook-format.ts'

/**
 * Unpacks every entry of a zip to count its true size, and gives up beyond the limit: what the directory claims may be a lie (a zip bomb).
 * Returns `too-large`, `broken`, or `fine`.
 */
export function inspectZip(bytes: Uint8Array, unpacked = limits.unpacked): 'fine' | 'too-large' | 'broken' {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) return 'broken'
  const entries = zip.readUInt16LE(end + 10)
  if (entries > limits.entries) return 'too-large'
  let at = zip.readUInt32LE(end + 16)
  let total = 0
  for (let i = 0; i < entries; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return 'broken'
    const [method, packed, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    if (local + 30 > zip.length) return 'broken'
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + packed)
    if (method === 8) {
      try {
        total += inflateRawSync(data, { maxOutputLength: unpacked - total + 1 }).length
      } catch (cause) {
        return cause instanceof RangeError ? 'too-large' : 'broken'
      }
    } else total += data.length
    if (total > unpacked) return 'too-large'
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return 'fine'
}
