import { expect, test } from 'vitest'
import { readNamedList } from '../../src/conversations/named-list.ts'
import { readRows } from '../../src/conversations/sheet.ts'
import { taskNamed } from '../../src/conversations/task-named.ts'
import type { Task } from '../../src/domain/requests/requests.ts'

const task = (indicatorId: number, name: string, fullName: string): Task => ({
  ...{ indicatorId, year: 2024, quarter: 3, agencyId: 1, name, fullName, unit: '%', decimals: 2, state: 'due' },
  ...{ target: null, due: '2024-10-07', lock: '2024-10-20' },
})
const infections = task(1, 'Infeksi nosokomial', 'Persentase infeksi nosokomial')
const facilities = task(2, 'Sarana, prasarana, dan alat…', 'Persentase sarana, prasarana, dan alat kesehatan yang memenuhi standar kelas')
const trained = [3, 4].map((id) => task(id, 'Tenaga kesehatan', 'Jumlah tenaga kesehatan yang mengikuti pelatihan'))
const tasks = [infections, facilities, ...trained]

test('an indicator is known by its name in the agreement as by that of the bot, and by none of its words', () => {
  expect(taskNamed('Persentase Infeksi  Nosokomial (%)', tasks)).toEqual({ kind: 'one', id: infections })
  expect(taskNamed('infeksi nosokomial', tasks)).toEqual({ kind: 'one', id: infections })
  expect(taskNamed(facilities.fullName, tasks)).toEqual({ kind: 'one', id: facilities })
  expect(taskNamed('Persen', tasks).kind).toBe('none')
  expect(taskNamed('standar kelas', tasks).kind).toBe('none')
  expect(taskNamed('Jumlah tenaga kesehatan yang mengikuti pelatihan', tasks)).toEqual({ kind: 'several', ids: trained })
})

test('a list and a sheet as an agency writes them: names in full, and a title above the heading', () => {
  const list = readNamedList(`Persentase infeksi nosokomial: 1,25\n${facilities.fullName}: 60`, tasks)
  expect(list?.answers).toEqual([
    { number: 1, text: '1,25' },
    { number: 2, text: '60' },
  ])
  const sheet = [
    ['LAPORAN REALISASI'],
    ['Tahun', 2024],
    ['No', 'Indikator Kinerja', 'Satuan', 'Target', 'Realisasi TW III'],
    [1, 'Persentase infeksi nosokomial', 'Persen', 1.5, 1.25],
    [2, 'Persentase yang tidak dikenal', 'Persen', 1.5, 9],
  ]
  expect(readRows(sheet, tasks, 'id')).toEqual([
    { row: 4, task: infections, name: 'Infeksi nosokomial', text: '1,25' },
    { row: 5, name: 'Persentase yang tidak dikenal', text: '9' },
  ])
})

test('a list keeps what stands behind a report and a colon, whatever it is, and nothing else that has one', () => {
  const list = readNamedList(
    ['Laporan: Bidang Pelayanan', 'Infeksi nosokomial: 1,25', 'Sarana, prasarana, dan alat: BB', '3. Tenaga kesehatan: Rp 1,2 M'].join(
      '\n',
    ),
    [infections, facilities, ...trained.slice(0, 1)],
  )
  expect(list?.answers.map(({ text }) => text)).toEqual(['1,25', 'BB', 'Rp 1,2 M'])
  expect(list?.strange).toEqual([])
})

test('what fits several reports is said to, and not that it fits none; a unit beside it in a row tells which', () => {
  const places = ['Rawat Inap', 'Rawat Jalan'].map((place, at) => task(5 + at, `Kepuasan Pasien (${place})`, 'Indeks kepuasan pasien'))
  const [ward] = places
  const all = [infections, facilities, ...places]
  const list = readNamedList('Infeksi nosokomial: 1\nSarana, prasarana: 60\nIndeks kepuasan pasien: 84\nInfeksi nosokomial: 2', all)
  expect(list?.strange).toEqual([
    { text: 'Indeks kepuasan pasien: 84', fits: places },
    { text: 'Infeksi nosokomial: 2', fits: [infections] },
  ])
  const heading = ['Unit', 'Indikator', 'Realisasi']
  expect(readRows([heading, ['Instalasi', 'Indeks kepuasan pasien', 84], ['Rawat Inap', 'Indeks kepuasan pasien', 85]], all, 'id')).toEqual(
    [
      { row: 2, fits: places, name: 'Instalasi', text: '84' },
      { row: 3, task: ward, name: 'Kepuasan Pasien (Rawat Inap)', text: '85' },
    ],
  )
})
