import { describe, expect, test } from 'vitest'
import { isWorkingDay, nationalHolidays, nationalRows } from '../../src/calendar/holidays.ts'
import { readHolidays } from '../../src/documents/read-holidays.ts'

const read = (name: string, text: string) => readHolidays({ name, bytes: new TextEncoder().encode(text) })

describe('a file of holidays', () => {
  test('as JSON, in the form of the table itself', async () => {
    const { holidays, findings } = await read('libur.json', JSON.stringify(nationalRows()))
    expect(findings).toEqual([])
    expect(holidays).toEqual(nationalRows())
  })
  test('as CSV with Indonesian headings, semicolons, quotes and local dates', async () => {
    const { holidays, findings } = await read(
      'libur.csv',
      'Tanggal;Jenis;Nama;Dasar Hukum\r\n01/01/2028;nasional;Tahun Baru 2028;SKB 1/2027\r\n"24-03-2028";cuti bersama;"Idulfitri; hari ""kedua""";SKB 1/2027\r\n',
    )
    expect(findings).toEqual([])
    expect(holidays.map(({ date, kind, name_id }) => [date, kind, name_id])).toEqual([
      ['2028-01-01', 'national', 'Tahun Baru 2028'],
      ['2028-03-24', 'collective-leave', 'Idulfitri; hari "kedua"'],
    ])
  })
  test('each fault is named by its row and column, and nothing is taken', async () => {
    const { holidays, findings } = await read(
      'libur.csv',
      'date,kind,name_id,decree\n2028-02-30,national,Imlek,SKB\n2028-01-01,pesta,Baru,SKB\n2028-05-01,national,Buruh,\n2028-06-01,national,Pancasila,SKB\n2028-06-01,national,Pancasila,SKB\n',
    )
    expect(holidays).toEqual([])
    expect(findings.map(({ where, code }) => [where.row, where.column, code])).toEqual([
      [2, 'date', 'not-a-date'],
      [3, 'kind', 'not-in-list'],
      [4, 'decree', 'required'],
      [6, 'date', 'duplicate-key'],
    ])
  })
  test.each([
    ['libur.csv', 'hari,tanggal merah\n1,2\n', 'unknown-column'],
    ['libur.json', '[{', 'not-json'],
    ['libur.xlsx', 'no workbook', 'not-a-workbook'],
  ])('%s that is none of these is refused', async (name, text, code) =>
    expect((await read(name, text)).findings.map((finding) => finding.code)).toEqual([code]),
  )
})

test('a later decree makes a holiday a working day again', async () => {
  const { holidays } = await read('ubah.csv', 'tanggal,jenis,nama,dasar\n2024-12-26,hari kerja,Cuti bersama Natal dicabut,SKB baru\n')
  expect(isWorkingDay('2024-12-26', nationalHolidays())).toBe(false)
  expect(isWorkingDay('2024-12-26', nationalHolidays(holidays))).toBe(true)
})
