import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import type { DocumentInput } from '../../src/documents/shape/document.ts'
import { readDocuments } from '../../src/documents/import-documents.ts'
import { writeFinding } from '../../src/documents/check/write-finding.ts'
import { singleFields } from '../../src/documents/workbook/workbook-format.ts'
import { writeWorkbook } from '../../src/documents/workbook/write-workbook.ts'
import { catalogue } from '../../src/text/catalogue.ts'
import { createTexts } from '../../src/text/texts.ts'

const base: DocumentInput = {
  government: { key: 'kota-contoh', name: 'Kota Contoh' },
  agency: { key: 'BKD', name: 'Badan Contoh', shortName: 'BKD' },
  year: 2024,
  rules: { capaianScale: 'c' },
  scales: [{ key: 'c', name: 'Capaian', bands: [{ label: 'Baik', lower: 0 }] }],
  indicators: [
    {
      ...{ key: 'a', name: 'Indeks', level: 'sasaran', standing: 'agreement', unit: 'Persen', aggregation: 'once' },
      ...{ targets: { year: 72.5 }, previousYears: { 2023: 70 }, renstra: { end: { year: 2026, target: 80 } } },
      ...{ composite: { kind: 'weighted', inputs: [{ key: 'x', name: 'X', weight: 0.8 }] } },
    },
  ],
  budget: [
    { key: 'p', level: 'program', name: 'P', ceiling: 1000, realised: { quarters: [{ kind: 'rupiah', value: 1 }, null, null, null] } },
  ],
  people: [{ key: 'q', name: 'Q', roles: [{ role: 'officer' }], responsible: ['a'] }],
}
let bytes: Uint8Array
/** The first free row of the sheet of single values, below its heading. */
const afterLast = singleFields.length + 2
beforeAll(async () => {
  bytes = await writeWorkbook(ImportDocument.parse(base))
})

class Book {
  private readonly workbook: ExcelJS.Workbook
  constructor(workbook: ExcelJS.Workbook) {
    this.workbook = workbook
  }
  sheet(name: string): ExcelJS.Worksheet {
    const sheet = this.workbook.getWorksheet(name)
    if (!sheet) throw new Error(name)
    return sheet
  }
  cell(sheet: string, row: number, heading: string): ExcelJS.Cell {
    const headings: unknown = this.sheet(sheet).getRow(1).values
    return this.sheet(sheet).getCell(row, (headings as unknown[]).indexOf(heading))
  }
}
const target = (book: Book) => book.cell('Indikator', 2, 'Target setahun')

/** What a changed workbook reads as: its document, and each error as place and found value. */
async function changed(change: (book: Book) => void) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.slice().buffer)
  change(new Book(workbook))
  const { documents, findings } = await readDocuments({ bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) })
  const errors = findings.filter(({ severity }) => severity === 'error')
  const texts = createTexts('id')
  return {
    document: documents[0],
    errors: errors.map((one) => `${one.code} ${writeFinding(texts, one).where} “${writeFinding(texts, one).found}”`),
  }
}

