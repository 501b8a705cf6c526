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
