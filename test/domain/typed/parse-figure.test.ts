import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import type { Figure } from '../../../src/domain/figure.ts'
import type { FigureContext, FigureRead } from '../../../src/domain/typed/parse-figure.ts'
import { readFigure } from '../../../src/domain/typed/parse-figure.ts'

const free: FigureContext = { decimals: 2 }
const score: FigureContext = { decimals: 2, unit: 'Nilai', target: d('80.16'), previous: d('80.48') }
const count: FigureContext = { decimals: 0, unit: 'Dokumen', target: d(20) }
const packages: FigureContext = { decimals: 0, unit: 'Paket', target: d(25589) }
const share: FigureContext = { decimals: 2, unit: 'Persen', target: d(40) }
const grade: FigureContext = { decimals: 2, unit: 'Nilai', grade: true }

/** A figure as the tests write it: `12`, `60/121`, `A 82.04`, `belum rilis`, with `~` for provisional. */
const written = (figure: Figure): string => {
  if (figure.kind === 'not-yet-published') return 'belum rilis'
  const mark = figure.provisional ? '~' : ''
  if (figure.kind === 'grade') return `${mark}${figure.letter}${figure.score ? ` ${figure.score}` : ''}`
  return `${mark}${figure.parts ? `${figure.parts.numerator}/${figure.parts.denominator}` : figure.value}`
}
const outcome = (read: FigureRead): string => {
  switch (read.kind) {
    case 'understood':
      return written(read.figure)
    case 'ambiguous':
      return read.choices.map((choice) => `${written(choice.figure)} (${choice.as})`).join(' | ')
    case 'far':
      return `benar ${written(read.figure)}?${read.suggestion ? ` atau ${written(read.suggestion)}?` : ''}`
    case 'refused':
      return `${read.reason}${read.suggestion ? `, maksudnya ${written(read.suggestion)}?` : ''}`
  }
}

