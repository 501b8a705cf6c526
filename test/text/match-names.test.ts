import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { editDistance } from '../../src/text/edit-distance.ts'
import { matchIn, matchNames } from '../../src/text/match-names.ts'
import { nameIndex } from '../../src/text/name-index.ts'
import { shortName } from '../../src/text/short-name.ts'
import { bkdNames, setdaNames } from './real-names.ts'

const agencies = [
  { id: 'SETDA', names: ['SETDA', 'Sekretariat Daerah Kota Bekasi'] },
  { id: 'BKPSDM', names: ['BKPSDM', 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Bekasi'] },
  { id: 'BKD', names: ['BKD', 'Badan Kepegawaian Daerah Provinsi DKI Jakarta'] },
]
const named = (names: readonly string[]): { id: string; names: string[] }[] =>
  names.map((name) => ({ id: name, names: [name, shortName(name)] }))
const setda = named(setdaNames)
const bkd = named(bkdNames)

describe('agencies', () => {
  test.each([
    ['setda', 'SETDA'],
    ['  S.E.T.D.A ', 'SETDA'],
    ['Sekretariat', 'SETDA'],
    ['BKPSDM Kota Bekasi', 'BKPSDM'],
    ['kota bekasi, setda', 'SETDA'],
    ['bkd dki', 'BKD'],
    ['badan kepegawain dan pengembangan', 'BKPSDM'],
  ])('%s', (query, id) => {
    expect(matchNames(query, agencies)).toEqual({ kind: 'one', id })
  })
  test('initials are enough where a short name was never entered', () => {
    const longOnly = agencies.map(({ id, names }) => ({ id, names: names.slice(1) }))
    expect(matchNames('bkpsdm', longOnly)).toEqual({ kind: 'one', id: 'BKPSDM' })
  })
  test('an error in a short name is asked back, not decided: they differ by a letter', () => {
    expect(matchNames('bkpsm', agencies)).toEqual({ kind: 'nearest', ids: ['BKPSDM'] })
    expect(matchNames('sekda', agencies)).toEqual({ kind: 'nearest', ids: ['SETDA'] })
  })
  test('what fits several is answered with all of them', () => {
    expect(matchNames('bekasi', agencies)).toEqual({ kind: 'several', ids: ['SETDA', 'BKPSDM'] })
    expect(matchNames('badan kepegawaian', agencies)).toEqual({ kind: 'several', ids: ['BKD', 'BKPSDM'] })
  })
  test.each(['dinas kesehatan', 'xyz', '', '???', '2024'])('“%s” is none of them', (query) => {
    expect(matchNames(query, agencies)).toEqual({ kind: 'none' })
  })
  test('an exact short name wins over names that contain it', () => {
    const two = [...agencies, { id: 'OTHER', names: ['BKD Center', 'Pusat BKD'] }]
    expect(matchNames('bkd', two)).toEqual({ kind: 'one', id: 'BKD' })
  })
  test('the same short name in two governments is answered with both', () => {
    const two = [...agencies, { id: 'BATAM', names: ['BKPSDM', 'BKPSDM Kota Batam'] }]
    expect(matchNames('bkpsdm', two)).toEqual({ kind: 'several', ids: ['BKPSDM', 'BATAM'] })
    expect(matchNames('bkpsdm batam', two)).toEqual({ kind: 'one', id: 'BATAM' })
  })
})

describe('indicators', () => {
  test.each([
    ['bantuan hukum', 'Fasilitasi Bantuan Hukum'],
    ['BANT HUK', 'Fasilitasi Bantuan Hukum'],
    ['hukum bantuan', 'Fasilitasi Bantuan Hukum'],
    ['bantaun hukum', 'Fasilitasi Bantuan Hukum'],
    ['logistik', 'Penyediaan Bahan Logistik Kantor'],
    ['logistk kantor', 'Penyediaan Bahan Logistik Kantor'],
    ['diklat', 'Pendidikan dan Pelatihan Pegawai Berdasarkan Tugas dan Fungsi'],
    ['mcu', 'Pelaksanaan Medical Check Up Kepala Daerah dan Wakil Kepala Daerah'],
    ['kerjasama dalam negeri', 'Fasilitasi Kerja Sama Dalam Negeri'],
    ['barang cetak & penggandaan', 'Penyediaan Barang Cetak dan Penggandaan'],
    ['nilai akip', 'Nilai AKIP SETDA'],
    ['surat-menyurat', 'Penyediaan Jasa Surat Menyurat'],
  ])('SETDA: %s', (query, id) => {
    expect(matchNames(query, setda)).toEqual({ kind: 'one', id })
  })
  test('initials beside a word: ip asn', () => {
    const match = matchNames('ip asn kinerja', bkd)
    expect(match).toEqual({ kind: 'one', id: 'Nilai Dimensi Kualifikasi, Kinerja dan Disiplin pada Indeks Profesionalitas ASN' })
  })
  test('several are ranked by how much of the name was said', () => {
    const match = matchNames('gaji tunjangan', setda)
    expect(match).toEqual({
      kind: 'several',
      ids: ['Penyediaan Gaji dan Tunjangan ASN', 'Penyediaan Gaji dan Tunjangan Kepala Daerah dan Wakil Kepala Daerah'],
    })
  })
  test('a word that is only like one of a name does not make another word near', () => {
    const known = [...setdaNames, 'OPD yang menerapkan SAKIP berkualitas', 'Kebutuhan Rumah Tangga Kepala Daerah']
    expect(matchNames('rumah sakit', named(known))).toEqual({ kind: 'none' })
  })

  test('words that no name has leave the nearest', () => {
    expect(matchNames('berapa bantuan hukum', setda)).toMatchObject({ kind: 'nearest', ids: ['Fasilitasi Bantuan Hukum'] })
    expect(matchNames('harga cabai', setda)).toEqual({ kind: 'none' })
  })
  test('every real name finds itself, in any case, order and without accents', () => {
    for (const candidates of [setda, bkd]) {
      const index = nameIndex(candidates)
      for (const { id } of candidates) {
        expect(matchIn(id, index)).toEqual({ kind: 'one', id })
        const turned = id.toUpperCase().split(' ').reverse().join('  ')
        const match = matchIn(turned, index)
        expect(match.kind === 'one' ? [match.id] : 'ids' in match && match.ids).toContain(id)
      }
    }
  })
  test('one error in a long word of a real name still leads to it', () => {
    const index = nameIndex(setda)
    fc.assert(
      fc.property(fc.constantFrom(...setdaNames), fc.nat(), fc.nat(), (name, which, where) => {
        const words = name.split(' ')
        const long = words.map((word, at) => ({ word, at })).filter(({ word }) => /^[a-z]{8,}$/i.test(word))
        const chosen = long[which % Math.max(1, long.length)]
        if (!chosen) return
        const cut = 1 + (where % (chosen.word.length - 2))
        words[chosen.at] = chosen.word.slice(0, cut) + chosen.word.slice(cut + 1)
        const match = matchIn(words.join(' '), index)
        expect(match.kind === 'one' ? [match.id] : 'ids' in match && match.ids).toContain(name)
      }),
    )
  })
})

describe('the machinery', () => {
  test.each([
    ['bantuan', 'bantaun', 1],
    ['kepegawaian', 'kepegawain', 1],
    ['hukum', 'hakim', 2],
    ['bkd', 'bkpsdm', 3],
    ['', 'abc', 3],
  ])('%s and %s differ by %i', (a, b, errors) => {
    expect(editDistance(a, b, 5)).toBe(errors)
    expect(editDistance(b, a, 5)).toBe(errors)
  })
  test('gives up beyond its limit', () => {
    expect(editDistance('sekretariat', 'kepegawaian', 2)).toBe(3)
  })
  test('whatever is asked, the answer names candidates, each once', () => {
    const index = nameIndex(setda)
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (query) => {
        const match = matchIn(query, index)
        const ids = match.kind === 'one' ? [match.id] : match.kind === 'none' ? [] : match.ids
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => setdaNames.some((name) => name === id))).toBe(true)
      }),
    )
  })
  test('500 candidates take less than 5 ms once their names are ready', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({
      id: at,
      names: [setdaNames[at % setdaNames.length] ?? '', `${bkdNames[at % bkdNames.length] ?? ''} ${at}`],
    }))
    const index = nameIndex(many)
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now()
      matchIn('bantaun hukum kepegwaian', index)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(5)
  })
})
