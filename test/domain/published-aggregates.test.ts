import { describe, expect, test } from 'vitest'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import type { AgencyRules } from '../../src/domain/plan.ts'
import { shownValue } from '../../src/domain/shown-value.ts'
import { figure, indicator, parts, plan, report, targets } from './a-plan.ts'
import { agreement, computed, differing, meritPrograms, outside, ratedOfBkpsdm, yearOf } from './printed-aggregates.ts'
import { bkd, bkpsdm, printedNumbers, setda } from './published-reports.ts'

const printed = [bkpsdm, bkd].flatMap(({ agency, aggregates }) =>
  aggregates.flatMap(({ what, printed }) => (printed ? [{ agency: agency.short, what, printed }] : [])),
)
/** What the engine gives, with the decimals of what is printed. */
const asPrinted = (text: string, gives: ReturnType<NonNullable<ReturnType<typeof computed.get>>>) => {
  const decimals = printedNumbers(text).map((number) => number.split('.')[1]?.length ?? 0)
  return gives.map((value, i) => shownValue(value, decimals[i] ?? 2).toFixed(decimals[i] ?? 2))
}

describe('every printed aggregate of the reports', () => {
  test('is computed, or differs, or is named with the reason why it is not: exactly one of the three', () => {
    const places = printed.map(({ what }) => [computed, differing, outside].filter((known) => known.has(what)).length)
    expect(printed.filter((_, i) => places[i] !== 1)).toEqual([])
    const known = [...computed.keys(), ...differing.keys(), ...outside.keys()]
    expect(known.filter((what) => !printed.some((row) => row.what === what))).toEqual([])
    // SETDA prints its means in sentences; they are below.
    expect(
      [bkpsdm, bkd, setda].map(({ agency: { short }, aggregates }) => [short, aggregates.filter((row) => row.printed).length]),
    ).toEqual([
      ['BKPSDM', 38],
      ['BKD', 38],
      ['SETDA', 0],
    ])
  })

  test.each(printed.filter(({ what }) => computed.has(what)))('$agency: $what is $printed', ({ what, printed }) => {
    expect(asPrinted(printed, computed.get(what)?.() ?? [])).toEqual(printedNumbers(printed))
  })

  test.each(printed.filter(({ what }) => differing.has(what)))('$agency: $what is not $printed', ({ what, printed }) => {
    const [found] = asPrinted(printed, differing.get(what)?.gives() ?? [])
    expect(found).toMatch(/\d/)
    expect(found).not.toBe(printedNumbers(printed)[0])
  })
})

describe('aggregates of BKPSDM', () => {
  test('the mean of its three indicators is 107,41; of its first objective 99,29', () => {
    expect(yearOf(ratedOfBkpsdm).headline.value?.toFixed(6)).toBe('107.410914')
    expect(yearOf(ratedOfBkpsdm.slice(0, 2)).headline.value?.toFixed(6)).toBe('99.286427')
  })
})

describe('aggregates of BKD DKI', () => {
  test('the mean of the agreement is 104,63 over 13 of 14', () => {
    const { headline, counts } = yearOf(agreement, { capaianScale: 'reached' })
    expect(headline.shown?.toFixed(2)).toBe('104.63')
    expect(headline).toMatchObject({ entered: 13, of: 14, notYetPublished: 1, notReported: 0, withoutCapaian: 0 })
    expect(counts).toEqual([
      { label: 'Tercapai', count: 13 },
      { label: 'Tidak tercapai', count: 0 },
      { label: '', count: 1 },
    ])
  })

  test('read literally, PermenPANRB 8/2021 leaves 2 of the 13 in a gap and 3 above its top', () => {
    const { indicators } = yearOf(agreement, { capaianScale: 'permenpanrb-8-2021' })
    const how = indicators.flatMap(({ year }) => year.rating?.how ?? [])
    const count = (way: string) => how.filter((one) => one === way).length
    expect([count('in-band'), count('gap'), count('above')]).toEqual([8, 2, 3])
  })

  test('its program mean is 101,50 from the printed percentages; unrounded it is 101,31', () => {
    expect(meritPrograms).toHaveLength(4)
    expect(yearOf(meritPrograms).headline.shown?.toFixed(2)).toBe('101.31')
  })
})

describe('aggregates of SETDA', () => {
  const rows = [
    { target: 40, figure: parts(60, 121), basis: 'parts' },
    { target: 88, figure: figure('88.8744'), basis: 'shown' },
    { target: 100, figure: figure(100), basis: 'shown' },
    { target: 83, figure: figure('88.125'), basis: 'shown' },
    { target: 22.73, figure: parts(13, 44), basis: 'parts' },
  ] as const
  const meanBy = (meanOf: AgencyRules['meanOf'], basisOf: (basis: 'parts' | 'shown') => 'parts' | 'shown' = (basis) => basis) => {
    const indicators = rows.map((row, i) =>
      indicator({ key: String(i), basis: basisOf(row.basis), aggregation: 'once', targets: targets([null, null, null, null], row.target) }),
    )
    return assessAgency(
      plan(indicators, { meanOf }),
      rows.map((row, i) => report(String(i), 'year', row.figure)),
      'year',
    ).headline.shown?.toFixed(2)
  }

  test('the mean is 112,23 from the realisations as shown; from the parts it would be 112,22', () => {
    expect(meanBy('realisation-as-shown')).toBe('112.23')
    expect(meanBy('unrounded', () => 'parts')).toBe('112.22')
  })
})
