import { inflateRawSync } from 'node:zlib'
import { limits } from './workbook-format.ts'
import { plainZip, zipEntries } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/** Why a file is not read: more than it may hold, a cell so far out that all before it would fill the memory, or no zip. */
export type NotUnpacked = 'too-large' | 'too-far' | 'broken'

/**
 * Unpacks every entry of a zip to count its true size, and gives up beyond the limit: what the directory claims may be a lie (a zip bomb).
 * Returns a zip of what was counted, and of nothing else: who reads the first one from its beginning finds entries there that its directory
 * does not have.
 */
export function unpackWorkbook(bytes: Uint8Array, unpacked = limits.unpacked): Buffer<ArrayBuffer> | NotUnpacked {
  const read = zipEntries(bytes, limits.entries)
  if (read === 'too-many') return 'too-large'
  if (read === 'broken') return read
  const files: { name: string; content: Buffer }[] = []
  let total = 0
  let cells = 0
  for (const entry of read.entries) {
    const content = contentOf(entry, unpacked - total)
    if (typeof content === 'string') return content
    total += content.length
    // Charts, themes and pictures have an `r` of their own.
    if (content.includes('sheetData')) cells += reachOf(content.toString('latin1'))
    if (cells > limits.cells) return 'too-far'
    files.push({ name: entry.name, content })
  }
  return plainZip(files)
}

function contentOf({ deflated, packed }: ZipEntry, most: number): Buffer | 'too-large' | 'broken' {
  if (!deflated) return packed.length > most ? 'too-large' : packed
  try {
    const content = inflateRawSync(packed, { maxOutputLength: most + 1 })
    return content.length > most ? 'too-large' : content
  } catch (cause) {
    return cause instanceof RangeError ? 'too-large' : 'broken'
  }
}

/** Excel's own. Some programs write a last row without cells there. */
const mostRows = 1_048_576

/**
 * How many cells a sheet has up to the last row and column in which one is filled, or how many rows: whoever reads it lays out all of them,
 * for one cell at the end of a sheet sixteen thousand million. Rows and cells say where they are as `r="7"` and `r="C7"`, and cells without
 * a value are closed at once; what is written in another way is taken for the worst.
 */
function reachOf(xml: string): number {
  let [row, lastRow, filledRows, columns] = [0, 1, 0, 0]
  for (const [, , place = '', end] of xml.matchAll(/(?<=[\s"'])r\s*=\s*(["'])(.*?)\1((?:\s+[\w:]+="[^"<>]*")*\s*\/>)?/gs)) {
    const [, letters, number] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? []
    if (letters === undefined) {
      if (/[\d&]/.test(place)) return Infinity
      continue
    }
    if (letters === '') row = Number(number)
    lastRow = Math.max(lastRow, row, Number(number))
    if (lastRow > mostRows) return Infinity
    if (letters === '' || end !== undefined) continue
    filledRows = Math.max(filledRows, row, Number(number))
    columns = Math.max(
      columns,
      [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0),
    )
  }
  return Math.max(lastRow, filledRows * columns)
}
