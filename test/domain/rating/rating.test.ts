import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import { knownScales } from '../../../src/domain/rating/known-scales.ts'
import type { Scale } from '../../../src/domain/plan.ts'
import { rate } from '../../../src/domain/rating/rating.ts'
import { inBand, scaleFindings } from '../../../src/domain/rating/scale.ts'
import { reports, scalesOf } from '../published-reports.ts'

const known = (key: string): Scale => {
  const scale = knownScales.find((found) => found.key === key)
  if (!scale) throw new Error(key)
  return scale
}
const loaded = [...knownScales, ...reports.flatMap(scalesOf)]

describe('ratings by the default policy', () => {
  test.each([
    ['permenpanrb-8-2021', '99.29', 'Cukup', 'gap'],
    ['permenpanrb-8-2021', '100.15', 'Baik', 'gap'],
    ['permenpanrb-8-2021', '55', 'Sangat Kurang', 'gap'],
    ['permenpanrb-8-2021', '79.5', 'Kurang', 'gap'],
    ['permenpanrb-8-2021', '123.66', 'Sangat Baik', 'above'],
    ['permenpanrb-8-2021', '-50', 'Sangat Kurang', 'below'],
    ['permenpanrb-8-2021', '100', 'Baik', 'in-band'],
    ['permenpanrb-8-2021', '100.005', 'Baik', 'gap'],
    ['permenpanrb-8-2021', '100.995', 'Sangat Baik', 'in-band'],
    ['permenpanrb-8-2021', '99.995', 'Baik', 'in-band'],
    ['permenpanrb-8-2021', '99.994', 'Cukup', 'gap'],
    ['permendagri-86-2017', '90.5', 'Tinggi', 'gap'],
    ['permendagri-86-2017', '120', 'Sangat Tinggi', 'above'],
    ['pasuruan-efficiency', '100', 'Efisiensi', 'overlap'],
    ['three-words', '99.994', 'Belum tercapai', 'in-band'],
    ['three-words', '99.995', 'Tercapai', 'in-band'],
    ['three-words', '100.005', 'Terlampaui', 'in-band'],
    ['sakip', '80', 'BB', 'in-band'],
    ['sakip', '80.01', 'A', 'in-band'],
    ['batam', '79.5', 'Cukup', 'gap'],
    ['ikm', '88.13', 'B / Baik', 'in-band'],
  ])('%s: %s is %s (%s)', (key, value, label, how) => expect(rate(known(key), d(value), 2)).toMatchObject({ label, how, scaleKey: key }))

  test('zero on a scale that begins above zero has the bottom band', () => {
    const printed = scalesOf(
      reports[0] ??
        (() => {
          throw new Error('no report')
        })(),
    )[0]
    expect(printed && rate(printed, d(0), 2)).toMatchObject({ label: 'D / Sangat Kurang', how: 'below' })
  })

  test('the unrounded value may have another rating than the shown one', () => {
    expect([rate(known('three-words'), d('99.999')).label, rate(known('three-words'), d('99.999'), 2).label]).toEqual([
      'Belum tercapai',
      'Tercapai',
    ])
  })

  test('other policies: the band above, the nearest, the worse', () => {
    const scale = known('permenpanrb-8-2021')
    const gap = (policy: Scale['policy']['gap'], value: string) =>
      rate({ ...scale, policy: { ...scale.policy, gap: policy } }, d(value)).label
    expect([gap('band-above', '99.29'), gap('nearest', '99.29'), gap('nearest', '99.71'), gap('nearest', '99.5')]).toEqual([
      'Baik',
      'Cukup',
      'Baik',
      'Cukup',
    ])
    const efficiency = known('pasuruan-efficiency')
    expect(rate({ ...efficiency, policy: { ...efficiency.policy, overlap: 'worse' } }, d(100)).label).toBe('Cukup')
  })
})