describe('cells whose value does not tell all', () => {
  test('72,5% typed in Excel is 72,5: as a target, in money, in a bound; a weight stays a share', async () => {
    const percent = (cell: ExcelJS.Cell, value: number, format = '0.0%') => Object.assign(cell, { value, numFmt: format })
    const { document, errors } = await changed((book) => {
      percent(target(book), 0.725)
      percent(book.cell('Anggaran', 2, 'Realisasi TW I'), 0.2)
      percent(book.cell('Skala', 2, 'Batas bawah'), 0.6, '0%')
      percent(book.cell('Masukan', 2, 'Bobot'), 0.3)
      percent(book.cell('Pembanding', 2, 'Nilai'), 0.141, '0.0 "%"')
    })
    expect(errors).toEqual([])
    expect(document?.indicators[0]?.targets.year).toEqual({ kind: 'number', value: '72.5' })
    expect(document?.budget[0]?.realised.quarters[0]).toEqual({ kind: 'percent', value: '20' })
    expect(document?.scales[0]?.bands[0]?.lower).toBe('60')
    expect(document?.indicators[0]?.composite?.inputs[0]?.weight).toBe('0.3')
    expect(document?.indicators[0]?.previousYears['2023']).toEqual({ kind: 'number', value: '0.141' })
  })

  test('text in percent is read alike', async () => {
    const { document } = await changed((book) => {
      target(book).value = '72,25%'
      book.cell('Masukan', 2, 'Bobot').value = '80%'
    })
    expect(document?.indicators[0]?.targets.year).toEqual({ kind: 'number', value: '72.25' })
    expect(document?.indicators[0]?.composite?.inputs[0]?.weight).toBe('0.8')
  })

  test('a computed formula is its result, rich text and links are their text', async () => {
    const { document, errors } = await changed((book) => {
      target(book).value = { formula: '70+2', result: 72 }
      book.cell('Indikator', 2, 'Nama').value = { richText: [{ text: 'Indeks ' }, { text: 'baru' }] }
      book.cell('Pejabat', 2, 'Nama').value = { text: 'Kepala', hyperlink: 'https://example.go.id' }
    })
    expect(errors).toEqual([])
    expect(document?.indicators[0]).toMatchObject({ name: 'Indeks baru', targets: { year: { value: '72' } } })
    expect(document?.people[0]?.name).toBe('Kepala')
  })

  test.each<[string, ExcelJS.CellValue, string]>([
    ['a formula without a result', { formula: '70+2' }, 'not-computed lembar Indikator, baris 2, kolom Target setahun “=70+2”'],
    ['an error', { error: '#REF!' }, 'cell-error lembar Indikator, baris 2, kolom Target setahun “#REF!”'],
    ['a date', new Date('2024-02-01'), 'not-a-target lembar Indikator, baris 2, kolom Target setahun “2024-02-01”'],
    ['yes and no', true, 'not-a-target lembar Indikator, baris 2, kolom Target setahun “true”'],
  ])('%s is refused', async (_what, value, expected) => {
    const { document, errors } = await changed((book) => (target(book).value = value))
    expect([document, errors]).toEqual([undefined, [expected]])
  })
})

describe('what would be lost in silence', () => {
  test.each<[string, (book: Book) => unknown, string[]]>([
    [
      'a filled column without a heading',
      (book) => (book.cell('Indikator', 1, 'Target setahun').value = null),
      ['heading-missing lembar Indikator, baris 1, kolom 21 “-”'],
    ],
    [
      'a heading twice',
      (book) => (book.sheet('Unit').getCell(1, 4).value = 'nama'),
      ['duplicate-column lembar Unit, baris 1, kolom 4 “nama”'],
    ],
    [
      'an unknown column',
      (book) => (book.sheet('Unit').getCell(1, 4).value = 'Catatan'),
      ['unknown-column lembar Unit, baris 1, kolom 4 “Catatan”'],
    ],
    [
      'a row of nobody',
      (book) => book.sheet('Peran').addRow(['tak-ada', 'officer']),
      ['unknown-reference lembar Peran, baris 61, kolom Pejabat “tak-ada”'],
    ],
    [
      'a row without its owner',
      (book) => (book.cell('Pembanding', 4, 'Nilai').value = 5),
      ['required lembar Pembanding, baris 4, kolom Indikator “-”', 'required lembar Pembanding, baris 4, kolom Jenis “-”'],
    ],
    [
      'an unknown kind of comparison',
      (book) => (book.cell('Pembanding', 2, 'Jenis').value = 'previous-yaer'),
      ['not-in-list lembar Pembanding, baris 2, kolom Jenis “previous-yaer”'],
    ],
    [
      'a second end of the Renstra',
      (book) => (book.sheet('Pembanding').getRow(4).values = ['a', 'renstra-end', 2030, '', 90]),
      ['duplicate-row lembar Pembanding, baris 4, kolom Jenis “renstra-end”'],
    ],
    [
      'an unknown label',
      (book) => book.sheet('Instansi').addRow(['rules.dueNumbr', 3]),
      [`unknown-field lembar Instansi, baris ${afterLast}, kolom Nilai “rules.dueNumbr”`],
    ],
    [
      'a label twice',
      (book) => book.sheet('Instansi').addRow(['year', 2025]),
      [`duplicate-row lembar Instansi, baris ${afterLast}, kolom Nilai “year”`],
    ],
  ])('%s is refused with its place', async (_what, change, expected) => {
    const { document, errors } = await changed(change)
    expect([document, errors]).toEqual([undefined, expected])
  })

  test('a wrong value among single values is told once, and what is wrong with a whole row stands at its key', async () => {
    const { errors } = await changed((book) => {
      for (let row = 2; row < 30; row++)
        if (book.sheet('Instansi').getCell(row, 1).value === 'year') book.sheet('Instansi').getCell(row, 2).value = 'dua ribu'
      for (const row of [2, 3]) book.sheet('Realisasi').getRow(row).values = ['a', 1, 70]
    })
    expect(errors).toEqual([
      'not-a-number lembar Instansi, baris 10, kolom Nilai “dua ribu”',
      'duplicate-report lembar Realisasi, baris 3, kolom Indikator “a 1”',
    ])
  })
})

