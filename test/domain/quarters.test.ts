import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d } from '../../src/domain/decimal.ts'
import type { Figure } from '../../src/domain/figure.ts'
import type { Quarter } from '../../src/domain/period.ts'
import type { Aggregation } from '../../src/domain/plan.ts'
import { proposeAggregation } from '../../src/domain/propose-aggregation.ts'
import type { Four } from '../../src/domain/quarters.ts'
import { aggregate } from '../../src/domain/quarters.ts'
import { numberOf } from '../../src/domain/realisation.ts'
import { yearOf } from '../../src/domain/assess/year.ts'
import { figure, noQuarters, parts, targets } from './a-plan.ts'
import { reports } from './published-reports.ts'

type Cells = [number | null, number | null, number | null, number | null]
const unpublished: Figure = { kind: 'not-yet-published' }
const figuresOf = (cells: Cells): Four<Figure | undefined> => {
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? undefined : figure(String(value)))
  return [cell(cells[0]), cell(cells[1]), cell(cells[2]), cell(cells[3])]
}
const toDate = (aggregation: Aggregation, planned: Cells, reached: Cells, upTo: Quarter) => {
  const { realisation, target, missing } = aggregate(aggregation, targets(planned, null).quarters, figuresOf(reached), upTo)
  return [numberOf(realisation)?.toString(), target?.kind === 'number' ? target.value.toString() : undefined, missing]
}
const _ = null

describe('to date', () => {
  test.each<[Aggregation, Cells, Cells, Quarter, [string | undefined, string | undefined, Quarter[]]]>([
    ['sum', [_, 2755, 25589, 1700], [_, 2755, 21310, 5979], 3, ['24065', '28344', []]],
    ['sum', [25, 25, 25, 25], [25, _, 30, _], 3, ['55', '75', [2]]],
    ['sum', [_, 40, _, _], [_, _, 40, _], 2, [undefined, '40', [2]]],
    ['sum', [_, 40, _, _], [_, _, 40, _], 3, ['40', '40', [2]]],
    ['sum', [_, _, 50, 50], [5, _, _, _], 2, ['5', undefined, []]],
    ['average', [_, 94, 94, 94], [_, 90, 96, _], 3, ['93', '94', []]],
    ['average', [100, 100, 100, 100], [90, _, 100, _], 4, ['95', '100', [2, 4]]],
    ['last', [5, 25, 55, 100], [5, 20, _, _], 3, ['20', '55', [3]]],
    ['last', [_, 50, _, 100], [_, 50, 60, _], 3, ['60', '50', []]],
    ['once', [_, _, _, 319.53], [_, _, _, 320], 4, ['320', '319.53', []]],
    ['sum', [0, 0, 1, 1], [0, 0, _, _], 2, ['0', '0', []]],
  ])('%s of targets %j: %j up to TW %s', (aggregation, planned, reached, upTo, expected) => {
    expect(toDate(aggregation, planned, reached, upTo)).toEqual(expected)
  })

  test('shares of one whole add in their numerators', () => {
    const { realisation } = aggregate(
      'sum',
      targets([50, 50, _, _], null).quarters,
      [parts(20, 121), parts(40, 121), undefined, undefined],
      2,
    )
    expect(realisation?.kind === 'number' && realisation.parts?.numerator.toString()).toBe('60')
  })
  test('a quarter that is not yet published stays out, with its target', () => {
    const {
      realisation,
      target,
      missing,
      unpublished: open,
    } = aggregate('sum', targets([10, 10, 10, 10], null).quarters, [figure(8), unpublished, undefined, undefined], 2)
    expect([numberOf(realisation)?.toString(), target?.kind === 'number' && target.value.toString(), missing, open]).toEqual([
      '8',
      '10',
      [],
      [2],
    ])
  })
  test('a provisional quarter makes what contains it provisional', () => {
    const { realisation } = aggregate(
      'average',
      targets([1, 1, 1, 1], null).quarters,
      [figure(1), { kind: 'number', value: d(2), provisional: true }, undefined, undefined],
      2,
    )
    expect(realisation).toMatchObject({ provisional: true })
  })
})

