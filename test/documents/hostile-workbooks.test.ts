import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readDocuments } from '../../src/documents/import-documents.ts'
import { readSheet } from '../../src/documents/workbook/read-sheet.ts'
import { unpackWorkbook } from '../../src/documents/workbook/unpack-workbook.ts'
import { plainZip } from '../../src/documents/workbook/zip-directory.ts'

const office = 'http://schemas.openxmlformats.org'
const first = '<row r="1"><c r="A1"><v>1</v></c></row>'

/** The parts of a workbook with one sheet of these rows. */
const parts = (rows: string) =>
  Object.entries({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${first}${rows}</sheetData></worksheet>`,
  }).map(([name, text]) => ({ name, content: Buffer.from(text) }))
const workbook = (rows: string) => plainZip(parts(rows))

test('a workbook is read, also one with a last row that is empty, as LibreOffice writes it', async () => {
  expect(await readSheet(workbook(''))).toEqual([[1]])
  expect(await readSheet(workbook('<row r="1048576" ht="12.8"><c r="A1048576" s="1"/></row>'))).toEqual([[1]])
})

test('a workbook with a chart is read, whatever its margins are called', async () => {
  const chart = { name: 'xl/charts/chart1.xml', content: Buffer.from('<c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75"/>') }
  expect(await readSheet(plainZip([...parts(''), chart]))).toEqual([[1]])
})

test.each([
  ['at the end of the sheet', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
  ['behind its end', '<row r="99999999"><c r="A99999999"><v>1</v></c></row>'],
  ['in a row that says to be another', '<row r="1048576"><c r="XFD2"><v>1</v></c></row>'],
  ['that seems to be empty', '<row r="1048576"><c r="XFD1048576" t="/>"><v>1</v></c></row>'],
  ['in single quotes', "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>"],
  ['with its number in disguise', '<row r="&#49;048576"><c r="XFD2"><v>1</v></c></row>'],
  ['with its number as a power', '<row r="1e9"/>'],
])('a cell %s would fill the memory with what lies before it, and is not read', async (_, rows) => {
  expect(await readSheet(workbook(rows))).toBeUndefined()
  expect((await readDocuments({ bytes: workbook(rows) })).findings.map(({ code }) => code)).toEqual(['too-many-rows'])
})

test('what lies in a zip without being in its directory is not unpacked', async () => {
  const plain = workbook('')
  const name = Buffer.from('xl/sharedStrings.xml')
  const packed = deflateRawSync(Buffer.alloc(50 * 2 ** 20, ' '))
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(50 * 2 ** 20, 22)
  head.writeUInt16LE(name.length, 26)
  const hidden = Buffer.concat([head, name, packed])
  const at = plain.readUInt32LE(plain.length - 6)
  const zip = Buffer.concat([plain.subarray(0, at), hidden, plain.subarray(at)])
  zip.writeUInt32LE(at + hidden.length, zip.length - 6)
  expect(unpackWorkbook(zip, 2 ** 20)).toEqual(plain)
  expect(await readSheet(zip)).toEqual([[1]])
})
