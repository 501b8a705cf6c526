/** One packed file of a zip: its name, how it is packed (8: deflated), and its bytes as they stand. */
export type ZipEntry = { name: string; deflated: boolean; packed: Buffer }

/** The entries of a zip by its directory; `undefined` where it is broken, or holds more than `most`. */
export function zipEntries(bytes: Uint8Array, most: number): { entries: ZipEntry[] } | 'broken' | 'too-many' {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) return 'broken'
  const count = zip.readUInt16LE(end + 10)
  if (count > most) return 'too-many'
  const entries: ZipEntry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return 'broken'
    const [method, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    if (local + 30 > zip.length) return 'broken'
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    entries.push({ name, deflated: method === 8, packed: zip.subarray(from, from + size) })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return { entries }
}
