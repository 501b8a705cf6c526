import { describe, expect, test } from 'vitest'
import { reasons } from '../../src/domain/assess/assessment.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Figure, Target } from '../../src/domain/figure.ts'
import { createTexts } from '../../src/text/texts.ts'
import { writeFigure, writeParts, writeTarget, writeTyped, writeValue } from '../../src/text/write-figure.ts'
import { writeReason } from '../../src/text/write-reason.ts'
import { readUnit } from '../../src/text/write-unit.ts'

const id = createTexts('id')
const en = createTexts('en')
const number = (value: string, more: object = {}): Figure => ({ kind: 'number', value: d(value), ...more })
const parts = { numerator: d(60), denominator: d(121) }

describe('units as documents type them', () => {
  test.each(['Persen', 'persen', '%', 'Persen (indeks konversi)', '% rencana aksi tercapai pada periode', 'Prosentase'])(
    '%s is percent',
    (unit) => {
      expect(readUnit(unit)).toEqual({ kind: 'percent' })
    },
  )
  test.each(['Nilai', 'Indeks', 'Nilai (0-4)', 'Nilai (indeks 1-4)', 'Skor', 'Predikat', ''])('“%s” has no unit word', (unit) => {
    expect(readUnit(unit)).toEqual({ kind: 'bare' })
  })
  test.each([
    ['Paket', '21.310 paket', '21,310 packages'],
    ['Dokumen', '21.310 dokumen', '21,310 documents'],
    ['OB', '21.310 OB', '21,310 person-months'],
    ['Orang / Bulan', '21.310 orang/bulan', '21,310 person-months'],
    ['Ekor Ternak', '21.310 ekor ternak', '21,310 ekor ternak'],
    ['UMKM', '21.310 UMKM', '21,310 UMKM'],
    ['Per 100.000 KH', '21.310 per 100.000 KH', '21,310 per 100.000 KH'],
    ['°C', '21.310 °C', '21,310 °C'],
    ['kWh', '21.310 kWh', '21,310 kWh'],
    ['constructor', '21.310 constructor', '21,310 constructor'],
  ])('%s follows the number', (unit, indonesian, english) => {
    expect(writeValue(d(21310), { unit, decimals: 0 }, id)).toBe(indonesian)
    expect(writeValue(d(21310), { unit, decimals: 0 }, en)).toBe(english)
  })
  test('English has one document and two documents', () => {
    expect(writeValue(d(1), { unit: 'Dokumen', decimals: 0 }, en)).toBe('1 document')
    expect(writeValue(d(2), { unit: 'Dokumen', decimals: 0 }, en)).toBe('2 documents')
  })
})

describe('figures', () => {
  test.each([
    [number('21310'), { unit: 'Paket', decimals: 0 }, '21.310 paket'],
    [number('49.586776859504132231', { parts }), { unit: 'Persen', decimals: 2 }, '49,59%'],
    [number('49.586776859504132231', { parts }), { unit: 'Persen', decimals: 2, parts: true }, '60 dari 121 = 49,59%'],
    [number('88.125'), { unit: 'Nilai', decimals: 2 }, '88,13'],
    [number('71'), { unit: 'Nilai', decimals: 2 }, '71'],
    [number('12.5'), { unit: 'Dokumen', decimals: 0 }, '12,5 dokumen'],
    [number('0'), { unit: 'Kasus', decimals: 0 }, '0 kasus'],
    [number('81.02', { provisional: true }), { unit: 'Nilai', decimals: 2 }, '81,02 (sementara)'],
    [{ kind: 'grade', letter: 'A', score: d('82.04') }, { unit: 'Nilai', decimals: 2 }, 'A (82,04)'],
    [{ kind: 'grade', letter: 'BB' }, { unit: 'Nilai', decimals: 2 }, 'BB'],
    [{ kind: 'grade', letter: 'BB', provisional: true }, { unit: 'Nilai', decimals: 2 }, 'BB (sementara)'],
    [{ kind: 'not-yet-published' }, { unit: 'Indeks', decimals: 2 }, 'belum rilis'],
    [{ kind: 'not-yet-published', expected: '2025-03' }, { unit: 'Indeks', decimals: 2 }, 'belum rilis (perkiraan Maret 2025)'],
  ] as [Figure, { unit: string; decimals: number; parts?: boolean }, string][])('%o', (figure, form, written) => {
    expect(writeFigure(figure, form, id)).toBe(written)
  })
  test.each([
    ['0.003', 0, '0,003%'],
    ['-0.00042', 2, '-0,00042%'],
    ['0.004', 2, '0,004%'],
    ['0', 2, '0%'],
  ])('%s, which is not nothing, never reads as 0', (value, decimals, written) => {
    expect(writeFigure(number(value), { unit: 'Persen', decimals }, id)).toBe(written)
  })
  test.each([
    [number('0.0035'), 3, '0,0035%'],
    [number('12.5'), 2, '12,50%'],
    [number('88.125'), 2, '88,125%'],
    [number('74'), 2, '74%'],
    [number('49.586776859504132231', { parts }), 2, '49,59%'],
    [number('88.8744', { inputs: { a: { value: d('88.8744') } } }), 2, '88,87%'],
    [number('80.333333333333333333'), 2, '80,33%'],
  ] as [Figure, number, string][])('%o is shown as it was typed', (figure, decimals, written) => {
    expect(writeTyped(figure, { unit: 'Persen', decimals }, id)).toBe(written)
  })
  test('in English', () => {
    expect(writeFigure(number('49.5867', { parts, provisional: true }), { unit: 'Persen', decimals: 2, parts: true }, en)).toBe(
      '60 of 121 = 49.59% (provisional)',
    )
    expect(writeFigure({ kind: 'not-yet-published', expected: '2025-03' }, { unit: 'Indeks', decimals: 2 }, en)).toBe(
      'not yet published (expected March 2025)',
    )
  })
  test('parts are grouped', () => {
    expect(writeParts({ numerator: d(11498), denominator: d(11498) }, id)).toBe('11.498 dari 11.498')
  })
})

describe('targets', () => {
  test.each([
    [{ kind: 'number', value: d(25589) }, 'Paket', '25.589 paket'],
    [{ kind: 'number', value: d('22.73') }, 'Persen', '22,73%'],
    [{ kind: 'number', value: d('319.53') }, 'Nilai', '319,53'],
    [{ kind: 'grade', letter: 'A' }, 'Nilai', 'A'],
    [{ kind: 'grade', letter: 'A', score: d('80.5') }, 'Nilai', 'A (80,50)'],
    [{ kind: 'range', low: d(10), high: d(20) }, 'Hari', '10 sampai 20 hari'],
    [null, 'Paket', 'tanpa target'],
  ] as [Target | null, string, string][])('%o in %s', (target, unit, written) => {
    expect(writeTarget(target, { unit, decimals: 0 }, id)).toBe(written)
  })
})

test('every reason has a sentence of its own in both locales', () => {
  for (const texts of [id, en]) expect(new Set(reasons.map((reason) => writeReason(reason, texts))).size).toBe(reasons.length)
  expect(writeReason('not-yet-published', id)).toBe('belum rilis')
})