describe('merged cells', () => {
  const place = (book: Book, heading: string) => Number(book.cell('Indikator', 2, heading).col)
  test.each<[string, (book: Book) => unknown, string[]]>([
    [
      'one target over four quarters',
      (book) => {
        book.cell('Indikator', 2, 'Target TW I').value = 16
        book.sheet('Indikator').mergeCells(2, place(book, 'Target TW I'), 2, place(book, 'Target TW IV'))
      },
      ['merged-cells lembar Indikator, baris 2, kolom Target TW I “V2:Y2”'],
    ],
    [
      'a key over two rows, of which the second has none then',
      (book) => {
        const sheet = book.sheet('Unit')
        sheet.getCell('A2').value = 'hukum'
        ;[sheet.getCell('B2').value, sheet.getCell('B3').value] = ['Bagian Hukum', 'Bagian Umum']
        sheet.mergeCells('A2:A3')
      },
      ['merged-cells lembar Unit, baris 2, kolom Kunci “A2:A3”'],
    ],
    [
      'a heading over the first row below it',
      (book) => book.sheet('Pejabat').mergeCells('B1:B2'),
      ['merged-cells lembar Pejabat, baris 2, kolom Nama “B1:B2”'],
    ],
    [
      'one value for two labels of the agency',
      (book) => book.sheet('Instansi').mergeCells('B3:B4'),
      ['merged-cells lembar Instansi, baris 3, kolom Nilai “B3:B4”'],
    ],
  ])('%s: the range is named, once', async (_what, change, expected) => {
    const { document, errors } = await changed(change)
    expect([document, errors]).toEqual([undefined, expected])
  })

  test('of guides, of explanations, over an unread neighbour and of empty cells lose nothing', async () => {
    const { document, errors } = await changed((book) => {
      book.sheet('Petunjuk').mergeCells('A1:D3')
      book.sheet('Instansi').mergeCells('B3:C3')
      book.sheet('Unit').mergeCells('A5:C6')
      const alerts = book.sheet('Peringatan')
      for (const [i, rule] of ['drop', 'overshoot'].entries()) alerts.getRow(i + 2).values = [rule, true, 30, '', '', 'Lihat rapat']
      alerts.mergeCells('F2:F3')
    })
    expect(errors).toEqual([])
    expect(document?.alerts).toMatchObject({ drop: { threshold: '30' }, overshoot: { threshold: '30' } })
  })
})

describe('places are those of the sheet', () => {
  const sentences = async (book: Uint8Array) => {
    const { findings } = await readDocuments({ bytes: book })
    return findings.map((one) => writeFinding(createTexts('id'), one).sentence)
  }
  const several = ImportDocument.parse({
    ...base,
    indicators: base.indicators?.flatMap(({ composite: _, previousYears: _years, renstra: _renstra, ...one }) => [
      one,
      { ...one, key: 'b', aggregation: 'sum', targets: { year: 9, quarters: [1, 2, 3, 4] } },
      { ...one, key: 'c', composite: { kind: 'formula', inputs: [{ key: 'x', name: 'X' }] } },
      one,
    ]),
    reports: [1, 2, 1].map((quarter) => ({ indicator: 'a', quarter: quarter as 1 | 2, figure: 1 })),
  })

  test('what is there already is named by its row, a sum by the column that it misses, a missing cell by its heading', async () => {
    expect((await sentences(await writeWorkbook(several))).filter((one) => !one.includes('penanggung jawab'))).toEqual([
      'lembar Indikator, baris 5, kolom Kunci: ditemukan “a”, seharusnya kunci yang belum dipakai (sudah ada di baris 2)',
      'lembar Indikator, baris 4, kolom Rumus gabungan: ditemukan “-”, seharusnya rumus',
      'lembar Indikator, baris 3, kolom Target setahun: 10; jumlah triwulan “Indeks” bukan target setahun 9; target setahun yang dipakai',
      'lembar Realisasi, baris 4, kolom Indikator: ditemukan “a 1”, seharusnya satu laporan per indikator dan periode (sudah ada di baris 2)',
    ])
  })

  test('headings and sheets are named as they stand there', async () => {
    const { sheet, heading } = catalogue.en.workbook
    const said = await sentences(await writeWorkbook(several, 'en'))
    expect(said[2]).toContain(`lembar ${sheet.indicators}, baris 3, kolom ${heading.targetYear}: 10`)
  })
})

