import { expect, test } from 'vitest'
import { ImportDocument } from '../../src/documents/shape/document.ts'
import type { DocumentInput } from '../../src/documents/shape/document.ts'

type Given = Partial<NonNullable<DocumentInput['indicators']>[number]>

const decimalsOf = (own: Given): number | undefined =>
  ImportDocument.parse({
    government: { key: 'kab-x', name: 'Kabupaten X' },
    agency: { key: 'DINAS', name: 'Dinas X', shortName: 'DINAS' },
    year: 2024,
    rules: { capaianScale: 'c' },
    indicators: [
      {
        key: 'i',
        name: 'Angka kematian bayi',
        level: 'sasaran',
        standing: 'agreement',
        unit: 'per 1.000 KH',
        targets: { year: 16 },
        ...own,
      },
    ],
  }).indicators[0]?.decimals

test.each<[string, Given, number]>([
  ['whole targets', {}, 0],
  ['a fraction of an earlier year', { previousYears: { 2023: 17.5 } }, 2],
  ['a rate that counts as it is shown', { basis: 'shown' }, 2],
  ['counted things that count as they are shown', { basis: 'shown', unit: 'Dokumen' }, 0],
  ['what the document says', { decimals: 1, previousYears: { 2023: '17.25' } }, 1],
])('decimals follow %s', (_, own, decimals) => expect(decimalsOf(own)).toBe(decimals))

test('what one officer reports for two units is told apart by the unit; of two officers each has only one', () => {
  const indicator = (key: string, responsibleUnit: string) => ({
    ...{ key, name: 'Indeks Kepuasan Pasien', unit: 'Nilai', level: 'sasaran', standing: 'agreement' as const, responsibleUnit },
    targets: { year: 85 },
  })
  const names = (...responsible: string[][]) =>
    ImportDocument.parse({
      government: { key: 'kab-x', name: 'Kabupaten X' },
      agency: { key: 'RSUD', name: 'Rumah Sakit X', shortName: 'RSUD' },
      year: 2024,
      rules: { capaianScale: 'c' },
      units: [
        { key: 'inap', name: 'Instalasi Rawat Inap' },
        { key: 'jalan', name: 'Instalasi Rawat Jalan' },
      ],
      indicators: [indicator('a', 'inap'), indicator('b', 'jalan')],
      people: responsible.map((keys, at) => ({ key: `p${at}`, name: `Kepala ${at}`, responsible: keys })),
    }).indicators.map(({ shortName }) => shortName)
  expect(names(['a', 'b'])).toEqual(['Indeks Kepuasan Pasien (Instalasi Rawat Inap)', 'Indeks Kepuasan Pasien (Instalasi Rawat Jalan)'])
  expect(names(['a'], ['b'])).toEqual(['Indeks Kepuasan Pasien', 'Indeks Kepuasan Pasien'])
})