describe('findings when a scale is loaded', () => {
  const found = (scale: Pick<Scale, 'bands'>) =>
    scaleFindings(scale).map(
      ({ kind, from, fromInclusive, to, toInclusive, labels }) =>
        `${kind} ${fromInclusive ? '[' : '('}${from ?? ''};${to ?? ''}${toInclusive ? ']' : ')'} ${labels.join('/')}`,
    )

  test('PermenPANRB 8/2021 has four gaps and ends at 0 and 110', () => {
    expect(found(known('permenpanrb-8-2021'))).toEqual([
      'below (;0) Sangat Kurang',
      'gap (50;60) Sangat Kurang/Kurang',
      'gap (79;80) Kurang/Cukup',
      'gap (99;100) Cukup/Baik',
      'gap (100;101) Baik/Sangat Baik',
      'above (110;) Sangat Baik',
    ])
  })
  test('the efficiency scale names 100 twice', () =>
    expect(found(known('pasuruan-efficiency'))).toEqual(['overlap [100;100] Efisiensi/Cukup']))
  test('the three words leave nothing open', () => expect(found(known('three-words'))).toEqual([]))
  test('Pasuruan leaves nothing open', () => expect(found(known('pasuruan'))).toEqual([]))
  test('Setda: zero is below its scale, 90 to 91 in a gap', () => {
    const [first] = reports.flatMap(scalesOf)
    expect(first && found(first)).toEqual([
      'below (;0] D / Sangat Kurang',
      'gap (90;91] A / Memuaskan/AA / Sangat Memuaskan',
      'above (100;) AA / Sangat Memuaskan',
    ])
  })
  test('a point that both neighbours exclude is a gap', () => {
    const { bands } = known('three-words')
    expect(found({ bands: bands.filter(({ label }) => label !== 'Tercapai') })).toEqual(['gap [100;100] Belum tercapai/Terlampaui'])
  })
  test('a band inside another overlaps it', () => {
    const second = reports.flatMap(scalesOf).find(({ name }) => name.includes('Rentang Nilai Capaian'))
    expect(second && found(second)).toContain('overlap [110;120] Sangat Baik/Baik')
  })
  test('bounds that are the wrong way round, and no bands at all', () => {
    const wrong = { label: 'x', lower: d(10), lowerInclusive: true, upper: d(5), upperInclusive: true, better: 1 }
    expect(found({ bands: [...known('three-words').bands, wrong] })).toEqual(['empty-band [10;5] x'])
    expect(found({ bands: [] })).toEqual(['no-bands (;) '])
  })
})

describe('laws', () => {
  const value = fc.integer({ min: -30_000, max: 60_000 }).map((thousandths) => d(thousandths).div(100))

  test.each(loaded.map((scale) => [scale.key, scale] as const))(
    '%s gives every value exactly one rating, at every edge ± 0,005 too',
    (_key, scale) => {
      const labels = new Set(scale.bands.map(({ label }) => label))
      const edges = scale.bands
        .flatMap(({ lower, upper }) => [lower, upper])
        .flatMap((edge) => (edge ? [edge, edge.plus('0.005'), edge.minus('0.005')] : []))
      const check = (rated: ReturnType<typeof d>) => {
        const { label, how } = rate(scale, rated)
        const holding = scale.bands.filter((band) => inBand(band, rated))
        expect(labels.has(label)).toBe(true)
        const allowed = holding.length === 1 ? ['in-band'] : holding.length > 1 ? ['overlap'] : ['gap', 'above', 'below']
        expect(allowed).toContain(how)
      }
      for (const edge of edges) check(edge)
      fc.assert(
        fc.property(value, (rated) => check(rated)),
        { numRuns: 50 },
      )
    },
  )

  test.each(loaded.map((scale) => [scale.key, scale] as const))(
    '%s has a finding exactly where a value is in no band or in several',
    (_key, scale) => {
      const findings = scaleFindings(scale)
      fc.assert(
        fc.property(value, (rated) => {
          const found = findings.some(({ from, fromInclusive, to, toInclusive }) =>
            inBand(
              {
                label: '',
                better: 0,
                lowerInclusive: fromInclusive,
                upperInclusive: toInclusive,
                ...(from && { lower: from }),
                ...(to && { upper: to }),
              },
              rated,
            ),
          )
          return found === (rate(scale, rated).how !== 'in-band')
        }),
        { numRuns: 50 },
      )
    },
  )

  test('a better value never has a worse rating', () => {
    fc.assert(
      fc.property(value, value, fc.constantFrom(...knownScales), (a, b, scale) => {
        const [low, high] = a.lte(b) ? [a, b] : [b, a]
        return rate(scale, high).better >= rate(scale, low).better
      }),
    )
  })
})