test('spaces around keys, list values, dates and yes or no are not what they say', async () => {
  const { document, errors } = await changed((book) => {
    book.cell('Indikator', 2, 'Kunci').value = ' a'
    book.cell('Indikator', 2, 'Kedudukan').value = 'agreement '
    book.cell('Peran', 2, 'Peran').value = ' officer '
    book.cell('Peran', 2, 'Sejak').value = '2024-02-01 '
    book.cell('Skala', 2, 'Termasuk bawah').value = 'ya '
    book.cell('Anggaran', 2, 'Pagu').value = 'Rp 120.000.000.000,00'
  })
  expect(errors).toEqual([])
  expect(document?.indicators[0]).toMatchObject({ key: 'a', standing: 'agreement' })
  expect(document?.people[0]?.roles[0]).toMatchObject({ role: 'officer', from: '2024-02-01' })
  expect(document?.budget[0]?.ceiling).toBe('120000000000')
})

test('order of columns, empty rows, hidden rows and the case of names do not matter', async () => {
  const { document, errors } = await changed((book) => {
    const sheet = book.sheet('Unit')
    sheet.getRow(1).values = ['INDUK', ' nama ', 'Kunci']
    sheet.getRow(3).values = [undefined, 'Bagian Hukum', 'hukum']
    sheet.getRow(3).hidden = true
    sheet.name = 'sementara'
    sheet.name = 'UNIT'
  })
  expect(errors).toEqual([])
  expect(document?.units).toEqual([{ key: 'hukum', name: 'Bagian Hukum' }])
})

describe('a title above the headings', () => {
  test('is not read, and said; the list below is read as ever, merged title cells or not, and rows keep their numbers', async () => {
    const titled = (book: Book) => {
      const sheet = book.sheet('Indikator')
      sheet.spliceRows(1, 0, ['PERJANJIAN KINERJA TAHUN 2024'], ['Badan Contoh', 'Unit'], [])
      sheet.mergeCells('A1:F2')
      sheet.getCell('H2').value = { formula: 'TODAY()' }
    }
    const { document, errors } = await changed(titled)
    expect(errors).toEqual([])
    expect(document).toEqual((await changed(() => undefined)).document)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.slice().buffer)
    titled(new Book(workbook))
    const read = await readDocuments({ bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) })
    expect(read.findings.map((one) => writeFinding(createTexts('id'), one).sentence)).toContain(
      'lembar Indikator: 4; judul kolom terbaca di baris ini; yang di atasnya tidak dibaca',
    )
    const wrong = await changed((book) => {
      titled(book)
      book.sheet('Indikator').getRow(5).getCell(1).value = 'kunci salah!'
    })
    expect(wrong.errors).toContainEqual(expect.stringContaining('lembar Indikator, baris 5, kolom Kunci'))
  })
  test('headings that are not known are told where they stand', async () => {
    const { errors } = await changed((book) => {
      const sheet = book.sheet('Unit')
      sheet.getRow(2).values = ['a', 'Unit A']
      sheet.spliceRows(1, 0, ['DAFTAR UNIT'])
      sheet.getRow(2).getCell(6).value = 'Alamat'
    })
    expect(errors).toEqual([expect.stringContaining('unknown-column lembar Unit, baris 2, kolom 6')])
  })
})
