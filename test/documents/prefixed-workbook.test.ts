import { crc32, inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { cellMarks } from '../../src/documents/workbook/cell-marks.ts'
import { zipEntries } from '../../src/documents/workbook/zip-directory.ts'

/** The same zip with each of its XML files changed, nothing packed. */
function rewritten(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const read = zipEntries(bytes, 500)
  if (typeof read === 'string') throw new Error(read)
  const [files, directory] = [[] as Buffer[], [] as Buffer[]]
  let at = 0
  for (const { name, deflated, packed } of read.entries) {
    const body = Buffer.from(change((deflated ? inflateRawSync(packed) : packed).toString('utf8')))
    const common = Buffer.alloc(26)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const offset = Buffer.alloc(14)
    offset.writeUInt32LE(at, 10)
    files.push(Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(name), body)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, offset, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + body.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(read.entries.length, 8)
  end.writeUInt16LE(read.entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...files, ...directory, end]))
}

test('a workbook whose elements have a prefix, as some programs write it, has the same marks and merged cells', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Indikator & target')
  Object.assign(sheet.getCell('B2'), { value: 0.725, numFmt: '0.0%' })
  sheet.getCell('C2').value = { error: '#REF!' }
  sheet.mergeCells('D2:F2')
  const plain = new Uint8Array(await workbook.xlsx.writeBuffer())
  const isSpreadsheet = (xml: string) => /<(worksheet|workbook|styleSheet)\b/.test(xml.slice(0, 500))
  const prefixed = rewritten(plain, (xml) =>
    isSpreadsheet(xml) ? xml.replace(/<(\/?)(?=[A-Za-z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=') : xml,
  )
  const marks = cellMarks(prefixed).get('Indikator & target')
  expect([...(marks?.cells ?? [])]).toEqual([
    ['2:2', { kind: 'percent' }],
    ['2:3', { kind: 'error', found: '#REF!' }],
  ])
  expect(marks?.merged).toEqual(['D2:F2'])
  expect(cellMarks(prefixed)).toEqual(cellMarks(plain))
})