describe('the year', () => {
  const year = (aggregation: Aggregation, planned: Cells, whole: number | null, reached: Cells, own?: Figure) => {
    const { realisation, target, from, missing } = yearOf({ aggregation, targets: targets(planned, whole) }, figuresOf(reached), own)
    return [numberOf(realisation)?.toString(), target?.kind === 'number' ? target.value.toString() : undefined, from, missing]
  }
  test('its own figure wins', () =>
    expect(year('average', noQuarters, 83, [_, _, 87.86, 86.98], figure('88.125'))).toEqual(['88.125', '83', 'year-figure', []]))
  test('the printed target rules, though the quarters make another', () =>
    expect(year('sum', [7, 10, 11, _], 31, [7, 10, 11, _])).toEqual(['28', '31', 'quarters', []]))
  test('without one the quarters make the target', () =>
    expect(year('sum', [7, 10, 11, _], null, [7, _, 11, _])).toEqual(['18', '28', 'quarters', [2]]))
  test('a realisation without a target counts', () =>
    expect(year('sum', [_, 8, 6, 6], 20, [28, _, _, _])).toEqual(['28', '20', 'quarters', [2, 3, 4]]))
  test('progress before what is due once is no realisation of the year', () =>
    expect(year('last', noQuarters, 100, [25, 50, _, _])).toEqual([undefined, '100', 'nothing', [4]]))
  test('with TW IV it is', () => expect(year('last', noQuarters, 100, [25, 50, _, 90])).toEqual(['90', '100', 'quarters', []]))
  test('a sum over a quarter that is not yet published is not yet published', () => {
    const { realisation } = yearOf(
      { aggregation: 'sum', targets: targets([10, 10, _, _], 20) },
      [figure(8), unpublished, undefined, undefined],
      undefined,
    )
    expect(realisation).toEqual(unpublished)
  })
})

describe('laws', () => {
  const cell = fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null })
  const cells = fc.tuple(cell, cell, cell, cell)
  const value = (aggregation: Aggregation, planned: Cells, reached: Cells, upTo: Quarter) =>
    toDate(aggregation, planned, reached, upTo)[0] as string | undefined

  test('a sum up to a quarter is that up to the one before and the quarter itself', () => {
    fc.assert(
      fc.property(cells, cells, fc.constantFrom<Quarter>(2, 3, 4), (planned, reached, upTo) => {
        const before = value('sum', planned, reached, upTo === 4 ? 3 : upTo === 3 ? 2 : 1)
        const own = reached[upTo - 1] ?? 0
        return d(value('sum', planned, reached, upTo) ?? 0).eq(d(before ?? 0).plus(own))
      }),
    )
  })
  test('a mean lies between the least and the greatest, and the order of quarters does not matter to it', () => {
    fc.assert(
      fc.property(cells, (reached) => {
        const known = reached.filter((one) => one !== null)
        const [mean, turned] = [
          value('average', reached, reached, 4),
          value('average', reached, [reached[3], reached[2], reached[1], reached[0]], 4),
        ]
        if (mean === undefined) return known.length === 0
        return (
          d(mean).gte(Math.min(...known)) &&
          d(mean).lte(Math.max(...known)) &&
          d(mean)
            .minus(turned ?? 0)
            .abs()
            .lt('1e-30')
        )
      }),
    )
  })
  test('last is the last one reported', () => {
    fc.assert(
      fc.property(
        cells,
        cells,
        (planned, reached) => value('last', planned, reached, 4) === reached.findLast((one) => one !== null)?.toString(),
      ),
    )
  })
  test('missing is due and without a figure, nothing else', () => {
    fc.assert(
      fc.property(cells, cells, fc.constantFrom<Aggregation>('sum', 'average', 'last', 'once'), (planned, reached, aggregation) => {
        const missing = toDate(aggregation, planned, reached, 4)[2] as Quarter[]
        return ([1, 2, 3, 4] as const).every(
          (quarter) => missing.includes(quarter) === (planned[quarter - 1] !== null && reached[quarter - 1] === null),
        )
      }),
    )
  })
})

describe('proposing the aggregation', () => {
  test.each<[Cells, number | null, string | undefined]>([
    [[5, 25, 55, 100], 100, 'last rises-to-year'],
    [[_, 50, _, 100], 100, 'last rises-to-year'],
    [[25, 25, 25, 25], 100, 'sum adds-to-year'],
    [[1, 1, 1, 1], 4, 'sum adds-to-year'],
    [[100, 100, 100, 100], 100, 'average all-equal'],
    [[_, 94, 94, 94], 94, 'average all-equal'],
    [[_, _, _, 319.53], 319.53, 'once one-quarter'],
    [noQuarters, 40, 'once no-quarters'],
    [[7, 10, 11, _], 31, undefined],
    [[3, 3, 3, 3], 11, undefined],
  ])('%j of %s: %s', (quarters, year, expected) => {
    const proposal = proposeAggregation(targets(quarters, year))
    expect(proposal && `${proposal.aggregation} ${proposal.because}`).toBe(expected)
  })

  test('agrees with what was inferred for the three reports, wherever several quarters have a number', () => {
    const differing = reports.flatMap(({ agency, indicators }) =>
      indicators.flatMap(({ name, unit, quarterlyTargets, annualTarget, aggregation }) => {
        const cells = quarterlyTargets?.map((cell) => (typeof cell === 'number' ? cell : null))
        if (!cells || cells.filter((cell) => cell !== null).length < 2 || typeof annualTarget !== 'number') return []
        const proposal = proposeAggregation(
          targets([cells[0] ?? null, cells[1] ?? null, cells[2] ?? null, cells[3] ?? null], annualTarget),
          unit,
        )
        return proposal && aggregation && proposal.aggregation !== aggregation
          ? [`${agency.short}: ${name}: ${proposal.aggregation} for ${aggregation}`]
          : []
      }),
    )
    expect(differing).toEqual([])
  })
})