describe('somebody corrects themselves', () => {
  test.each<[string, FigureContext, string]>([
    ['salah, 21', count, '21'],
    ['Salah,21', count, '21'],
    ['maaf salah ketik, harusnya 21 dokumen', count, '21'],
    ['ralat: 21', count, '21'],
    ['eh 21', count, '21'],
    ['yang benar 81,02', score, '81.02'],
    ['bukan 20 tapi 21', count, '21'],
    ['bukan 20, 21', count, '21'],
    ['21 bukan 20', count, '21'],
    ['21 dokumen, bukan 20 dokumen', count, '21'],
    ['sorry, 21', count, '21'],
    ['salah', count, 'not-a-number'],
    ['salah ketik', count, 'not-a-number'],
    ['20-an', count, 'not-a-number, maksudnya 20?'],
    ['20an', count, 'not-a-number, maksudnya 20?'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('numbers in both notations', () => {
  test.each<[string, FigureContext, string]>([
    ['87,75', score, '87.75'],
    ['87.75', score, '87.75'],
    ['80.16', score, '80.16'],
    ['1.250.000', free, '1250000'],
    ['1,250,000', free, '1250000'],
    ['1.250.000,75', free, '1250000.75'],
    ['1,250,000.75', free, '1250000.75'],
    ['1 250 000', free, '1250000'],
    ["1'250'000", free, '1250000'],
    ['1250000.75', free, '1250000.75'],
    ['0,250', free, '0.25'],
    ['0.5', free, '0.5'],
    [',5', free, '0.5'],
    ['✅ 21.310', packages, '21310'],
    ['21.310 👍🏽', packages, '21310'],
    ['2🔥1', count, 'two-numbers'],
    ['21.310', packages, '21310'],
    ['21310', packages, '21310'],
    ['21,310', packages, '21310'],
    ['1.250', free, '1250 (thousands) | 1.25 (decimal)'],
    ['1.250', { ...free, locale: 'en' }, '1.25 (decimal) | 1250 (thousands)'],
    ['1,250', free, '1.25 (decimal) | 1250 (thousands)'],
    ['1,250', { ...free, habit: '.' }, '1250 (thousands) | 1.25 (decimal)'],
    ['1.250', { ...free, target: d('1.3') }, '1.25'],
    ['1.250', { ...free, target: d(1300) }, '1250'],
    ['1.250', { ...free, target: d('1.3'), previous: d(1300) }, '1250 (thousands) | 1.25 (decimal)'],
    ['88,125', { ...score, target: d(83) }, '88.125'],
    ['-3,5', free, '-3.5'],
    ['−3,5', free, '-3.5'],
    ['(3,5)', free, '-3.5'],
    ['+3,5', free, '3.5'],
    ['８１，０２', score, '81.02'],
    ['81,02\u200b', score, '81.02'],
    ['  81,02. ', score, '81.02'],
    ['0', count, '0'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('words around a number', () => {
  test.each<[string, FigureContext, string]>([
    ['97,5%', share, '97.5'],
    ['97,5 %', share, '97.5'],
    ['97,5 persen', share, '97.5'],
    ['12 dokumen', count, '12'],
    ['12 Dok.', count, '12'],
    ['12dokumen', count, '12'],
    ['sudah 12', count, '12'],
    ['Realisasi: 12', count, '12'],
    ['12!', count, '12'],
    ['20 ribu', packages, '20000'],
    ['20 rb', packages, '20000'],
    ['1,2 juta', { decimals: 0, unit: 'Orang' }, '1200000'],
    ['20 m', { decimals: 0, unit: 'm', target: d(20) }, '20'],
    ['sementara 87,75', score, '~87.75'],
    ['87,75 (sementara)', score, '~87.75'],
    ['nilai antara: 87,75', score, '~87.75'],
    ['Nihil', count, '0'],
    ['nol', count, '0'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('money that is the figure itself', () => {
  const rupiah: FigureContext = { decimals: 0, unit: 'Rupiah', target: d('1e9') }
  const millions: FigureContext = { decimals: 2, unit: 'Juta Rupiah', target: d(1000) }
  const billions: FigureContext = { decimals: 2, unit: 'Miliar', target: d(1) }
  test.each<[string, FigureContext, string]>([
    ['1,2 M', rupiah, '1200000000'],
    ['1,2M', rupiah, '1200000000'],
    ['Rp 1,2 M', rupiah, '1200000000'],
    ['1,2 miliar', rupiah, '1200000000'],
    ['350 j', rupiah, '350000000'],
    ['1.200.000.000', rupiah, '1200000000'],
    ['1,2 M', millions, '1200'],
    ['900', millions, '900'],
    ['900 juta', billions, '0.9'],
    ['Rp 1,2 M', billions, '1.2'],
    ['1,2', billions, '1.2'],
    ['20 ribu', { decimals: 0, unit: 'Ribu Orang', target: d(20) }, '20'],
    ['20 m', { decimals: 0, unit: 'm', target: d(20) }, '20'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('states, parts and grades', () => {
  test.each<[string, FigureContext, string]>([
    ['N/A', score, 'belum rilis'],
    ['belum rilis', score, 'belum rilis'],
    ['Data Belum Rilis', score, 'belum rilis'],
    ['belum terbit.', score, 'belum rilis'],
    ['60/121', share, '60/121'],
    ['60 dari 121', share, '60/121'],
    ['60 of 121', share, '60/121'],
    ['11.498/11.498', { decimals: 2, unit: 'Persen' }, '11498/11498'],
    ['60/0', share, 'zero-denominator'],
    ['8 dari 20', count, '8'],
    ['60 dari 121', count, 'wrong-unit, maksudnya 60?'],
    ['A', grade, 'A'],
    ['bb', grade, 'BB'],
    ['A (82,04)', grade, 'A 82.04'],
    ['A 82.04', grade, 'A 82.04'],
    ['82,04 (A)', grade, 'A 82.04'],
    ['82,04', grade, 'A 82.04'],
    ['sementara A (82,04)', grade, '~A 82.04'],
    ['A (72,04)', grade, 'grade-unknown, maksudnya BB 72.04?'],
    ['E', grade, 'grade-unknown'],
    ['A (81,02)', score, '81.02'],
    ['A', score, 'wrong-unit'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('a fraction is doubted only of what is counted', () => {
  test.each<[string, FigureContext, string]>([
    ['74,5', { decimals: 0, unit: 'Persen', target: d(75) }, '74.5'],
    ['15,2', { decimals: 0, unit: 'per 1.000 KH', target: d(16) }, '15.2'],
    ['3,25', { decimals: 0, unit: 'Nilai', target: d(3) }, '3.25'],
    ['3,25', { decimals: 0, unit: 'Indeks (1-4)', target: d(3) }, '3.25'],
    ['14,5', { decimals: 0, unit: 'Menit', target: d(15) }, '14.5'],
    ['12,5', { decimals: 0, unit: 'Orang', target: d(12), previous: d('12.5') }, '12.5'],
    ['12,5', { decimals: 0, unit: 'Orang', target: d(12), fractions: true }, '12.5'],
    ['12,5', { decimals: 0, unit: 'Orang', target: d(12), previous: d(11) }, 'benar 12.5?'],
    ['12,5', { decimals: 0, unit: 'Laporan/Dokumen', target: d(12) }, 'benar 12.5?'],
    ['1.250', { decimals: 0, unit: 'Persen', target: d(2) }, '1.25'],
    ['-5,5', { decimals: 0, unit: 'Miliar', target: d(-5) }, '-5.5'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('below zero', () => {
  const planned: FigureContext = { decimals: 0, unit: 'Kasus', target: d(-5) }
  test.each<[string, FigureContext, string]>([
    ['-6', planned, '-6'],
    ['−6', planned, '-6'],
    ['minus 6', planned, '-6'],
    ['Min 6 kasus', planned, '-6'],
    ['(6)', planned, '-6'],
    ['-5,5', planned, 'benar -5.5?'],
    ['6', planned, 'benar 6?'],
    ['-6', { decimals: 0, unit: 'Kasus', target: d(4), previous: d(-5) }, '-6'],
    ['-6', { decimals: 0, unit: 'Miliar', target: d(-5) }, '-6'],
    ['Rp minus 2.000.000', { decimals: 0, unit: 'Rupiah', target: d(-2500000) }, '-2000000'],
    ['negatif 2,5', { ...share, target: d(-2) }, '-2.5'],
    ['-5', { decimals: 0, unit: 'Persen', target: d(95) }, 'benar -5?'],
    ['-5', { decimals: 0, unit: 'Rupiah', target: d(5) }, 'benar -5?'],
    ['-5', { decimals: 0, unit: 'per 1.000 KH', target: d(16) }, 'benar -5?'],
    ['-5', { decimals: 0, unit: 'Orang/Bulan', target: d(16) }, 'negative, maksudnya 5?'],
    ['minus 5', count, 'negative, maksudnya 5?'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('what is far off is asked back, in either direction', () => {
  test.each<[string, FigureContext, string]>([
    ['7117', { ...score, target: d('71.2'), previous: undefined }, 'benar 7117? atau 71.17?'],
    ['8813', { ...score, target: d(83) }, 'benar 8813? atau 88.13?'],
    ['16', { decimals: 0, unit: 'Unit', target: d(509) }, 'benar 16?'],
    ['400', count, '400'],
    ['401', count, 'benar 401?'],
    ['1', count, '1'],
    ['0', packages, '0'],
    ['12,5', count, 'benar 12.5?'],
    ['-3,5', share, 'benar -3.5?'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('what is refused, and what may have been meant', () => {
  test.each<[string, FigureContext, string]>([
    ['81,o2', score, 'not-a-number, maksudnya 81.02?'],
    ['8l,02', score, 'not-a-number, maksudnya 81.02?'],
    ['2O', count, 'not-a-number, maksudnya 20?'],
    ['sekitar 20', count, 'not-a-number, maksudnya 20?'],
    ['> 20', count, 'not-a-number, maksudnya 20?'],
    ['dua puluh', count, 'not-a-number'],
    ['besok', count, 'not-a-number'],
    ['1.25.000', free, 'bad-groups'],
    ['12.5.3', free, 'bad-groups'],
    ['1,25.000,5', free, 'bad-groups'],
    ['1e3', free, 'scientific'],
    ['20 30', count, 'two-numbers'],
    ['20 dan 30', count, 'two-numbers'],
    ['TW 3: 20', count, 'not-a-number'],
    ['12 belum', count, 'not-a-number, maksudnya 12?'],
    ['-', count, 'dash'],
    ['—', count, 'dash'],
    ['', count, 'empty'],
    ['   ', count, 'empty'],
    ['👍', count, 'not-a-number'],
    ['2️⃣', count, 'not-a-number'],
    ['10²', count, 'not-a-number'],
    ['½', share, 'not-a-number'],
    ['-5', count, 'negative, maksudnya 5?'],
    ['80%', count, 'wrong-unit'],
    ['Rp 20.000', count, 'wrong-unit'],
    ['9'.repeat(30), count, 'too-large'],
    ['9'.repeat(5000), count, 'not-a-number'],
    ['=1+1', count, 'not-a-number'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))

  test('shows the refused text as it was typed, shortened', () => {
    expect(readFigure('81,O2', score)).toMatchObject({ found: '81,O2' })
    expect(readFigure('x'.repeat(5000), score)).toMatchObject({ found: `${'x'.repeat(60)}…` })
  })
})

describe('two numbers and the percentage that they make', () => {
  test.each<[string, FigureContext, string]>([
    ['60 dari 121 (49,59%)', share, '60/121'],
    ['60/121 = 49,6%', share, '60/121'],
    ['49,59% (60/121)', share, '60/121'],
    ['50 persen (60 dari 121)', share, '60/121'],
    ['60 dari 121 orang (49,59%)', share, '60/121'],
    ['60 dari 121 (48%)', share, 'two-numbers'],
    ['49,59% (60/0)', share, 'two-numbers'],
    ['8 dari 20 (40%)', count, '8'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('times', () => {
  const hours: FigureContext = { decimals: 0, unit: 'Jam', target: d(48) }
  const minutes: FigureContext = { decimals: 0, unit: 'Menit', target: d(60) }
  const days: FigureContext = { decimals: 0, unit: 'Hari Kerja', target: d(3) }
  test.each<[string, FigureContext, string]>([
    ['12 jam 30 menit', hours, '12.5'],
    ['12 jam, 30 menit', hours, '12.5'],
    ['12jam30menit', hours, '12.5'],
    ['12 hours and 30 minutes', hours, '12.5'],
    ['12 jam 30 menit 36 detik', hours, '12.51'],
    ['47,5 jam', hours, '47.5'],
    ['12:30', hours, '12.5'],
    ['00:45', { ...hours, target: d(1) }, '0.75'],
    ['12:75', hours, 'two-numbers'],
    ['12:30', minutes, 'two-numbers'],
    ['1 jam 15 menit', minutes, '75'],
    ['1,25 jam', minutes, '75'],
    ['1 menit 30 detik', minutes, 'benar 1.5?'],
    ['90 menit', minutes, '90'],
    ['1.800 detik', minutes, '30'],
    ['sekitar 1 jam 15 menit', minutes, 'not-a-number, maksudnya 75?'],
    ['sementara 1 jam 15 menit', minutes, '~75'],
    // A day is no 24 hours where it is one of work.
    ['3 hari', hours, 'wrong-unit'],
    ['2 minggu', days, 'wrong-unit'],
    ['5 jam', days, 'wrong-unit'],
    ['2 hari', days, '2'],
    ['2 hari kerja', days, '2'],
    ['30 menit 12 jam', hours, 'two-numbers'],
    ['12 jam 30', hours, 'two-numbers'],
    ['3 hari', { decimals: 0, unit: 'Orang/Bulan', target: d(3) }, '3'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('money that is counted in millions or billions', () => {
  const billions: FigureContext = { decimals: 1, unit: 'Miliar Rupiah', target: d(50) }
  const millions: FigureContext = { decimals: 0, unit: 'Rp (juta)', target: d(300) }
  test.each<[string, FigureContext, string]>([
    ['38.200.000.000', billions, '38.2'],
    ['Rp38.200.000.000,00', billions, '38.2'],
    ['38.200 juta', billions, '38.2'],
    ['382', billions, '382'],
    ['Rp 350 juta', millions, '350'],
    ['Rp 350.000.000', millions, '350'],
    ['0,35 M', millions, '350'],
    ['350', millions, '350'],
    ['350000', millions, 'benar 350000? atau 350?'],
    ['350.000.000', { decimals: 0, unit: 'Juta Rupiah' }, '350000000'],
    ['350.000.000', { decimals: 0, unit: 'Juta Orang', target: d(350) }, 'benar 350000000?'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('nothing, and what is nearly a figure', () => {
  const cases: FigureContext = { decimals: 0, unit: 'Kasus', target: d(0) }
  test.each<[string, FigureContext, string]>([
    ['nihil kasus', cases, '0'],
    ['nol kasus', cases, '0'],
    ['tidak ada', cases, 'dash'],
    ['tidak ada kasus', cases, 'dash'],
    ['kosong', cases, 'dash'],
    ['belum ada nilai', cases, 'belum rilis'],
    ['1 setengah', cases, 'not-a-number, maksudnya 1?'],
    ['20 lebih', count, 'not-a-number, maksudnya 20?'],
    ['kurang dari 20', count, 'not-a-number, maksudnya 20?'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('a score lies between 0 and 100', () => {
  test.each<[string, string]>([
    ['100', 'AA 100'],
    ['724', 'grade-unknown, maksudnya BB 72.4?'],
    ['8204', 'grade-unknown, maksudnya A 82.04?'],
    ['101', 'grade-unknown, maksudnya D 10.1?'],
    ['72400', 'grade-unknown'],
    ['-5', 'grade-unknown'],
  ])('%s', (typed, expected) => expect(outcome(readFigure(typed, grade))).toBe(expected))
  test('where nothing is known of the indicator any number may be one', () => {
    expect(outcome(readFigure('25589', { decimals: 2, grade: true }))).toBe('25589')
  })
})

describe('a unit that has more than letters', () => {
  const perMille: FigureContext = { decimals: 0, unit: '‰', target: d(45) }
  const rate: FigureContext = { decimals: 0, unit: 'per 1.000 KH', target: d(24) }
  const area: FigureContext = { decimals: 0, unit: 'm²', target: d(120) }
  test.each<[string, FigureContext, string]>([
    ['50,25', perMille, '50.25'],
    ['50,25‰', perMille, '50.25'],
    ['50,25', { ...perMille, unit: 'Permil' }, '50.25'],
    ['23,5 per 1.000 KH', rate, '23.5'],
    ['23,5 per 1000 kh', rate, '23.5'],
    ['23,5 per 1.000', rate, '23.5'],
    ['23,5 per 100', rate, 'two-numbers'],
    ['120 m²', area, '120'],
    ['120 m2', area, '120'],
    ['118,5m2', { ...area, unit: 'M2' }, '118.5'],
    ['10²', area, 'not-a-number'],
    ['120 km²', area, 'not-a-number'],
  ])('%s', (typed, context, expected) => expect(outcome(readFigure(typed, context))).toBe(expected))
})

describe('laws', () => {
  const value = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 99 }))
  const asTyped = (whole: number, cents: number, group: string, mark: string) =>
    `${String(whole).replace(/\B(?=(\d{3})+$)/g, group)}${mark}${String(cents).padStart(2, '0')}`

  test('a number written in either notation is read back as it was', () => {
    fc.assert(
      fc.property(value, fc.constantFrom<[string, string]>(['.', ','], [',', '.']), ([whole, cents], [group, mark]) => {
        const read = readFigure(asTyped(whole, cents, group, mark), { decimals: 2 })
        return (
          read.kind === 'understood' &&
          read.figure.kind === 'number' &&
          read.figure.value.eq(`${whole}.${cents.toString().padStart(2, '0')}`)
        )
      }),
    )
  })

  test('whatever is typed has an outcome, and soon', () => {
    // Processor time: a machine that is busy with something else makes nothing here slower.
    const begun = process.cpuUsage()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) =>
        ['understood', 'ambiguous', 'far', 'refused'].includes(readFigure(typed, count).kind),
      ),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,/ ()-rpm%abo'), maxLength: 200 }), (typed) => {
        const read = readFigure(typed, score)
        return read.kind !== 'ambiguous' || read.choices.length === 2
      }),
      { numRuns: 1000 },
    )
    const { user, system } = process.cpuUsage(begun)
    expect((user + system) / 1000).toBeLessThan(5000)
  })
})
