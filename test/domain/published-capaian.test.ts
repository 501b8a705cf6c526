import { describe, expect, test } from 'vitest'
import { capaianOf } from '../../src/domain/capaian.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Figure } from '../../src/domain/figure.ts'
import { knownScales } from '../../src/domain/rating/known-scales.ts'
import { rate } from '../../src/domain/rating/rating.ts'
import type { Report } from './published-reports.ts'
import { asPrinted, bkd, bkpsdm, cellFigure, cellTarget, exact, printedText, reports } from './published-reports.ts'
import { parts, plainRules, target } from './a-plan.ts'

type Row = Report['indicators'][number]

/** Where a report gives the two numbers behind a percentage, and they make its realisation, capaian counts from them. */
const figureOf = ({ realisasiByYear, components, unit }: Row): Figure => {
  const shown = cellFigure(realisasiByYear?.['2024'])
  const [one, two, ...more] = components ?? []
  if (shown.kind !== 'number' || !one?.value || !two?.value || more.length > 0 || one.weight || !/persen/i.test(unit)) return shown
  const whole = parts(one.value, two.value)
  return whole.kind === 'number' && whole.value.toDecimalPlaces(2).eq(shown.value) ? whole : shown
}

const indicator = { formula: 'maximise' as const, basis: 'parts' as const, decimals: 2 }

/** What is printed and does not follow from what is printed beside it; each must still differ, or it leaves the list. */
const notReproduced = new Map([
  [
    'SETDA: Persentase peningkatan pemahaman IKK LPPD pada Perangkat Daerah',
    'printed 106,06 from 35 of 44; the file holds only the rounded 79,55, from which it is 106,07',
  ],
])

const printedRows = reports.flatMap((report) =>
  report.indicators.flatMap((row) =>
    row.capaianPrinted ? [{ name: `${report.agency.short}: ${row.name}`, row, printed: row.capaianPrinted }] : [],
  ),
)

describe('capaian of the year as printed', () => {
  test('every printed capaian is here', () => {
    const of = (agency: string) => printedRows.filter(({ name }) => name.startsWith(`${agency}: `)).length
    expect([of('SETDA'), of('BKPSDM'), of('BKD'), bkpsdm.capaianRows.length]).toEqual([11, 16, 25, 27])
  })

  test.each(printedRows)('$name prints $printed', ({ name, row, printed }) => {
    const capaian = capaianOf(indicator, cellTarget(row.annualTarget), figureOf(row), plainRules)
    if (printed === 'N/A') {
      expect(capaian).toEqual({ kind: 'undefined', reason: 'not-yet-published' })
      return
    }
    const value = capaian.kind === 'percent' ? capaian.value : undefined
    if (notReproduced.has(name)) expect(asPrinted(value, printed)).not.toBe(printedText(printed))
    else expect(asPrinted(value, printed)).toBe(printedText(printed))
  })

  test('with its two numbers, 35 of 44, the exception reproduces as well', () => {
    const capaian = capaianOf(indicator, target(75), parts(35, 44), plainRules)
    expect(capaian.kind === 'percent' && asPrinted(capaian.value, '106,06')).toBe('106.06')
  })

  test.each(bkpsdm.capaianRows)('$table: $indicator $realisasi against $target prints $capaianPrinted', (row) => {
    const figure: Figure = { kind: 'number', value: exact(row.realisasi) }
    const capaian = capaianOf(indicator, { kind: 'number', value: exact(row.target) }, figure, plainRules)
    expect(capaian.kind === 'percent' && asPrinted(capaian.value, row.capaianPrinted)).toBe(printedText(row.capaianPrinted))
  })
})

/** The words that an agency prints beside a capaian, and the scale that they are from. */
const printedScale: Record<string, string> = { SETDA: 'three-words', BKPSDM: 'permenpanrb-8-2021', BKD: 'reached' }
const printedRatings = reports.flatMap(({ agency: { short }, indicators }) =>
  indicators.flatMap((row) => (row.categoryPrinted ? [{ name: `${short}: ${row.name}`, short, row, printed: row.categoryPrinted }] : [])),
)
/** Other words for a band, or for what has none. */
const meant: Record<string, string> = { 'melebihi target': 'terlampaui', 'terlampaui; mutu B / Baik': 'terlampaui' }

describe('the rating beside it as printed', () => {
  const withTarget = printedRatings.filter(({ row }) => cellTarget(row.annualTarget) !== null)

  test('every printed one is here; the index of the whole province has no target of the agency', () => {
    expect(printedRatings).toHaveLength(5 + 3 + 16)
    expect(printedRatings.filter((row) => !withTarget.includes(row)).map(({ printed }) => printed)).toEqual(['Kategori IV (Sangat Baik)'])
  })

  test.each(withTarget)('$name prints $printed', ({ short, row, printed }) => {
    const capaian = capaianOf(indicator, cellTarget(row.annualTarget), figureOf(row), plainRules)
    if (printed === 'Data Belum Rilis') {
      expect(capaian).toEqual({ kind: 'undefined', reason: 'not-yet-published' })
      return
    }
    const scale = knownScales.find(({ key }) => key === printedScale[short])
    const label = capaian.kind === 'percent' && scale ? rate(scale, capaian.value, 2).label : capaian.kind
    expect(label.toLowerCase()).toBe((meant[printed] ?? printed).toLowerCase())
  })
})

describe('what counts, the parts or the realisation as shown', () => {
  test.each([
    [parts(60, 121), 40, 'parts', '123.97'],
    [parts(60, 121), 40, 'shown', '123.98'],
    [parts(13, 44), '22.73', 'parts', '129.98'],
    [parts(13, 44), '22.73', 'shown', '130.00'],
    [parts(35, 44), 75, 'parts', '106.06'],
    [{ kind: 'number', value: d('88.125') }, 83, 'shown', '106.18'],
    [{ kind: 'number', value: d('88.125') }, 83, 'parts', '106.17'],
  ] as const)('%o against %s by %s is %s', (figure, wanted, basis, expected) => {
    const capaian = capaianOf({ ...indicator, basis }, target(wanted), figure, plainRules)
    expect(capaian.kind === 'percent' && asPrinted(capaian.value, '0,00')).toBe(expected)
  })
})

test('DKI prints one capaian with two decimals and with none', () => {
  const row = bkd.indicators.find(({ name }) => name === 'Nilai kualitas data SDI')
  const capaian = capaianOf(indicator, cellTarget(row?.annualTarget), cellFigure(row?.realisasiByYear?.['2024']), plainRules)
  expect(capaian.kind === 'percent' && [asPrinted(capaian.value, '123,08'), asPrinted(capaian.value, '123%')]).toEqual(['123.08', '123'])
})
